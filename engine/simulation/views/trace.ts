/** A run as a trace shows it: how long each state took, what was attempted, what was waited for. */

import type { HistoryEvent } from '../../asl/execution/history/history.ts'
import type { StateStatus } from './run-view.ts'
import type { Recording } from '../recording/types.ts'
import type { Span, Visit } from './trace-visits.ts'
import { cut, enter, failureIn, follow, leave, leaveWithin, reopen } from './trace-visits.ts'

export type { Segment, Span } from './trace-visits.ts'

const ENDS: Record<string, StateStatus> = { Succeeded: 'succeeded', Failed: 'failed', TimedOut: 'timed-out', Aborted: 'aborted' }
/** The branches that are still at work end with it: all of them, or that of the iteration. */
const BRANCHES_END = /^(?:MapIteration|MapState|ParallelState)(?:Failed|Aborted)$/
const TROUBLE = /(?:Failed|TimedOut)$/

/**
 * Reads the spans of a run from its history.
 *
 * @param recording a run
 * @param position how many events have been written; all by default
 * @param at moment at which a span still open is cut; the last event's by default
 * @param measure what moments are: seconds since the start, or, for a run in which hardly any time passes, numbers of events from 0
 * @returns every visit of a state in the order of entering, each with its attempts and waits as segments
 */
export function traceRun(recording: Recording, position = recording.events.length, at?: number, measure: 'seconds' | 'events' = 'seconds'): Span[] {
  const events = recording.events
  const count = Math.min(position, events.length)
  const start = events[0]?.timestamp ?? 0
  const momentOf = (event: HistoryEvent) => measure === 'events' ? event.id - 1 : (event.timestamp - start) / 1000
  const now = Math.max(at ?? 0, count > 0 ? momentOf(events[count - 1]!) : 0)
  const visits: Visit[] = []
  const visitOf: (Visit | undefined)[] = []

  for (let index = 0; index < count; index++) {
    const event = events[index]!
    const before = events[event.previousEventId - 1]
    const previous = visitOf[event.previousEventId - 1]
    const moment = momentOf(event)
    const branch = recording.branches[event.id] ?? []
    if (event.stateEnteredEventDetails) {
      const isInside = !before?.stateExitedEventDetails && (previous?.type === 'Map' || previous?.type === 'Parallel')
      visits.push(visitOf[index] = enter(event, moment, branch, isInside ? previous : previous?.parent))
    }
    else if (event.stateExitedEventDetails) {
      const visit = climb(previous, event.stateExitedEventDetails.name)
      visitOf[index] = visit
      if (visit) {
        leave(visit, moment, before && TROUBLE.test(before.type) ? 'caught' : 'succeeded')
        if (visit.rounds > 0)
          leaveWithin(visit, visits, moment)
      }
    }
    else if (event.type.startsWith('Execution')) {
      visitOf[index] = outermost(previous)
      const end = ENDS[event.type.slice('Execution'.length)]
      if (end)
        endAll(visits, event, moment, end)
      else if (event.type === 'ExecutionRedriven')
        reopen(visits)
    }
    else {
      const visit = ownerOf(event, branch, previous, visits)
      visitOf[index] = visit
      if (!visit)
        continue
      follow(visit, event, moment)
      if (BRANCHES_END.test(event.type)) {
        leaveWithin(visit, visits, moment, branch)
        if (event.type.endsWith('StateFailed') && previous?.failure)
          visit.failure = previous.failure
      }
    }
  }
  for (const visit of visits) {
    if (visit.open)
      cut(visit, now)
  }
  return visits.map(({ parent, rounds, ...span }) => span)
}

/** What is open ends as the execution does, for its reason. */
function endAll(visits: readonly Visit[], event: HistoryEvent, moment: number, end: StateStatus) {
  const failure = failureIn(event)
  for (const visit of visits) {
    if (failure && (visit.open || (visit.type === 'Fail' && visit === visits.at(-1))))
      visit.failure ??= failure
    if (visit.open)
      leave(visit, moment, end)
  }
}

/**
 * The visit that an event within a state belongs to. An expression that fails may follow what led to its state, and names it; what a Map or Parallel
 * state goes on with may follow another one that was left within it.
 */
function ownerOf(event: HistoryEvent, branch: readonly string[], previous: Visit | undefined, visits: readonly Visit[]): Visit | undefined {
  const { type, evaluationFailedEventDetails: failed } = event
  if (failed)
    return climb(previous, failed.state) ?? visits.findLast(({ open, state }) => open && state === failed.state)
  const iteration = event.mapIterationStartedEventDetails ?? event.mapIterationSucceededEventDetails ?? event.mapIterationFailedEventDetails ?? event.mapIterationAbortedEventDetails
  if (iteration)
    return climb(previous, iteration.name)
  const [container] = /^(?:Map|Parallel)/.exec(type) ?? []
  return container === undefined ? previous : climbToBranch(previous, container, branch.length)
}

function outermost(visit: Visit | undefined): Visit | undefined {
  return visit?.parent ? outermost(visit.parent) : visit
}

/** The nearest visit of a state, from one of its own outwards. */
function climb(visit: Visit | undefined, state: string): Visit | undefined {
  let found = visit
  while (found && found.state !== state)
    found = found.parent
  return found
}

/** The nearest visit of a type that runs in a branch so deep: of containers in each other, each has its own depth. */
function climbToBranch(visit: Visit | undefined, type: string, depth: number): Visit | undefined {
  let found = visit
  while (found && !(found.type === type && found.branch.length === depth))
    found = found.parent
  return found
}
