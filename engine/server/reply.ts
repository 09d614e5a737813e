/** Answers as AWS shapes them. https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */

import { randomUUID } from 'node:crypto'
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { JsonObject } from '../asl/index.ts'

export interface Reply {
  status: number
  type: string
  body: string | Buffer
  /** Besides those that every reply has. */
  headers?: OutgoingHttpHeaders
  /** The name of what it refuses with. */
  error?: string
}

const JSON_TYPE = 'application/x-amz-json-1.0'

export function jsonReply(body: JsonObject): Reply {
  return { status: 200, type: JSON_TYPE, body: JSON.stringify(body) }
}

/** Before the names of what the model says, of what breaks the model, and of what all services have in common. */
const SPACES: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  InternalFailure: 'com.amazon.coral.service',
  ThrottlingException: 'com.amazon.coral.service',
}

/**
 * A refusal.
 *
 * @param error its name; clients take what comes after `#`
 * @param message what to say; further members go with it
 */
export function refusalReply(error: string, message: string, { status = 400, more = {} }: { status?: number, more?: JsonObject } = {}): Reply {
  const space = SPACES[error] ?? 'com.amazonaws.swf.service.v2.model'
  return { status, type: JSON_TYPE, body: JSON.stringify({ __type: `${space}#${error}`, message, ...more }), error }
}

/** Sends a reply under an id of its own. */
export function send(response: ServerResponse, { status, type, body, headers }: Reply, id: string = randomUUID()): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, { ...headers, 'Content-Type': type, 'Content-Length': Buffer.byteLength(body), 'x-amzn-RequestId': id })
  response.end(body)
}
