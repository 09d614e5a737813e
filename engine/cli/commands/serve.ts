import { formatDiagnostic } from '../../asl/index.ts'
import { AnswerRecorder, type OutsideAnswer, serve as serveStepFunctions, type ServedStepFunctions, type TaskAnswer } from '../../server/index.ts'
import { ExecutionCoverage } from '../../service/index.ts'
import { coverageOf, type CoveredSource } from '../../simulation/covering/index.ts'
import { readArguments, type Options } from '../arguments.ts'
import type { Command } from '../command.ts'
import { CommandError, EXIT } from '../problems.ts'
import { readMocks } from '../read-mocks.ts'
import { writeCoverage, writeReport } from '../report/coverage.ts'
import { printable, write, type Terminal } from '../terminal.ts'
import { environment, writeProfile } from './serve/client.ts'
import { endpointsOf } from './serve/endpoints.ts'
import { functionsOf } from './serve/functions.ts'
import { listenOrSay } from './serve/listening.ts'
import { load, type Loaded } from './serve/load.ts'
import { pageSource } from './serve/page.ts'
import { settingsOf, type Settings } from './serve/settings.ts'
import { watch } from './serve/watch.ts'

const usage = 'asl serve [FOLDER|FILE…] [options]'

const OPTIONS: Options = {
  'port': { type: 'string', value: 'PORT', about: 'where it listens, on this machine only; 8083 otherwise, 0 for any that is free' },
  'clock': { type: 'string', value: 'real|fast|manual', about: 'how time goes: real; fast skips what only waits; manual is moved by POST /_asl/clock' },
  'wait-scale': { type: 'string', value: 'N', about: 'a second of an execution takes N seconds; 0 waits for nothing (WAIT_TIME_SCALE)' },
  'mocks': { type: 'string', value: 'FILE', about: 'a mock file of Step Functions Local; ARN#CASE starts with a case of it (SFN_MOCK_CONFIG)' },
  'lambda': { type: 'string', value: 'URL|FOLDER', about: 'who runs Lambda functions: an address (sam local start-lambda, the runtime interface emulator), or a folder of functions (LAMBDA_ENDPOINT)' },
  'aws-endpoint': { type: 'string', value: 'URL', about: 'another AWS-compatible endpoint (LocalStack, moto, DynamoDB Local), which answers what is not simulated (of one service: DYNAMODB_ENDPOINT, SQS_ENDPOINT, SNS_ENDPOINT)' },
  'record': { type: 'string', value: 'FILE', about: 'at the end, writes what functions and endpoints answered as a mock file, an execution a case' },
  'account': { type: 'string', value: 'ID', about: 'the account of requests that name none; 123456789012 otherwise (AWS_ACCOUNT_ID)' },
  'region': { type: 'string', value: 'REGION', about: 'the region of requests that name none; us-east-1 otherwise (AWS_DEFAULT_REGION)' },
  'seed': { type: 'string', value: 'NUMBER', about: 'where random names and numbers come from; 1 otherwise' },
  'coverage': { type: 'string', value: 'FOLDER', about: 'at the end, writes what the executions of loaded machines have gone through, as asl test does' },
  'quiet': { type: 'boolean', about: 'tells of no requests' },
  'env': { type: 'boolean', about: 'prints what a shell needs, and serves nothing: eval "$(asl serve --env)"' },
  'write-profile': { type: 'string', value: 'NAME', about: 'adds a profile to the AWS configuration, and serves nothing' },
}

/** Step Functions on the laptop, for every SDK, until it is interrupted. */
export const serve: Command = {
  usage,
  about: 'serves the Step Functions API on this machine, for the AWS CLI and every SDK',
  options: OPTIONS,
  examples: ['asl serve order.asl.yaml --clock fast', 'asl serve order.asl.yaml --lambda http://127.0.0.1:3001 --record mocks.json', 'asl serve snippets', 'eval "$(asl serve --env)"', 'asl serve --write-profile local'],
  async run(argv, terminal) {
    const args = readArguments(argv, OPTIONS, usage)
    const settings = settingsOf(args, terminal)
    const profile = args.text('write-profile')
    if (profile !== undefined) {
      await write(terminal.stdout, `${writeProfile(profile, settings, terminal)} has the profile ${profile} now: aws stepfunctions list-state-machines --profile ${profile}\n`)
      return EXIT.ok
    }
    if (args.flag('env')) {
      await write(terminal.stdout, environment(settings))
      return EXIT.ok
    }
    return untilInterrupted(await begin(args.files, settings, { quiet: args.flag('quiet'), coverage: args.text('coverage'), record: args.text('record') }, terminal), terminal)
  },
}

/** What runs until it is interrupted. */
interface Serving {
  server: ServedStepFunctions
  unwatch: () => void
  /** What is told at the end. */
  report: () => string
}

async function begin(paths: readonly string[], settings: Settings, { quiet, coverage: folder, record }: { quiet: boolean, coverage: string | undefined, record: string | undefined }, terminal: Terminal): Promise<Serving> {
  const { mocks: mockFile, lambda, endpoints: addresses, ...options } = settings
  const endpoints = endpointsOf(addresses)
  const recorder = new AnswerRecorder()
  const say = (line: string): void => void write(terminal.stderr, `${line}\n`)
  const read = async (): Promise<Loaded> => {
    const loaded = await load(paths)
    if (mockFile !== undefined) takeMocks(mockFile, loaded)
    return loaded
  }
  let loaded = await read()
  const coverage = folder === undefined ? undefined : new ExecutionCoverage()
  if (loaded.missing.length > 0) throw new CommandError(loaded.missing.join('; '))
  for (const diagnostic of loaded.diagnostics) say(formatDiagnostic(diagnostic))
  const server = await listenOrSay(() => serveStepFunctions({
    ...options,
    machines: loaded.machines,
    page: pageSource(say),
    ...(coverage ? { watch: coverage } : {}),
    functions: functionsOf(paths, lambda),
    ...(endpoints ? { endpoints } : {}),
    onAnswer: (given) => {
      if (record !== undefined) recorder.add(given)
      if (!quiet) void write(terminal.stdout, lineOfFunction(given))
    },
    // A function's answer, and an endpoint's, has been told, with how long it took.
    ...(quiet ? {} : { onTask: (given) => given.kind === 'function' || given.kind === 'endpoint' ? undefined : void write(terminal.stdout, lineOfAnswer(given)) }),
    ...(hasCases(loaded) ? { mocks: loaded.mocks } : {}),
    onFault: fault => say(`a fault of the server, please report it: ${String((fault as Error).stack ?? fault)}`),
    ...(quiet ? {} : { onRequest: ({ what, status, error, milliseconds }) => void write(terminal.stdout, `${what} ${status}${error === undefined ? '' : ` ${error}`} ${milliseconds.toFixed(1)} ms\n`) }),
  }))
  await write(terminal.stdout, announcement(server, settings, loaded))
  const unwatch = watch([...paths, ...mockFile === undefined ? [] : [mockFile]], () => void read().then(async (changed) => {
    for (const diagnostic of changed.diagnostics) say(formatDiagnostic(diagnostic))
    await server.load(changed.machines, hasCases(changed) ? changed.mocks : undefined)
    loaded = changed
    await write(terminal.stdout, `loaded again: ${count(changed)}\n`)
  }).catch((error: Error) => say(error.message)))
  return {
    server,
    unwatch,
    report: () => {
      if (record !== undefined) writeReport(record, `${JSON.stringify(recorder.mocks, null, 2)}\n`)
      return coverage ? `${writeCoverage(folder!, coveredOf(loaded, coverage))}\n` : ''
    },
  }
}

function lineOfFunction({ state, by, answer, milliseconds }: OutsideAnswer): string {
  return `  ${printable(state)} answered by ${by}${'Throw' in answer ? `: ${printable(answer.Throw.Error)}` : ''} ${milliseconds.toFixed(1)} ms\n`
}

function lineOfAnswer({ state, kind, name, outcome }: TaskAnswer): string {
  return `  ${printable(state)} answered by the ${kind}${name === undefined ? '' : ` ${printable(name)}`}${outcome === 'failed' ? ': failed' : ''}\n`
}

function coveredOf({ sources }: Loaded, coverage: ExecutionCoverage): CoveredSource[] {
  return [...sources].map(([name, source]) => ({ file: source.file ?? name, source, coverage: coverage.of(name) ?? coverageOf(source.definition!, []) }))
}

/** A mock file that is named goes before what patterns bring. */
function takeMocks(file: string, loaded: Loaded): void {
  const { mocks, errors } = readMocks(file)
  if (!mocks) throw new CommandError(errors.map(formatDiagnostic).join('\n     '))
  Object.assign(loaded.mocks.StateMachines, mocks.StateMachines)
  Object.assign(loaded.mocks.MockedResponses, mocks.MockedResponses)
}

function hasCases({ mocks }: Loaded): boolean {
  return Object.keys(mocks.StateMachines).length > 0
}

function announcement({ endpoint, port }: ServedStepFunctions, { account, region, clock, waitScale }: Settings, loaded: Loaded): string {
  const time = waitScale === undefined ? clock : `${clock}, waits scaled by ${waitScale}`
  return [
    `Step Functions on ${endpoint}, account ${account}, ${region}, clock: ${time}; ${count(loaded)}`,
    `  in the browser   ${endpoint}`,
    `  AWS CLI, boto3   eval "$(asl serve --env${port === 8083 ? '' : ` --port ${port}`})"`,
    `  JavaScript       new SFNClient({ endpoint: '${endpoint}', region: '${region}', credentials: { accessKeyId: 'local', secretAccessKey: 'local' }, disableHostPrefix: true })`,
    `  older AWS CLIs   --endpoint-url http://x@127.0.0.1:${port}`,
    '',
  ].join('\n')
}

function count({ machines }: Loaded): string {
  return `${machines.length} state ${machines.length === 1 ? 'machine' : 'machines'}`
}

function untilInterrupted({ server, unwatch, report }: Serving, terminal: Terminal): Promise<number> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      unwatch()
      void server.close().then(async () => {
        await write(terminal.stdout, report())
        resolve(EXIT.ok)
      }).catch(reject)
    }
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
  })
}
