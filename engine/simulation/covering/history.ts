/** Histories as coverage reads them: this engine's, and those that the API of Step Functions answers, through any SDK. */

/** An event of a history, with no more than is asked of it. https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html */
export interface CoveredEvent {
  id: number | undefined
  previousEventId?: number | undefined
  type: string | undefined
  stateEnteredEventDetails?: { name?: string | undefined } | undefined
  stateExitedEventDetails?: { name?: string | undefined } | undefined
}

/** A state that an execution has been in, once. */
export interface Visit {
  state: string
  /** Task, Map, … */
  type: string
  /** The Map or Parallel state around it. */
  around: Visit | undefined
}

/** An event with the visit that it belongs to; undefined for those of the execution itself. */
export interface PlacedEvent {
  event: CoveredEvent
  before: PlacedEvent | undefined
  visit: Visit | undefined
}

const TROUBLE = /(?:Failed|TimedOut)$/

/** Whether something has gone wrong with an event. */
export function isTrouble({ event }: PlacedEvent): boolean {
  return TROUBLE.test(event.type ?? '')
}

/**
 * Finds out which state each event belongs to.
 *
 * @param events in any order; of a history that is not whole, what can be told is told
 * @returns the events by rising id
 */
export function placeEvents(events: readonly CoveredEvent[]): PlacedEvent[] {
  const placed = new Map<number, PlacedEvent>()
  const sorted = [...events].sort((a, b) => (a.id ?? 0) - (b.id ?? 0))
  return sorted.map((event) => {
    const before = placed.get(event.previousEventId ?? 0)
    const found = { event, before, visit: visitOf(event, before) }
    placed.set(event.id ?? 0, found)
    return found
  })
}

function visitOf({ type = '', stateEnteredEventDetails: entered, stateExitedEventDetails: exited }: CoveredEvent, before: PlacedEvent | undefined): Visit | undefined {
  const previous = before?.visit
  if (entered?.name !== undefined) {
    const around = before?.event.stateExitedEventDetails ? previous?.around : previous
    return { state: entered.name, type: type.slice(0, -'StateEntered'.length), around }
  }
  if (exited?.name !== undefined) return climb(previous, visit => visit.state === exited.name)
  if (type.startsWith('Execution')) return undefined
  const [container] = /^(?:Map|Parallel)/.exec(type) ?? []
  return container === undefined ? previous : climb(previous, visit => visit.type === container)
}

function climb(from: Visit | undefined, is: (visit: Visit) => boolean): Visit | undefined {
  let visit = from
  while (visit && !is(visit)) visit = visit.around
  return visit
}

/** The name of the error that led to an event: its own, or that of one before it in the same state. */
export function errorOf(placed: PlacedEvent): string | undefined {
  for (let at: PlacedEvent | undefined = placed; at && (at === placed || !at.event.stateExitedEventDetails); at = at.before) {
    for (const [key, details] of Object.entries(at.event)) {
      if (key.endsWith('EventDetails') && typeof (details as { error?: unknown } | undefined)?.error === 'string') return (details as { error: string }).error
    }
  }
  return undefined
}
