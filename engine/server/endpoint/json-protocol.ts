/** awsJson 1.0 and 1.1. https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */

import type { Json, JsonObject } from '../../asl/index.ts'
import { isObject } from '../../asl/index.ts'
import type { Got, Outgoing } from '../http-client.ts'
import type { Answered } from './answered.ts'

/** Members with a moment in these services, by how they end. */
const MOMENT = /(?:Date|DateTime|Time|Timestamp)$/

export function jsonRequest({ version, target }: { version: string, target: string }, operation: string, parameters: JsonObject): Outgoing {
  return { method: 'POST', path: '/', headers: { 'Content-Type': `application/x-amz-json-${version}`, 'X-Amz-Target': `${target}.${operation}` }, body: JSON.stringify(parameters) }
}

/** @throws SyntaxError where a good answer is no JSON */
export function jsonAnswer({ status, headers, body }: Got): Answered {
  if (status < 300) return { result: asObject(body === '' ? {} : withMoments(JSON.parse(body) as Json)) }
  const said = asObject(readOr(body, {}))
  const code = text(said.__type) ?? text(headers['x-amzn-errortype']) ?? text(said.code)
  // Of SQS, the code that it had before it spoke JSON.
  const before = text(headers['x-amzn-query-error'])?.split(';')[0]
  return {
    code: code?.replace(/^.*#/, '').replace(/:.*$/, ''),
    ...(before === undefined || before === '' ? {} : { told: before }),
    message: text(said.message) ?? text(said.Message) ?? `The endpoint answers with the status ${status}.`,
    status,
  }
}

/** Moments are seconds since the epoch on the wire, and ISO 8601 in a task's result. */
function withMoments(value: Json): Json {
  if (Array.isArray(value)) return value.map(withMoments)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, typeof member === 'number' && MOMENT.test(key) ? moment(member) : withMoments(member!)]))
}

function moment(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}

function readOr(body: string, otherwise: Json): Json {
  try {
    return JSON.parse(body) as Json
  }
  catch {
    return otherwise
  }
}

function asObject(value: Json): JsonObject {
  return isObject(value) ? value : {}
}

function text(value: Json | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
