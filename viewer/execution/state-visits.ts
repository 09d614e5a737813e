import type { HistoryEvent } from '../../engine/asl/index.ts'
import { stateOfEvents } from '../../engine/simulation/views/run-view.ts'

/** One visit of a state: its events, in the order of their ids. */
export interface StateVisit {
  /** Ids of the event that enters it and of the latest that belongs to it. */
  from: number
  to: number
  events: HistoryEvent[]
  /** What is called: `states lambda:invoke`; nothing for other states. */
  resource?: string
  /** Milliseconds since the epoch. */
  enteredAt: number
  leftAt?: number
}

/**
 * The visits of a state so far. Events follow each other by their previousEventId: iterations of a Map do not mix.
 *
 * @param events a history
 * @param state its name
 * @param position how many events have been written
 */
export function visitsOf(events: readonly HistoryEvent[], state: string, position = events.length): StateVisit[] {
  const owners = stateOfEvents(events)
  const visits: StateVisit[] = []
  const visitOf = new Map<number, StateVisit>()
  for (let index = 0; index < position; index++) {
    const event = events[index]!
    const entered = event.stateEnteredEventDetails?.name === state
    if (!entered && owners[index] !== state)
      continue
    const visit = entered ? { from: event.id, to: event.id, events: [], enteredAt: event.timestamp } : visitOf.get(event.previousEventId) ?? visits.at(-1)
    if (!visit)
      continue
    if (entered)
      visits.push(visit)
    visitOf.set(event.id, visit)
    add(visit, event)
  }
  return visits
}

function add(visit: StateVisit, event: HistoryEvent): void {
  visit.events.push(event)
  visit.to = event.id
  const task = event.taskScheduledEventDetails
  const resource = task ? `${task.resourceType}:${task.resource}` : event.lambdaFunctionScheduledEventDetails?.resource ?? event.activityScheduledEventDetails?.resource
  if (resource !== undefined)
    visit.resource = resource
  if (event.stateExitedEventDetails || event.type === 'FailStateEntered' || event.type.endsWith('StateAborted'))
    visit.leftAt = event.timestamp
}
