/**
 * The context object: `$$` in JSONPath, `$states.context` in JSONata.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */

import type { JsonObject } from '../query/json.ts'
import type { StateVisit } from '../states/visit.ts'

/** Virtual milliseconds as the service writes times: ISO 8601 with milliseconds, UTC. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** What a state sees of its execution while it runs. */
export function contextObject(visit: StateVisit): JsonObject {
  const { execution } = visit.strand
  if (execution.contextAsGiven) return execution.contextAsGiven
  const context: JsonObject = {
    ...execution.fixedContext,
    State: { Name: visit.state.name, EnteredTime: isoTime(visit.enteredAt), ...(visit.state.countsRetries ? { RetryCount: visit.retryCount } : {}), ...execution.statePart },
  }
  if (execution.taskPart) context.Task = execution.taskPart
  else if (visit.taskToken !== undefined) context.Task = { Token: visit.taskToken }
  const item = visit.mapItem ?? visit.strand.mapItem
  if (item) context.Map = { Item: item as unknown as JsonObject }
  else if (execution.mapPart) context.Map = execution.mapPart
  return context
}
