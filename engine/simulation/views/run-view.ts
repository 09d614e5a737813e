import type { HistoryEvent } from '../../asl/execution/history/history.ts'
import type { Recording, TokenRecord } from '../recording/types.ts'

/** How a state stands at one moment; Step Functions' own words, with timed out set apart from failed. */
export type StateStatus = 'in-progress' | 'succeeded' | 'caught' | 'failed' | 'timed-out' | 'aborted'

/** A transition that the run has taken: from one state to the next, or from the start (undefined) to the first. */
export interface TakenTransition {
  from?: string
  to: string
  /** The transition a catcher names. */
  caught: boolean
}

/** What a slide shows of a run at one moment: a function of the history up to there, and of nothing else. */
export interface RunView {
  states: Map<string, StateStatus>
  /** The states being worked on, the latest last. */
  active: string[]
  taken: TakenTransition[]
  /** Attempts after the first, by state. */
  retries: Map<string, number>
}

/** Tokens at one moment: waiting ones can still be answered, closed ones will be refused. */
export interface TokenView extends TokenRecord {
  open: boolean
}

const TROUBLE = /(?:Failed|TimedOut)$/
/** The work of a state is done; what is left is its way out. An iteration or a branch that succeeds is not the state. */
const WORK_DONE = /^(?:Task|LambdaFunction|Activity|MapRun|MapState|ParallelState)Succeeded$/
const ATTEMPT = /^(?:Task|LambdaFunction|Activity)Scheduled$/

function nameIn(event: HistoryEvent): string | undefined {
  return event.stateEnteredEventDetails?.name
    ?? event.stateExitedEventDetails?.name
    ?? event.evaluationFailedEventDetails?.state
}

/**
 * The state each event belongs to: the one it names, or the one that the events before it lead back to.
 *
 * @param events a history in the order of its ids
 * @returns state names by event index; undefined for the events of the execution itself
 */
export function stateOfEvents(events: readonly HistoryEvent[]): (string | undefined)[] {
  const states: (string | undefined)[] = []
  /** A redrive goes on with the state that the execution ended in, and enters it no second time. */
  const led: (string | undefined)[] = []
  for (const event of events) {
    const state = nameIn(event) ?? led[event.previousEventId - 1]
    led.push(state)
    states.push(event.type.startsWith('Execution') ? undefined : state)
  }
  return states
}

/**
 * Tells whether an event enters a state because a catcher names it.
 *
 * @param events the history
 * @param event one of its events
 * @returns true for the first event of a state that a caught error led to
 */
export function entersByCatcher(events: readonly HistoryEvent[], event: HistoryEvent): boolean {
  const exit = event.stateEnteredEventDetails && events[event.previousEventId - 1]
  const reason = exit?.stateExitedEventDetails && events[exit.previousEventId - 1]
  return !!reason && TROUBLE.test(reason.type)
}

/**
 * The run as it stands after the first `position` events.
 *
 * @param recording a run
 * @param position how many events have been written, from 0 (nothing has happened) to all
 * @returns the status of every state entered so far, the transitions taken, retries
 */
export function viewRun(recording: Recording, position: number): RunView {
  const events = recording.events.slice(0, position)
  const owners = stateOfEvents(events)
  const states = new Map<string, StateStatus>()
  const active: string[] = []
  const taken: TakenTransition[] = []
  const attempts = new Map<string, number>()
  const retries = new Map<string, number>()

  const leave = (name: string) => {
    const index = active.lastIndexOf(name)
    if (index >= 0)
      active.splice(index, 1)
  }

  events.forEach((event, index) => {
    const state = owners[index]
    const before = events[event.previousEventId - 1]
    if (event.stateEnteredEventDetails) {
      const name = event.stateEnteredEventDetails.name
      const from = before?.stateExitedEventDetails?.name
      taken.push({ ...(from === undefined ? {} : { from }), to: name, caught: entersByCatcher(events, event) })
      states.set(name, event.type === 'FailStateEntered' ? 'failed' : 'in-progress')
      attempts.set(name, 0)
      active.push(name)
    }
    else if (event.stateExitedEventDetails) {
      const name = event.stateExitedEventDetails.name
      leave(name)
      states.set(name, before && TROUBLE.test(before.type) ? 'caught' : 'succeeded')
    }
    else if (state && ATTEMPT.test(event.type)) {
      const count = (attempts.get(state) ?? 0) + 1
      attempts.set(state, count)
      if (count > 1)
        retries.set(state, (retries.get(state) ?? 0) + 1)
      states.set(state, 'in-progress')
    }
    else if (state && WORK_DONE.test(event.type)) {
      states.set(state, 'succeeded')
    }
    else if (state && event.type.endsWith('TimedOut')) {
      states.set(state, 'timed-out')
    }
    else if (state && event.type.endsWith('Aborted')) {
      leave(state)
      states.set(state, 'aborted')
    }
    else if (state && TROUBLE.test(event.type)) {
      states.set(state, 'failed')
    }
    else if (/^Execution(?:Failed|TimedOut|Aborted)$/.test(event.type)) {
      const status = event.type === 'ExecutionFailed' ? 'failed' : event.type === 'ExecutionTimedOut' ? 'timed-out' : 'aborted'
      for (const name of active) {
        if (states.get(name) === 'in-progress')
          states.set(name, status)
      }
    }
  })
  return { states, active, taken, retries }
}

/**
 * The handler that deals with the latest error of a state: what a slide brings into view when it speaks of the error.
 *
 * @param recording a run
 * @param position how many events have been written
 * @param state name of a state
 * @returns Retry from the error until the next attempt has an outcome, Catch from the error on; undefined without an error, and for
 *   one that nothing deals with
 */
export function handlerAt({ events }: Recording, position: number, state: string): 'Retry' | 'Catch' | undefined {
  const owners = stateOfEvents(events)
  const isIts = (_: HistoryEvent, index: number) => owners[index] === state
  const latest = events.slice(0, position).filter(isIts).findLast(({ type }) => !/(?:Scheduled|Started|Submitted)$/.test(type))
  if (latest?.stateExitedEventDetails)
    return TROUBLE.test(events[latest.previousEventId - 1]?.type ?? '') ? 'Catch' : undefined
  if (!latest || !TROUBLE.test(latest.type))
    return undefined
  const next = events.find((event, index) => index >= latest.id && isIts(event, index))
  return next?.stateExitedEventDetails ? 'Catch' : next && ATTEMPT.test(next.type) ? 'Retry' : undefined
}

/**
 * The task tokens handed out by a moment.
 *
 * @param recording a run
 * @param position how many events have been written
 * @param at seconds of virtual time since the start
 * @returns the tokens in the order of handing out, each open or closed
 */
export function viewTokens(recording: Recording, position: number, at: number): TokenView[] {
  return recording.tokens
    .filter(token => token.scheduledEventId <= position && token.at <= at)
    .map(token => ({ ...token, open: token.closedAt === undefined || token.closedAt > at }))
}
