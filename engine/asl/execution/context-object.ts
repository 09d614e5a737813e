/**
 * The context object: `$$` in JSONPath, `$states.context` in JSONata.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */

import type { JsonObject } from '../query/json.ts'
import { isoTime } from './turns/clock.ts'
import type { ExecutionCore } from './execution-core.ts'

/** What of a visit to a state stands in the context object. */
export interface ContextOfVisit {
  readonly state: { readonly name: string, readonly countsRetries: boolean }
  readonly enteredAt: number
  readonly retryCount: number
  readonly taskToken: string | undefined
}

/** What a state sees of its execution while it runs. `item`: the Map item it works on. */
export function contextObject(execution: ExecutionCore, visit: ContextOfVisit, item: object | undefined): JsonObject {
  if (execution.contextAsGiven) return execution.contextAsGiven
  const context: JsonObject = {
    ...execution.fixedContext,
    State: { Name: visit.state.name, EnteredTime: isoTime(visit.enteredAt), ...(visit.state.countsRetries ? { RetryCount: visit.retryCount } : {}), ...execution.statePart },
  }
  if (execution.taskPart) context.Task = execution.taskPart
  else if (visit.taskToken !== undefined) context.Task = { Token: visit.taskToken }
  if (item) context.Map = { Item: item as JsonObject }
  else if (execution.mapPart) context.Map = execution.mapPart
  return context
}
