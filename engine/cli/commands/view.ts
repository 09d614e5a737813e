import { view as viewElsewhere } from '../../server/index.ts'
import { readArguments, type Options } from '../arguments.ts'
import type { Command } from '../command.ts'
import { CommandError, EXIT } from '../problems.ts'
import { write } from '../terminal.ts'
import { listenOrSay } from './serve/listening.ts'
import { pageSource } from './serve/page.ts'
import { settingsOf } from './serve/settings.ts'

const usage = 'asl view --endpoint URL [options]'

const OPTIONS: Options = {
  'endpoint': { type: 'string', value: 'URL', about: 'where the Step Functions API is: http://localhost:4566' },
  'port': { type: 'string', value: 'PORT', about: 'where the page is, on this machine only; 8084 otherwise, 0 for any that is free' },
  'allow-changes': { type: 'boolean', about: 'executions can be started, answered, stopped and redriven, too' },
  'account': { type: 'string', value: 'ID', about: 'the account that is looked at; 123456789012 otherwise (AWS_ACCOUNT_ID)' },
  'region': { type: 'string', value: 'REGION', about: 'its region; us-east-1 otherwise (AWS_DEFAULT_REGION)' },
}

/** Beside `asl serve`, which may run as well. */
const OWN_PORT = 8084

/** The page of `asl serve` in front of a server that is somebody else's, until it is interrupted. */
export const view: Command = {
  usage,
  about: 'shows the executions of another local Step Functions API: LocalStack, moto, asl serve',
  options: OPTIONS,
  examples: ['asl view --endpoint http://localhost:4566', 'asl view --endpoint http://localhost:5000 --allow-changes'],
  async run(argv, terminal) {
    const args = readArguments(argv, OPTIONS, usage)
    const endpoint = addressOf(args.text('endpoint'))
    const { account, region, port } = settingsOf(args, terminal, OWN_PORT)
    const allowChanges = args.flag('allow-changes')
    const page = pageSource(line => void write(terminal.stderr, `${line}\n`))
    const served = await listenOrSay(() => viewElsewhere({ endpoint, port, account, region, allowChanges, page }))
    await write(terminal.stdout, `The executions of ${endpoint} on ${served.address}${allowChanges ? '' : ', to look at only'}\n`)
    return new Promise((resolve) => {
      const end = (): void => void served.close().then(() => resolve(EXIT.ok))
      process.once('SIGINT', end)
      process.once('SIGTERM', end)
    })
  },
}

function addressOf(text: string | undefined): string {
  const address = text !== undefined && URL.canParse(text) ? new URL(text) : undefined
  if (address?.protocol !== 'http:' && address?.protocol !== 'https:') throw new CommandError(`--endpoint is ${text ?? 'missing'}; it is an address such as http://localhost:4566`)
  if (/\.amazonaws\.com(?:\.cn)?$/.test(address.hostname)) throw new CommandError('--endpoint is AWS, where requests have to be signed: asl view looks at local servers only')
  return address.href.replace(/\/$/, '')
}
