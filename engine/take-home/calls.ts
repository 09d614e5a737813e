import type { HistoryEvent, Json, JsonObject, TaskIntegration } from '../asl/index.ts'
import { isObject, parseIntegration } from '../asl/index.ts'

/** One call of a run: what was asked, and how it ended. */
export interface Call {
  state: string
  integration: TaskIntegration
  parameters: JsonObject
  /** Seconds from the call to its end. */
  seconds: number
  result?: Json
  error?: string
  cause?: string
}

/**
 * The calls of a history, in their order.
 *
 * @param events a whole history
 */
export function callsOf(events: readonly HistoryEvent[]): Call[] {
  const next = new Map<number, HistoryEvent>()
  for (const event of events) if (!next.has(event.previousEventId)) next.set(event.previousEventId, event)
  return events.flatMap((event): Call[] => {
    const task = event.taskScheduledEventDetails
    const integration = task && parseIntegration(`arn:aws:states:::${task.resourceType}:${task.resource}`)
    if (!task || !integration) return []
    let end: HistoryEvent | undefined = next.get(event.id)
    while (end && /^Task(?:Started|Submitted)$/.test(end.type)) end = next.get(end.id)
    const parameters = JSON.parse(task.parameters) as Json
    const failure = end && (end.taskFailedEventDetails ?? end.taskSubmitFailedEventDetails ?? end.taskTimedOutEventDetails ?? end.taskStartFailedEventDetails)
    const output = end?.taskSucceededEventDetails?.output
    return [{
      state: stateOf(event, events),
      integration,
      parameters: isObject(parameters) ? parameters : {},
      seconds: end ? (end.timestamp - event.timestamp) / 1000 : 0,
      ...(output === undefined ? {} : { result: JSON.parse(output) as Json }),
      ...(failure ? { error: failure.error ?? 'States.TaskFailed', cause: failure.cause ?? '' } : {}),
    }]
  })
}

/** The state whose visit an event belongs to. */
function stateOf({ previousEventId }: HistoryEvent, events: readonly HistoryEvent[]): string {
  let event = events[previousEventId - 1]
  while (event && !event.stateEnteredEventDetails) event = events[event.previousEventId - 1]
  return event?.stateEnteredEventDetails?.name ?? ''
}
