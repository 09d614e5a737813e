import type { HistoryEvent } from '../../asl/index.ts'

/** A state that the history is in. */
interface Visit {
  name: string
  type: 'Map' | 'Parallel' | undefined
  branch: string[]
  around: Visit | undefined
  /** Branches of a Parallel state that have begun. */
  begun: number
}

interface Place {
  branch: string[]
  visit: Visit | undefined
}

/**
 * The concurrent branch of each event, for histories that come without: those of the API.
 *
 * @param events a history in the order of its ids
 * @returns as `Recording.branches`: `Map[3]` is iteration 3, `Parallel{1}` branch 1, in the order in which they began; events at top level have no entry
 */
export function branchesOf(events: readonly HistoryEvent[]): Record<number, string[]> {
  const places: Place[] = []
  const branches: Record<number, string[]> = {}
  for (const event of events) {
    const place = failing(event, places) ?? placeOf(event, events[event.previousEventId - 1], places[event.previousEventId - 1])
    places.push(place)
    if (place.branch.length > 0) branches[event.id] = place.branch
  }
  return branches
}

/** What fails before a state has begun its work follows whatever led to the state: it names the state that it belongs to. */
function failing({ evaluationFailedEventDetails: failed }: HistoryEvent, places: readonly Place[]): Place | undefined {
  return failed && places.findLast(({ visit }) => visit?.name === failed.state)
}

function placeOf(event: HistoryEvent, before: HistoryEvent | undefined, place: Place = { branch: [], visit: undefined }): Place {
  const { type, stateEnteredEventDetails: entered, stateExitedEventDetails: exited } = event
  if (entered) {
    const branch = entering(before, place)
    const around = before?.stateExitedEventDetails ? place.visit?.around : place.visit
    const [kind] = /^(?:Map|Parallel)/.exec(type) ?? []
    return { branch, visit: { name: entered.name, type: kind as Visit['type'], branch, around, begun: 0 } }
  }
  if (exited) return at(climb(place.visit, visit => visit.name === exited.name))
  if (type.startsWith('MapIteration')) return iteration(event, place)
  if (type.startsWith('Execution')) return { branch: [], visit: undefined }
  const [container] = /^(?:Map|Parallel)/.exec(type) ?? []
  return container === undefined ? place : at(climb(place.visit, visit => visit.type === container))
}

/** A state is entered from the one before it, or as the first of a branch. */
function entering(before: HistoryEvent | undefined, { branch, visit }: Place): string[] {
  if (before?.type === 'ParallelStateStarted' && visit) return [...visit.branch, `${visit.name}{${visit.begun++}}`]
  return branch
}

function iteration({ mapIterationStartedEventDetails: started, mapIterationSucceededEventDetails: succeeded, mapIterationFailedEventDetails: failed, mapIterationAbortedEventDetails: aborted }: HistoryEvent, { visit }: Place): Place {
  const details = started ?? succeeded ?? failed ?? aborted
  const map = climb(visit, ({ name }) => name === details?.name)
  return { visit: map, branch: map ? [...map.branch, `${map.name}[${details!.index}]`] : [] }
}

function at(visit: Visit | undefined): Place {
  return { branch: visit?.branch ?? [], visit }
}

function climb(from: Visit | undefined, is: (visit: Visit) => boolean): Visit | undefined {
  let visit = from
  while (visit && !is(visit)) visit = visit.around
  return visit
}
