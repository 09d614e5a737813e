import { isAws, type ServedPage, view as viewElsewhere } from '../../server/index.ts'
import { type Arguments, readArguments, type Options } from '../arguments.ts'
import type { Command } from '../command.ts'
import { CommandError, EXIT } from '../problems.ts'
import { reasonOf } from '../reasons.ts'
import { type Terminal, write } from '../terminal.ts'
import { listenOrSay } from './serve/listening.ts'
import { pageSource } from './serve/page.ts'
import { settingsOf } from './serve/settings.ts'
import { realAccount } from './view/account.ts'

const usage = 'asl view (--endpoint URL | --allow-aws) [options]'

const OPTIONS: Options = {
  'endpoint': { type: 'string', value: 'URL', about: 'where the Step Functions API is: http://localhost:4566' },
  'port': { type: 'string', value: 'PORT', about: 'where the page is, on this machine only; 8084 otherwise, 0 for any that is free' },
  'allow-changes': { type: 'boolean', about: 'executions can be started, answered, stopped and redriven, too; never in a real account' },
  'allow-aws': { type: 'boolean', about: 'looks at the account of your AWS credentials, and changes nothing there; what it would ask for is said without it' },
  'account': { type: 'string', value: 'ID', about: 'the account that is looked at; 123456789012 otherwise (AWS_ACCOUNT_ID)' },
  'region': { type: 'string', value: 'REGION', about: 'its region; us-east-1 otherwise (AWS_DEFAULT_REGION), for a real account as the AWS SDK finds it' },
}

/** Beside `asl serve`, which may run as well. */
const OWN_PORT = 8084

/** The page of `asl serve` in front of a server that is somebody else's, until it is interrupted. */
export const view: Command = {
  usage,
  about: 'shows the executions of another Step Functions API: LocalStack, moto, asl serve, or, to look at only, a real account',
  options: OPTIONS,
  examples: ['asl view --endpoint http://localhost:4566', 'asl view --endpoint http://localhost:5000 --allow-changes', 'asl view --allow-aws --region eu-west-1'],
  async run(argv, terminal) {
    const args = readArguments(argv, OPTIONS, usage)
    const address = addressOf(args)
    const { served, close } = await (address === undefined || isAws(address) ? viewAccount(address, args, terminal) : viewServer(address, args, terminal))
    return new Promise((resolve) => {
      const end = (): void => void served.close().then(() => {
        close()
        resolve(EXIT.ok)
      })
      process.once('SIGINT', end)
      process.once('SIGTERM', end)
    })
  },
}

interface Viewing {
  served: ServedPage
  close: () => void
}

async function viewServer(address: URL, args: Arguments, terminal: Terminal): Promise<Viewing> {
  if (args.flag('allow-aws')) throw new CommandError(`--allow-aws is for AWS, and ${address.host} is not`)
  const endpoint = address.href.replace(/\/$/, '')
  const { account, region, port } = settingsOf(args, terminal, OWN_PORT)
  const allowChanges = args.flag('allow-changes')
  const served = await listenOrSay(() => viewElsewhere({ endpoint, port, account, region, allowChanges, page: pageFor(terminal) }))
  await write(terminal.stdout, `The executions of ${endpoint} on ${served.address}${allowChanges ? '' : ', to look at only'}\n`)
  return { served, close: () => {} }
}

/** Says what would be asked for, and does so only when told to. */
async function viewAccount(address: URL | undefined, args: Arguments, terminal: Terminal): Promise<Viewing> {
  if (args.flag('allow-changes')) throw new CommandError('a real account is only looked at: --allow-changes is for other servers')
  const intention = `ask ${address?.host ?? 'AWS'} for lists, descriptions and histories (List*, Describe*, GetExecutionHistory), signed with your credentials, every 2 to 30 seconds while the page is open, and change nothing`
  if (!args.flag('allow-aws')) throw new CommandError(`this would ${intention}; --allow-aws lets it, and --endpoint http://localhost:4566 looks at another server`)
  const { port } = settingsOf(args, terminal, OWN_PORT)
  const { endpoint, region, call, close } = await realAccount(address, args.text('region'), terminal).catch((error: unknown) => {
    throw error instanceof CommandError ? error : new CommandError(`no account can be looked at: ${reasonOf(error)}`)
  })
  const served = await listenOrSay(() => viewElsewhere({ endpoint, port, account: '', region, signed: call, page: pageFor(terminal) }))
  await write(terminal.stderr, `asl view will ${intention}.\n`)
  await write(terminal.stdout, `The executions of ${endpoint} on ${served.address}, to look at only\n`)
  return { served, close }
}

const pageFor = (terminal: Terminal): ReturnType<typeof pageSource> => pageSource(line => void write(terminal.stderr, `${line}\n`))

function addressOf(args: Arguments): URL | undefined {
  const text = args.text('endpoint')
  if (text === undefined) return undefined
  const address = URL.canParse(text) ? new URL(text) : undefined
  if (address?.protocol !== 'http:' && address?.protocol !== 'https:') throw new CommandError(`--endpoint is ${text}; it is an address such as http://localhost:4566`)
  return address
}
