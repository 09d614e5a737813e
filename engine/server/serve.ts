/** Step Functions on a port of this machine. */

import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import process from 'node:process'
import { Clock } from '../asl/index.ts'
import { type Account, ClockDriver, type ClockMode, type ExecutionWatch, Refusal, type TaskAnswer } from '../service/index.ts'
import type { MockFile } from '../simulation/mocks/mock-file.ts'
import { Accounts, type LoadedMachine } from './accounts.ts'
import { answerJson, operationOf } from './aws-json.ts'
import { BodyReader, BodyRefused } from './body.ts'
import { controlClock } from './control.ts'
import { type AwsEndpoints, awsTasks } from './endpoint/tasks.ts'
import type { Functions } from './functions/outcome.ts'
import { lambdaTasks, type OutsideAnswer } from './functions/tasks.ts'
import { addressOf, strangerProblem } from './host.ts'
import { listenLocally } from './listen.ts'
import { type About, ownReply } from './page/about.ts'
import { AnswerLog } from './page/answer-log.ts'
import { Changes } from './page/changes.ts'
import { answerFile, type PageSource } from './page/files.ts'
import { changesResources, isOfPage, type LoggedParts, messageOf, onlyReads, RequestLog } from './page/request-log.ts'
import { answerQuery } from './query.ts'
import { refusalReply, type Reply, send } from './reply.ts'

/** An import statement reads all that the module has, Undici among it: 70 milliseconds and 13 MB for what a server never asks. */
const { createServer } = process.getBuiltinModule('node:http')

export interface ServeOptions {
  /** Default: 8083, as Step Functions Local has it; 0 for any that is free. */
  port?: number
  clock?: ClockMode
  /** In real time, a second of an execution takes so many of the wall clock's; 0 waits for nothing. */
  waitScale?: number
  /** Virtual time at the start, milliseconds since the epoch; now by default. */
  start?: number
  /** Twelve digits; an access key of twelve digits names another. */
  account?: string
  /** For requests whose signature names none. */
  region?: string
  seed?: number
  mocks?: MockFile
  machines?: readonly LoadedMachine[]
  /** So many executions that have ended are kept in each account. */
  keep?: number
  /** How long GetActivityTask waits for a task, in milliseconds. */
  pollMilliseconds?: number
  /** Who runs Lambda functions, in the order in which they are asked; the simulated account has those that none of them has. Closed with the server. */
  functions?: readonly Functions[]
  /** Other AWS-compatible endpoints, which answer what nobody has set up a simulated service for. Closed with the server. */
  endpoints?: AwsEndpoints
  /** Told of every answer of a function or of another endpoint. */
  onAnswer?: (answer: OutsideAnswer) => void
  /** Told of every task that has been answered, and by whom. */
  onTask?: (answer: TaskAnswer) => void
  /** Told of executions as they come and go, in every account. */
  watch?: ExecutionWatch
  /** The page that shows what runs, for browsers of this machine. */
  page?: PageSource
  /** Told of every request that has been answered, but for what the page looks at. */
  onRequest?: (request: AnsweredRequest) => void
  /** Told what nobody foresaw. */
  onFault?: (error: unknown) => void
}

/** A request, for a log. */
export interface AnsweredRequest {
  id: string
  /** The operation, or method and path. */
  what: string
  status: number
  /** The name of what it was refused with. */
  error?: string
  milliseconds: number
}

export interface ServedStepFunctions {
  /** `http://127.0.0.1:8083` */
  endpoint: string
  port: number
  clock: ClockDriver
  /** The account that is meant where a request says nothing else. */
  account: () => Promise<Account>
  /** Puts machines, and cases of a mock file, in the place of those loaded before. */
  load: (machines: readonly LoadedMachine[], mocks?: MockFile) => Promise<void>
  close: () => Promise<void>
}

export const DEFAULT_PORT = 8083

/** Idle connections of clients that ask again within a minute are not closed under them. */
const KEEP_ALIVE = 70_000
const MOST_SOCKETS = 1024

/**
 * Serves the API until it is closed.
 *
 * @throws ListenError where the port is taken; Refusal for machines that can not be loaded
 */
export async function serve(options: ServeOptions = {}): Promise<ServedStepFunctions> {
  const { port = DEFAULT_PORT, clock: mode = 'real', waitScale, start = Date.now(), account, region, seed, keep, pollMilliseconds, machines = [], functions = [], endpoints, onFault = () => {} } = options
  let { mocks } = options
  const clock = new Clock(start)
  const others = endpoints && awsTasks(endpoints, answer => options.onAnswer?.(answer))
  const accounts: Accounts = new Accounts({
    clock,
    wake: () => driver.wake(),
    changed: arn => changes.execution(arn),
    mocks: () => mocks,
    ...(seed === undefined ? {} : { seed }),
    ...(keep === undefined ? {} : { keep }),
    ...(pollMilliseconds === undefined ? {} : { pollMilliseconds }),
    ...(functions.length > 0 ? { outsideTasks: lambdaTasks(functions, answer => options.onAnswer?.(answer)) } : {}),
    ...(others ? { endpointTasks: others.tasks } : {}),
    answered: (answer) => {
      answers.add(answer)
      options.onTask?.(answer)
    },
    ...(options.watch ? { watch: options.watch } : {}),
  }, { id: account, region })
  const driver: ClockDriver = new ClockDriver(clock, { mode, busyOutside: () => accounts.busyOutside, calling: () => accounts.calling, ...(waitScale === undefined ? {} : { scale: waitScale }) })
  await accounts.load(machines)
  await accounts.default()
  const bodies = new BodyReader()
  const log = new RequestLog()
  const answers = new AnswerLog()
  const changes: Changes = new Changes(() => ({ now: driver.now, requests: log.latest }))

  function about({ headers }: IncomingMessage): About {
    const cases: About['cases'] = Object.fromEntries(accounts.cases)
    for (const [machine, { TestCases }] of Object.entries(mocks?.StateMachines ?? {})) cases[machine] = [...cases[machine] ?? [], ...Object.keys(TestCases)]
    return { endpoint: `http://${headers.host}`, readOnly: false, hasClock: true, accounts: accounts.places, cases }
  }

  async function reply(request: IncomingMessage, logged: Partial<LoggedParts>, gone: AbortSignal): Promise<Reply> {
    const problem = strangerProblem(request)
    if (problem !== undefined) return refusalReply('AccessDeniedException', problem, { status: 403 })
    const { method = 'GET', headers } = request
    const { pathname, searchParams } = addressOf(request)
    const body = await bodies.read(request)
    const type = headers['content-type'] ?? ''
    if (pathname === '/_asl/clock') return controlClock(driver, method, type, body)
    if (method === 'GET' && pathname === '/_asl/about') return ownReply(about(request))
    if (method === 'GET' && pathname === '/_asl/log') return ownReply(log.after(Number(searchParams.get('after') ?? 0)))
    if (method === 'GET' && pathname === '/_asl/answers') return ownReply(answers.after(Number(searchParams.get('after') ?? 0), searchParams.get('execution')))
    if (method === 'GET' && options.page && !pathname.startsWith('/_asl/')) return answerFile(options.page, pathname)
    if (method !== 'POST') return refusalReply('UnknownOperationException', 'The API takes POST requests.', { status: 404 })
    driver.settle()
    const asked = await accounts.of(headers.authorization)
    Object.assign(logged, { request: body, account: asked.id, region: asked.region } satisfies LoggedParts)
    if (/^application\/x-www-form-urlencoded\b/.test(type) && operationOf(headers) === undefined) return answerQuery(body, asked.id)
    return answerJson(asked, headers, body, gone, onFault)
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = randomUUID()
    const began = performance.now()
    const left = new AbortController()
    response.once('close', () => left.abort())
    if (request.method === 'GET' && request.url === '/_asl/events' && strangerProblem(request) === undefined) return changes.listen(response)
    const logged: Partial<LoggedParts> = {}
    const answered = await reply(request, logged, left.signal).catch((thrown: unknown): Reply => {
      if (thrown instanceof BodyRefused) return refusalReply(thrown.status === 503 ? 'ThrottlingException' : 'ValidationException', thrown.message, { status: thrown.status })
      if (thrown instanceof Refusal) return refusalReply(thrown.name, thrown.message, { more: thrown.more })
      if (!request.destroyed) onFault(thrown)
      return refusalReply('InternalFailure', 'Something went wrong here that nobody foresaw.', { status: 500 })
    })
    // What was not read of a request stands in the way of the next one.
    if (!request.complete) response.setHeader('Connection', 'close')
    send(response, answered, id)
    const operation = operationOf(request.headers)
    const isLooking = operation === undefined ? request.method === 'GET' : onlyReads(operation)
    // A page that looks on is no part of what somebody's program does.
    if (isLooking && isOfPage(request)) return
    const { status, error } = answered
    const told = { id, what: operation ?? `${request.method} ${request.url}`, status, ...(error === undefined ? {} : { error }), milliseconds: performance.now() - began }
    log.add({ ...told, ...logged, at: new Date().toISOString(), ...messageOf(answered), ...(request.headers['user-agent'] === undefined ? {} : { client: request.headers['user-agent'] }) })
    changes.request(operation !== undefined && changesResources(operation))
    options.onRequest?.(told)
  }

  const make = (): Server => {
    const server = createServer({ keepAliveTimeout: KEEP_ALIVE, requestTimeout: 60_000 }, (request, response) => void handle(request, response))
    server.maxConnections = MOST_SOCKETS
    return server
  }
  const listening = await listenLocally(make, port).catch((error: unknown) => {
    driver.close()
    throw error
  })
  return {
    endpoint: `http://127.0.0.1:${listening.port}`,
    port: listening.port,
    clock: driver,
    account: () => accounts.default(),
    load: async (loaded, cases) => {
      mocks = cases
      await accounts.load(loaded)
    },
    close: async () => {
      driver.close()
      await Promise.all([...functions, ...(others ? [others] : [])].map(one => one.close()))
      await Promise.all(listening.servers.map(server => new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })))
    },
  }
}
