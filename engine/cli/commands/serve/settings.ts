import type { ClockMode, ServeOptions } from '../../../server/index.ts'
import type { Arguments } from '../../arguments.ts'
import { ACCOUNT, REGION } from '../../../asl/index.ts'
import { oneOf } from '../../arguments.ts'
import { CommandError } from '../../problems.ts'
import type { Terminal } from '../../terminal.ts'

/** What is served, and where. */
export type Settings = Required<Pick<ServeOptions, 'port' | 'clock' | 'account' | 'region'>> & Pick<ServeOptions, 'waitScale' | 'seed'> & {
  /** A mock file. */
  mocks: string | undefined
  /** Who runs Lambda functions: an address, or a folder. */
  lambda: string | undefined
  /** Addresses of AWS-compatible endpoints by what said them: `--aws-endpoint`, and the names of the environment for one service each. */
  endpoints: EndpointSettings
}

/** Step Functions Local has one for each service; what stands for none is not asked. */
export type EndpointSettings = Partial<Record<'--aws-endpoint' | 'DYNAMODB_ENDPOINT' | 'SQS_ENDPOINT' | 'SNS_ENDPOINT', string>>

const MODES: readonly ClockMode[] = ['real', 'fast', 'manual']

/**
 * Options, and the environment of Step Functions Local and LocalStack where these say nothing.
 *
 * @throws CommandError for what is no port, no account, no scale
 */
export function settingsOf(args: Arguments, { env }: Pick<Terminal, 'env'>, ownPort = 8083): Settings {
  const waitScale = numberOf('--wait-scale', args.text('wait-scale') ?? env.WAIT_TIME_SCALE, 0, 1_000_000)
  const seed = numberOf('--seed', args.text('seed'), -(2 ** 31), 2 ** 32)
  const account = args.text('account') ?? (env.AWS_ACCOUNT_ID || ACCOUNT)
  if (!/^\d{12}$/.test(account)) throw new CommandError(`--account is ${account}; an account has twelve digits`)
  const region = args.text('region') ?? (env.AWS_DEFAULT_REGION || env.AWS_REGION || REGION)
  if (!/^[a-z]{2,4}(?:-[a-z]+)+-\d$/.test(region)) throw new CommandError(`--region is ${region}; a region is called like us-east-1`)
  const port = numberOf('--port', args.text('port'), 0, 65_535) ?? ownPort
  if (!Number.isInteger(port)) throw new CommandError(`--port is ${port}; a port is a whole number`)
  return {
    port,
    clock: oneOf('--clock', args.text('clock'), MODES, 'real'),
    account,
    region,
    mocks: args.text('mocks') ?? env.SFN_MOCK_CONFIG ?? env.LOCALSTACK_SFN_MOCK_CONFIG,
    lambda: args.text('lambda') ?? env.LAMBDA_ENDPOINT,
    endpoints: endpointSettings(args, env),
    ...(waitScale === undefined ? {} : { waitScale }),
    ...(seed === undefined ? {} : { seed }),
  }
}

/** Variables that are empty say nothing, as they are in files for containers. */
function endpointSettings(args: Arguments, env: Terminal['env']): EndpointSettings {
  const said: EndpointSettings = { '--aws-endpoint': args.text('aws-endpoint'), 'DYNAMODB_ENDPOINT': env.DYNAMODB_ENDPOINT, 'SQS_ENDPOINT': env.SQS_ENDPOINT, 'SNS_ENDPOINT': env.SNS_ENDPOINT }
  return Object.fromEntries(Object.entries(said).filter(([, address]) => address !== undefined && address !== ''))
}

function numberOf(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  if (!(value >= least && value <= most) || text.trim() === '') throw new CommandError(`${name} is ${text}; it can be from ${least} to ${most}`)
  return value
}
