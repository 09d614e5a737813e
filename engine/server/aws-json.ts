/** One call of the API over HTTP. https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */

import type { IncomingHttpHeaders } from 'node:http'
import type { Json, JsonObject } from '../asl/index.ts'
import { type Account, answer, Refusal } from '../service/index.ts'
import { jsonReply, refusalReply, type Reply } from './reply.ts'

const TARGET = /^AWSStepFunctions\.(\w+)$/

/** The operation that a request names, or undefined. */
export function operationOf(headers: IncomingHttpHeaders): string | undefined {
  const target = headers['x-amz-target']
  return TARGET.exec(typeof target === 'string' ? target : '')?.[1]
}

/**
 * Answers a call. What goes wrong is an answer, too, and never a stack.
 *
 * @param headers of the request
 * @param body its text
 * @param gone when nobody waits for the answer any more
 * @param fault told what nobody foresaw
 */
export async function answerJson(account: Account, headers: IncomingHttpHeaders, body: string, gone: AbortSignal, fault: (error: unknown) => void): Promise<Reply> {
  const operation = operationOf(headers)
  if (operation === undefined) return refusalReply('UnknownOperationException', 'The header X-Amz-Target has to name an operation of Step Functions: AWSStepFunctions.StartExecution, for example.')
  if (!/^application\/x-amz-json-1\.[01]\b/.test(headers['content-type'] ?? '')) {
    return refusalReply('ValidationException', `Step Functions speaks application/x-amz-json-1.0, and this request is ${headers['content-type'] ?? 'of no type'}.`, { status: 415 })
  }
  try {
    return await replyOf(body, request => answer(account, operation, request, { gone }))
  }
  catch (thrown) {
    fault(thrown)
    return refusalReply('InternalFailure', 'Something went wrong here that nobody foresaw.', { status: 500 })
  }
}

/**
 * What a call is answered with: what it comes to, or how it is refused.
 *
 * @param body the text of the request; an empty one asks without members
 * @param call answers the request. What it throws but a Refusal is thrown here
 */
export async function replyOf(body: string, call: (request: Json) => Promise<JsonObject>): Promise<Reply> {
  let request: Json
  try {
    request = body === '' ? {} : JSON.parse(body) as Json
  }
  catch {
    return refusalReply('SerializationException', 'The request is no JSON.')
  }
  try {
    return jsonReply(await call(request))
  }
  catch (thrown) {
    if (thrown instanceof Refusal) return refusalReply(thrown.name, thrown.message, { more: thrown.more })
    throw thrown
  }
}
