/** A run as a trace shows it: how long each state took, what was attempted, what was waited for. */

import type { HistoryEvent } from '../../asl/execution/history.ts'
import type { StateStatus } from './run-view.ts'
import type { Recording } from '../recording/types.ts'

/** A stretch of time within a state. */
export interface Segment {
  /** `work`: somebody works on it. `wait`: nobody does: a Wait state, a token that is out, the pause before a retry. */
  kind: 'work' | 'wait'
  /** Seconds of virtual time since the start of the execution. */
  from: number
  to: number
  status: StateStatus
}

/** One visit of one state. */
export interface Span {
  state: string
  /** Task, Wait, Map … */
  type: string
  /** How many Map and Parallel states it stands in. */
  depth: number
  /** The concurrent branch it runs in, outermost first: `Map[3]`, `Parallel{1}`. */
  branch: readonly string[]
  from: number
  /** When it was left or given up; the moment of asking while it is still worked on. */
  to: number
  status: StateStatus
  open: boolean
  segments: Segment[]
}

interface Visit extends Span {
  parent?: Visit
}

const ENDS: Record<string, StateStatus> = { Succeeded: 'succeeded', Failed: 'failed', TimedOut: 'timed-out', Aborted: 'aborted' }
const ATTEMPT = /^(?:Task|LambdaFunction|Activity)(Scheduled|Submitted|Succeeded|Failed|TimedOut|ScheduleFailed|StartFailed|SubmitFailed)$/
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
    if (event.stateEnteredEventDetails) {
      const parent = before?.stateExitedEventDetails ? previous?.parent : previous
      visits.push(visitOf[index] = enter(event, moment, recording.branches[event.id] ?? [], parent))
    }
    else if (event.stateExitedEventDetails) {
      const visit = climb(previous, event.stateExitedEventDetails.name)
      visitOf[index] = visit
      if (visit)
        leave(visit, moment, before && TROUBLE.test(before.type) ? 'caught' : 'succeeded')
    }
    else if (event.type.startsWith('Execution')) {
      const end = ENDS[event.type.slice('Execution'.length)]
      if (end)
        visits.forEach(visit => visit.open && leave(visit, moment, end))
    }
    else {
      const visit = /^(?:Map|Parallel)/.test(event.type) ? climbToType(previous, event.type.startsWith('Map') ? 'Map' : 'Parallel') : previous
      visitOf[index] = visit
      if (visit)
        follow(visit, event, moment)
    }
  }
  for (const visit of visits) {
    if (visit.open)
      cut(visit, now)
  }
  return visits.map(({ parent, ...span }) => span)
}

function enter(event: HistoryEvent, from: number, branch: readonly string[], parent: Visit | undefined): Visit {
  const type = event.type.slice(0, -'StateEntered'.length)
  const failed = type === 'Fail'
  const visit: Visit = {
    state: event.stateEnteredEventDetails!.name,
    type,
    depth: parent ? parent.depth + 1 : 0,
    branch,
    from,
    to: from,
    status: failed ? 'failed' : 'in-progress',
    open: !failed,
    segments: [],
    ...(parent ? { parent } : {}),
  }
  if (type === 'Wait')
    visit.segments.push({ kind: 'wait', from, to: from, status: 'in-progress' })
  else if (type !== 'Task')
    visit.segments.push({ kind: 'work', from, to: from, status: visit.status })
  return visit
}

/** What happens between entering and leaving: attempts, tokens handed out, pauses before a retry, being given up. */
function follow(visit: Visit, event: HistoryEvent, moment: number) {
  const [, step] = ATTEMPT.exec(event.type) ?? []
  if (event.type.endsWith('StateAborted'))
    return leave(visit, moment, 'aborted')
  if (!step)
    return
  if (step === 'Scheduled') {
    const last = visit.segments.at(-1)
    if (last && last.to < moment)
      visit.segments.push({ kind: 'wait', from: last.to, to: moment, status: 'in-progress' })
    visit.segments.push({ kind: 'work', from: moment, to: moment, status: 'in-progress' })
    return
  }
  const current = visit.segments.at(-1)
  if (!current)
    return
  current.to = moment
  if (step === 'Submitted') {
    current.status = 'succeeded'
    visit.segments.push({ kind: 'wait', from: moment, to: moment, status: 'in-progress' })
    return
  }
  current.status = step === 'Succeeded' ? 'succeeded' : step === 'TimedOut' ? 'timed-out' : 'failed'
}

function leave(visit: Visit, moment: number, status: StateStatus) {
  cut(visit, moment)
  visit.open = false
  visit.status = status
  const last = visit.segments.at(-1)
  if (last?.status === 'in-progress')
    last.status = status
}

/** Lets an open visit last until a moment; a failed attempt is followed by the pause before the next. */
function cut(visit: Visit, moment: number) {
  visit.to = moment
  const last = visit.segments.at(-1)
  if (!last)
    return
  if (last.status === 'in-progress')
    last.to = moment
  else if (last.to < moment && visit.type === 'Task' && last.status !== 'succeeded')
    visit.segments.push({ kind: 'wait', from: last.to, to: moment, status: 'in-progress' })
}

function climb(visit: Visit | undefined, state: string): Visit | undefined {
  let found = visit
  while (found && found.state !== state)
    found = found.parent
  return found
}

function climbToType(visit: Visit | undefined, type: string): Visit | undefined {
  let found = visit
  while (found && found.type !== type)
    found = found.parent
  return found
}
