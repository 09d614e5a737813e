/** SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat. https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html */

import type { JsonObject, TokenRefusal } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { readJson } from '../account/read-json.ts'
import { Refusal } from '../refusal.ts'

export function sendTaskSuccess({ answerers, world: { tokens } }: Account, { taskToken, output }: { taskToken: string, output: string }): JsonObject {
  const value = readJson(output, reason => new Refusal('InvalidOutput', `Invalid Output: '${reason}'`))
  return accepted(answerers.byToken(() => tokens.succeed(taskToken, value)))
}

export function sendTaskFailure({ answerers, world: { tokens } }: Account, { taskToken, error, cause }: { taskToken: string, error?: string, cause?: string }): JsonObject {
  return accepted(answerers.byToken(() => tokens.fail(taskToken, error, cause)))
}

export function sendTaskHeartbeat({ world: { tokens } }: Account, { taskToken }: { taskToken: string }): JsonObject {
  return accepted(tokens.heartbeat(taskToken))
}

function accepted(refusal: TokenRefusal | undefined): JsonObject {
  if (refusal) throw new Refusal(refusal.exception, refusal.message)
  return {}
}
