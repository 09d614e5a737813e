/** The page alone, in front of a Step Functions API that is somewhere else: LocalStack, moto, another `asl serve`, a real account. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { JsonObject } from '../../asl/index.ts'
import { operationEntry } from '../../service/model/table.ts'
import { operationOf, replyOf } from '../aws-json.ts'
import { BodyReader, BodyRefused } from '../body.ts'
import { addressOf, strangerProblem } from '../host.ts'
import { listenLocally } from '../listen.ts'
import { refusalReply, type Reply, send } from '../reply.ts'
import { type About, ownReply } from './about.ts'
import { answerFile, type PageSource } from './files.ts'
import { onlyReads } from './request-log.ts'

export interface ViewOptions {
  /** Where the API is: `http://localhost:4566`. */
  endpoint: string
  page: PageSource
  /** 0 for any that is free. */
  port: number
  account: string
  region: string
  /** Executions can be started, stopped and answered, too; otherwise the page only looks. */
  allowChanges?: boolean
  /** The endpoint is a real account, which is asked in this way alone, and never for what changes something. */
  signed?: SignedCall
}

/**
 * Asks a real account for an operation, signed.
 *
 * @returns the answer as it goes over the wire: times are seconds
 * @throws Refusal as the service refuses; anything else where it gives no answer
 */
export type SignedCall = (operation: string, request: JsonObject) => Promise<JsonObject>

export interface ServedPage {
  /** `http://127.0.0.1:8084` */
  address: string
  close: () => Promise<void>
}

/** GetActivityTask is answered after a minute at most. */
const PATIENCE = 70_000

/**
 * Serves the page, and passes on what it asks.
 *
 * @throws ListenError where the port is taken
 */
export async function view({ endpoint, page, port, account, region, allowChanges = false, signed }: ViewOptions): Promise<ServedPage> {
  const bodies = new BodyReader()
  const about: About = { endpoint, readOnly: !allowChanges || signed !== undefined, hasClock: false, accounts: [{ account, region }], cases: {} }

  async function reply(request: IncomingMessage): Promise<Reply> {
    const problem = strangerProblem(request)
    if (problem !== undefined) return refusalReply('AccessDeniedException', problem, { status: 403 })
    const { pathname } = addressOf(request)
    if (request.method === 'GET') return pathname === '/_asl/about' ? ownReply(about) : answerFile(page, pathname)
    const operation = operationOf(request.headers)
    if (request.method !== 'POST' || operation === undefined || !/^application\/x-amz-json-1\.[01]\b/.test(request.headers['content-type'] ?? '')) {
      return refusalReply('UnknownOperationException', 'Only calls of Step Functions are passed on.', { status: 404 })
    }
    if (signed) return onlyLooks(operation) ? replyOf(await bodies.read(request), asked => signed(operation, asked as JsonObject)) : refusalReply('AccessDeniedException', `${operation} is not sent to a real account, which asl view only looks at.`, { status: 403 })
    if (!allowChanges && !onlyReads(operation)) return refusalReply('AccessDeniedException', `${operation} changes something; asl view --allow-changes passes it on.`, { status: 403 })
    return passOn(endpoint, request, await bodies.read(request))
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answered = await reply(request).catch((thrown: unknown): Reply => thrown instanceof BodyRefused
      ? refusalReply('ValidationException', thrown.message, { status: thrown.status })
      : refusalReply('InternalFailure', `${endpoint} does not answer: ${reasonOf(thrown)}`, { status: 502 }))
    if (!request.complete) response.setHeader('Connection', 'close')
    send(response, answered)
  }

  const make = (): Server => createServer({ requestTimeout: 60_000 }, (request, response) => void handle(request, response))
  const listening = await listenLocally(make, port)
  return {
    address: `http://127.0.0.1:${listening.port}`,
    close: async () => {
      await Promise.all(listening.servers.map(server => new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })))
    },
  }
}

/** Lists, descriptions and histories: nothing else is sent to a real account, not even what would change nothing. */
function onlyLooks(operation: string): boolean {
  return operationEntry(operation) !== undefined && /^(?:List|Describe|GetExecutionHistory$)/.test(operation)
}

/** What the API answers, as it is. */
async function passOn(endpoint: string, { headers }: IncomingMessage, body: string): Promise<Reply> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': headers['x-amz-target'] as string,
      ...(headers.authorization === undefined ? {} : { Authorization: headers.authorization }),
    },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  })
  return { status: response.status, type: 'application/x-amz-json-1.0', body: await response.text() }
}

function reasonOf(thrown: unknown): string {
  const { message, cause } = thrown as Error
  return cause instanceof Error ? cause.message : message
}
