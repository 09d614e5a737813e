import type { HistoryEvent, Json } from '../../asl/index.ts'
import type { MockedOutcome } from '../mocks/mock-file.ts'
import { stateOfEvents } from '../views/run-view.ts'

/** One attempt at a task, as a mock file and a case can say it again. */
export interface Attempt {
  outcome: MockedOutcome
  /** Seconds from scheduling to the answer, or to the end of waiting. */
  after: number
  /** Nobody has answered: it was given up. */
  lost: boolean
  heartbeatSeconds?: number
}

const BEGIN = /^(?:Task|LambdaFunction|Activity)Scheduled$/
const END = /^(?:Task|LambdaFunction|Activity)(?:Succeeded|Failed|TimedOut|StartFailed|SubmitFailed|ScheduleFailed)$/

/**
 * The attempts at each task, in the order in which they were scheduled.
 *
 * @param events a history
 * @returns by state
 */
export function attemptsOf(events: readonly HistoryEvent[]): Map<string, Attempt[]> {
  const owners = stateOfEvents(events)
  const attempts = new Map<string, Attempt[]>()
  const open = new Map<number, { attempt: Attempt, since: number }>()
  events.forEach((event, index) => {
    const state = owners[index]
    if (BEGIN.test(event.type) && state !== undefined) {
      const heartbeatSeconds = (event.taskScheduledEventDetails ?? event.activityScheduledEventDetails)?.heartbeatInSeconds
      // Until it has ended, nobody has answered.
      const attempt: Attempt = { outcome: { Throw: { Error: 'States.Timeout', Cause: 'Nobody answers.' } }, after: (events.at(-1)!.timestamp - event.timestamp) / 1000, lost: true, ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }) }
      const list = attempts.get(state)
      if (list) list.push(attempt)
      else attempts.set(state, [attempt])
      open.set(event.id, { attempt, since: event.timestamp })
      return
    }
    const begun = open.get(event.previousEventId)
    if (!begun) return
    open.set(event.id, begun)
    if (!END.test(event.type)) return
    begun.attempt.after = (event.timestamp - begun.since) / 1000
    const outcome = outcomeOf(event)
    if (outcome) Object.assign(begun.attempt, { outcome, lost: false } satisfies Partial<Attempt>)
  })
  return attempts
}

/** Undefined where it was given up. */
function outcomeOf(event: HistoryEvent): MockedOutcome | undefined {
  if (event.type.endsWith('TimedOut')) return undefined
  const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as { output?: string, error?: string, cause?: string } | undefined
  if (event.type.endsWith('Succeeded')) return { Return: details?.output === undefined ? null : JSON.parse(details.output) as Json }
  return { Throw: { Error: details?.error ?? 'Error', Cause: details?.cause ?? '' } }
}
