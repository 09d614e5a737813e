import type { Json, JsonObject } from '../asl/index.ts'
import type { Account } from './account/account.ts'
import type { Caller } from './caller.ts'
import { checkRequest } from './model/check-request.ts'
import { OPERATIONS } from './operations.ts'
import { Refusal } from './refusal.ts'

/**
 * Answers one call of the API. Times are seconds since the epoch, as they go over the wire.
 *
 * @param account whom it is for
 * @param operation its name: `StartExecution`
 * @param request as it was sent
 * @throws Refusal as the service refuses; UnknownOperationException for a name that is none
 */
export async function answer(account: Account, operation: string, request: Json, caller: Caller = {}): Promise<JsonObject> {
  const run = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined
  if (!run) throw new Refusal('UnknownOperationException', `The operation ${operation} is none of Step Functions.`)
  try {
    const answered = run(account, checkRequest(operation, request) as never, caller)
    account.wake()
    return await answered
  }
  finally {
    account.wake()
  }
}
