/** The latest requests, for who looks for what their program has asked: `GET /_asl/log`. */

import type { IncomingMessage } from 'node:http'
import type { Reply } from '../reply.ts'

/** A request as it is logged. */
export interface LoggedRequest {
  /** Rises with every request. */
  number: number
  id: string
  /** Wall clock, ISO 8601. */
  at: string
  /** The operation, or method and path. */
  what: string
  account?: string
  region?: string
  /** As it was sent; left out where it is too long to keep. */
  request?: string
  status: number
  /** The name of what it was refused with, and what was said. */
  error?: string
  message?: string
  milliseconds: number
  /** What the client calls itself. */
  client?: string
}

/** What a request is logged with once it has been read. */
export type LoggedParts = Required<Pick<LoggedRequest, 'request' | 'account' | 'region'>>

const MOST = 500
const MOST_CHARACTERS = 16_384
const MOST_CLIENT = 300

export class RequestLog {
  private readonly requests: LoggedRequest[] = []
  /** The number of the latest. */
  latest = 0

  add({ request, client, ...logged }: Omit<LoggedRequest, 'number'>): void {
    this.requests.push({
      number: ++this.latest,
      ...logged,
      ...(request !== undefined && request.length <= MOST_CHARACTERS ? { request } : {}),
      ...(client === undefined ? {} : { client: client.slice(0, MOST_CLIENT) }),
    })
    if (this.requests.length > MOST) this.requests.shift()
  }

  /** Those after a number, the latest first. */
  after(number: number): LoggedRequest[] {
    return this.requests.filter(request => request.number > number).reverse()
  }
}

/** Whether an operation only tells what there is: it changes nothing. */
export function onlyReads(operation: string): boolean {
  return /^(?:List|Describe|GetExecutionHistory$|ValidateStateMachineDefinition$)/.test(operation)
}

/** Whether an operation changes what there is besides executions: state machines, activities, tags. */
export function changesResources(operation: string): boolean {
  return /^(?:Create|Delete|Update|Publish|Tag|Untag)/.test(operation)
}

/** Whether a request comes from the page: it says so, or it asks for what only the page has. */
export function isOfPage({ method, url = '/', headers }: IncomingMessage): boolean {
  return headers['x-asl-page'] !== undefined || (method === 'GET' && !url.startsWith('/_asl/clock'))
}

/** What a refusal says. */
export function messageOf({ type, error, body }: Reply): { message?: string } {
  if (error === undefined || typeof body !== 'string' || !type.includes('json')) return {}
  const { message } = JSON.parse(body) as { message?: string }
  return message === undefined ? {} : { message }
}
