/**
 * Step Functions on a port of this machine, for a test's set-up.
 *
 * @module
 */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type MachineType, REGION, type StateMachineDefinition } from '../asl/index.ts'
import { AnswerRecorder, type AnsweredRequest, awsEndpoint, type AwsEndpoints, type ClockMode, functionFolder, type Functions, lambdaEndpoint, type LoadedMachine, type OutsideAnswer, serve as listen, type TaskAnswer } from '../server/index.ts'
import { ExecutionCoverage } from '../service/index.ts'
import type { Coverage } from '../simulation/covering/types.ts'
import { parseDuration } from '../simulation/duration.ts'
import type { MockFile, World } from '../simulation/index.ts'
import { definitionFrom } from './definition.ts'

export type { AnsweredRequest, ClockMode, OutsideAnswer, TaskAnswer } from '../server/index.ts'
export { AnswerRecorder, ListenError } from '../server/index.ts'
export { InvalidDefinition } from './definition.ts'

/** A definition, its text (JSON or YAML), or the URL of its file: `new URL('order.asl.yaml', import.meta.url)`. */
export type DefinitionSource = StateMachineDefinition | string | URL

/** A state machine that is there from the start. */
export interface ServedMachine {
  definition: DefinitionSource
  /** Default: STANDARD. */
  type?: MachineType
  /** Sets up the simulated services (tables, queues, functions) that answer its tasks. */
  services?: (world: World) => void
}

export interface ServeOptions {
  /** Default: 0, any that is free. */
  port?: number
  /** Default: `fast`, which skips what only waits. */
  clock?: ClockMode
  /** With the clock `real`: a second of an execution takes so many of the wall clock's. */
  waitScale?: number
  /** When virtual time begins; now by default. */
  start?: Date
  /** State machines by name. Others can be created through the API. */
  machines?: Readonly<Record<string, DefinitionSource | ServedMachine>>
  /** Who runs Lambda functions, the first that has one: folders of functions (a file URL or a path), and addresses of Lambda's Invoke API. */
  lambda?: readonly (string | URL)[]
  /**
   * Another AWS-compatible endpoint (LocalStack, moto, DynamoDB Local), which answers tasks that no machine's `services` do: its address, or
   * addresses by service, as Resource names it (`{ dynamodb: 'http://127.0.0.1:8000' }`). Never AWS itself.
   */
  awsEndpoint?: string | Readonly<Record<string, string>>
  /** Told of every answer that a function or an endpoint gave, and who it was. */
  onAnswer?: (answer: OutsideAnswer) => void
  /** Told of every task that has been answered, and by whom: a case, an activity, a function, an endpoint, a token, the simulated services. */
  onTask?: (answer: TaskAnswer) => void
  /** A mock file of Step Functions Local: `<state machine ARN>#<case>` starts with a case of it. */
  mocks?: MockFile
  /** Twelve digits. Default: 123456789012. */
  account?: string
  /** Default: us-east-1. */
  region?: string
  seed?: number
  /** Told of every request that has been answered. */
  onRequest?: (request: AnsweredRequest) => void
}

export interface Server extends AsyncDisposable {
  /** `http://127.0.0.1:8083` */
  endpoint: string
  port: number
  region: string
  /** The ARN of a state machine by its name; with a case of the mock file, what StartExecution takes for it. */
  arn: (machine: string, mockCase?: string) => string
  /** Virtual time. */
  clock: {
    now: () => Date
    /** Moves time on by seconds, or by `90s`, `2h`, `3d`, and does all that is due until then. */
    advance: (duration: number | string) => Promise<void>
    to: (time: Date) => Promise<void>
    /** Moves time on to what comes next. False where nothing does. */
    next: () => Promise<boolean>
  }
  /** What the executions of a state machine have gone through so far. Undefined for one of which none was started. */
  coverage: (machine: string) => Coverage | undefined
  /** What functions and endpoints have answered so far, as a mock file of Step Functions Local: each execution is a case, called as it. */
  recorded: () => MockFile
  close: () => Promise<void>
}

/**
 * Serves the API of Step Functions on this machine until it is closed: all operations, for every SDK. Nothing is written, and nobody is called
 * but the functions and endpoints that are named.
 *
 * @param options what is there from the start, and how time goes
 * @throws InvalidDefinition for a machine that AWS would not take; ListenError where the port is taken; RangeError for an endpoint
 *   that is no address, or AWS itself
 */
export async function serve(options: ServeOptions = {}): Promise<Server> {
  const { machines = {}, clock = 'fast', port = 0, start, account = '123456789012', region = REGION, waitScale, mocks, seed, onRequest, lambda = [], onAnswer, onTask } = options
  const endpoints = options.awsEndpoint === undefined ? undefined : endpointsAt(options.awsEndpoint)
  const recorder = new AnswerRecorder()
  const coverage = new ExecutionCoverage()
  const server = await listen({
    port,
    clock,
    account,
    region,
    machines: Object.entries(machines).map(([name, machine]) => loaded(name, machine)),
    watch: coverage,
    ...(start ? { start: start.getTime() } : {}),
    ...(waitScale === undefined ? {} : { waitScale }),
    ...(mocks ? { mocks } : {}),
    ...(seed === undefined ? {} : { seed }),
    ...(onRequest ? { onRequest } : {}),
    ...(onTask ? { onTask } : {}),
    ...(endpoints ? { endpoints } : {}),
    onAnswer: (answer) => {
      recorder.add(answer)
      onAnswer?.(answer)
    },
    functions: lambda.map(one => functionsAt(String(one))),
  })
  const moveTo = async (time: number): Promise<void> => {
    if (!Number.isFinite(time)) throw new TypeError('The clock is moved by seconds, by a duration such as 90s, 2h or 3d, or to a date.')
    await server.clock.moveTo(time)
  }
  return {
    endpoint: server.endpoint,
    port: server.port,
    region,
    arn: (machine, mockCase) => `arn:aws:states:${region}:${account}:stateMachine:${machine}${mockCase === undefined ? '' : `#${mockCase}`}`,
    clock: {
      now: () => new Date(server.clock.now),
      advance: duration => moveTo(server.clock.now + (parseDuration(duration) ?? Number.NaN) * 1000),
      to: time => moveTo(time.getTime()),
      next: () => server.clock.moveToNext(),
    },
    coverage: machine => coverage.of(machine),
    recorded: () => structuredClone(recorder.mocks),
    close: () => server.close(),
    [Symbol.asyncDispose]: () => server.close(),
  }
}

function loaded(name: string, machine: DefinitionSource | ServedMachine): LoadedMachine {
  const { definition, type = 'STANDARD', services } = isServed(machine) ? machine : { definition: machine }
  const source = definition instanceof URL ? readFileSync(fileURLToPath(definition), 'utf8') : definition
  return { name, type, definition: JSON.stringify(definitionFrom(source, type)), ...(services ? { setUp: services } : {}) }
}

function functionsAt(place: string): Functions {
  if (/^https?:/.test(place)) return lambdaEndpoint(place)
  return functionFolder(place.startsWith('file:') ? fileURLToPath(place) : place)
}

function endpointsAt(place: string | Readonly<Record<string, string>>): AwsEndpoints {
  if (typeof place === 'string') return { all: awsEndpoint(place) }
  return { services: Object.fromEntries(Object.entries(place).map(([service, address]) => [service, awsEndpoint(address)])) }
}

function isServed(machine: DefinitionSource | ServedMachine): machine is ServedMachine {
  return typeof machine === 'object' && 'definition' in machine
}
