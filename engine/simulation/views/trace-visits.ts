/** The visits of states while a trace is read from a history: entered, followed, left, and opened again by a redrive. */

import type { FailureDetails, HistoryEvent } from '../../asl/execution/history/history.ts'
import type { StateStatus } from './run-view.ts'

/** A stretch of time within a state. */
export interface Segment {
  /** `work`: somebody works on it. `wait`: nobody does: a Wait state, a token that is out, the pause before a retry. */
  kind: 'work' | 'wait'
  /** Seconds of virtual time since the start of the execution. */
  from: number
  to: number
  status: StateStatus
  /** Id of the event that scheduled the attempt it is part of; absent for pauses between attempts, and where nothing is scheduled. */
  attempt?: number
  /** What the attempt came to, where it came to nothing. */
  failure?: FailureDetails
}

/** One visit of one state. */
export interface Span {
  /** Id of the event that entered it: what tells visits apart. */
  entered: number
  /** `entered` of the Map or Parallel state that it stands in. */
  within?: number
  /** How often the state that it stands in had started its branches by then: 1, and one more with each retry. */
  round: number
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
  /** The error that it met with, and that no later attempt has made good. */
  failure?: FailureDetails
  /** ARN of its Map Run, where it is a Distributed Map that has begun. */
  mapRunArn?: string
}

/** A visit while the history is read. */
export interface Visit extends Span {
  parent?: Visit
  /** How often it has started its branches. */
  rounds: number
}

const ATTEMPT = /^(?:Task|LambdaFunction|Activity)(Scheduled|Submitted|Succeeded|Failed|TimedOut|ScheduleFailed|StartFailed|SubmitFailed)$/
/** What a redrive enters once more; all else goes on. https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html */
const ENTERED_ANEW = new Set(['Pass', 'Choice', 'Succeed', 'Fail'])

/** The visit that an event begins. */
export function enter(event: HistoryEvent, from: number, branch: readonly string[], parent: Visit | undefined): Visit {
  const type = event.type.slice(0, -'StateEntered'.length)
  const failed = type === 'Fail'
  const visit: Visit = {
    entered: event.id,
    ...(parent ? { within: parent.entered } : {}),
    round: parent?.rounds ?? 0,
    rounds: 0,
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

/** What happens between entering and leaving: attempts, tokens handed out, pauses before a retry, being given up. A branch given up between two states names the one it has left. */
export function follow(visit: Visit, event: HistoryEvent, moment: number) {
  const [, step] = ATTEMPT.exec(event.type) ?? []
  if (/^(?:Map|Parallel)StateStarted$/.test(event.type))
    visit.rounds++
  if (event.mapRunStartedEventDetails)
    visit.mapRunArn = event.mapRunStartedEventDetails.mapRunArn
  const failure = failureIn(event)
  if (failure)
    visit.failure = failure
  if (event.type.endsWith('StateAborted') && visit.open)
    return leave(visit, moment, 'aborted')
  if (!step)
    return
  if (step === 'Scheduled') {
    // A redrive may go on with a state that was left before its branch was given up.
    Object.assign(visit, { open: true, status: 'in-progress' })
    delete visit.failure
    const last = visit.segments.at(-1)
    if (last && last.to < moment)
      visit.segments.push({ kind: 'wait', from: last.to, to: moment, status: 'in-progress' })
    visit.segments.push({ kind: 'work', from: moment, to: moment, status: 'in-progress', attempt: event.id })
    return
  }
  const current = visit.segments.at(-1)
  if (!current)
    return
  current.to = moment
  if (step === 'Submitted') {
    current.status = 'succeeded'
    visit.segments.push({ kind: 'wait', from: moment, to: moment, status: 'in-progress', ...(current.attempt === undefined ? {} : { attempt: current.attempt }) })
    return
  }
  if (visit.failure && step !== 'Succeeded')
    current.failure = visit.failure
  current.status = step === 'Succeeded' ? 'succeeded' : step === 'TimedOut' ? 'timed-out' : 'failed'
}

/** Ends a visit. */
export function leave(visit: Visit, moment: number, status: StateStatus) {
  cut(visit, moment)
  visit.open = false
  visit.status = status
  const last = visit.segments.at(-1)
  if (last?.status === 'in-progress')
    last.status = status
}

/** Ends what is still open of the visits that a container, or one branch of it, leaves behind: what met an error has failed, the rest is given up. */
export function leaveWithin(container: Visit, visits: readonly Visit[], moment: number, branch: readonly string[] = []) {
  for (const visit of visits) {
    if (visit.open && isWithin(visit, container) && branch.every((step, at) => visit.branch[at] === step))
      leave(visit, moment, visit.failure ? 'failed' : 'aborted')
  }
}

function isWithin(visit: Visit, container: Visit): boolean {
  let around = visit.parent
  while (around && around !== container)
    around = around.parent
  return around === container
}

/**
 * Opens again what a redrive goes on with: whatever the end of the execution cut off, but not what an earlier try of its Map or Parallel state
 * had left behind, nor what takes no work and is entered anew.
 */
export function reopen(visits: readonly Visit[]) {
  for (const visit of visits) {
    const isCut = visit.status === 'failed' || visit.status === 'timed-out' || visit.status === 'aborted'
    if (visit.open || !isCut || ENTERED_ANEW.has(visit.type) || (visit.parent && !(visit.parent.open && visit.round === visit.parent.rounds)))
      continue
    visit.open = true
    visit.status = 'in-progress'
    const last = visit.segments.at(-1)
    if (last && last.attempt === undefined)
      last.status = 'in-progress'
  }
}

/** The error an event tells of. */
export function failureIn(event: HistoryEvent): FailureDetails | undefined {
  if (!/(?:Failed|TimedOut|Aborted)$/.test(event.type))
    return undefined
  const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as FailureDetails | undefined
  if (details?.error === undefined)
    return undefined
  return { error: details.error, ...(details.cause === undefined ? {} : { cause: details.cause }) }
}

/** Lets an open visit last until a moment; a failed attempt is followed by the pause before the next. */
export function cut(visit: Visit, moment: number) {
  visit.to = moment
  const last = visit.segments.at(-1)
  if (!last)
    return
  if (last.status === 'in-progress')
    last.to = moment
  else if (last.to < moment && visit.type === 'Task' && last.status !== 'succeeded')
    visit.segments.push({ kind: 'wait', from: last.to, to: moment, status: 'in-progress' })
}
