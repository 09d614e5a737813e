import type { HistoryEvent } from '../../asl/execution/history/history.ts'
import type { BeatScript } from '../cases/cases.ts'
import type { JournalKind, Recording } from '../recording/types.ts'
import { formatElapsed } from '../duration.ts'
import { entersByCatcher, stateOfEvents } from './run-view.ts'

/** What kind of moment a beat is: the colour and the sign of its dot. */
export type BeatTone = 'in-progress' | 'succeeded' | 'caught' | 'failed'

/** A moment of a recording that is worth a click. */
export interface Beat {
  /** How many events of the history are written by then. */
  position: number
  /** Seconds of virtual time since the start. */
  at: number
  tone: BeatTone
  say: string
  /** The state whose event it is, for a beat that an event of a state makes. */
  state?: string
}

/** What a beat may name beside the event types of the history: what happens around a run, as its journal calls it. */
export const JOURNAL_NAMES: Readonly<Record<string, JournalKind>> = {
  message: 'invocation',
  answer: 'answer',
  token: 'token-issued',
  accepted: 'callback-accepted',
  refused: 'callback-refused',
  lost: 'callback-lost',
  heartbeat: 'heartbeat',
  stop: 'stop',
  redrive: 'redrive',
}

const FAILED = /^(?:Execution(?:Failed|TimedOut|Aborted)|FailStateEntered|EvaluationFailed)$/
const TROUBLE = /(?:Failed|TimedOut|Aborted)$/
const DONE = /(?:Succeeded|Exited)$/

function toneOfEvent(events: readonly HistoryEvent[], event: HistoryEvent): BeatTone {
  const { type } = event
  if (FAILED.test(type))
    return 'failed'
  const exitsCaught = !!event.stateExitedEventDetails && TROUBLE.test(events[event.previousEventId - 1]?.type ?? '')
  if (TROUBLE.test(type) || exitsCaught || entersByCatcher(events, event))
    return 'caught'
  return DONE.test(type) ? 'succeeded' : 'in-progress'
}

const ofState = (state: string | undefined) => state === undefined ? {} : { state }

function secondsAt(recording: Recording, event: HistoryEvent): number {
  return (event.timestamp - recording.events[0]!.timestamp) / 1000
}

/**
 * The beats that a case writes down, found in a recording of it.
 *
 * @param recording a run
 * @param script the moments to stop at, in order
 * @returns the beats in order, and the indexes of those that the run does not have: an edited workflow may well have lost some
 */
export function findBeats(recording: Recording, script: readonly BeatScript[]): { beats: Beat[], missing: number[] } {
  const beats: Beat[] = []
  const missing: number[] = []
  const states = stateOfEvents(recording.events)

  script.forEach((item, index) => {
    const found = item.at === undefined
      ? findNamed(recording, states, item.on)
      : findInstant(recording, item.at)
    if (found)
      beats.push({ ...found, say: item.say })
    else
      missing.push(index)
  })
  return { beats, missing }
}

/** A moment as a beat names it. */
export interface NamedMoment {
  /** An event type, or a name of JOURNAL_NAMES. */
  kind: string
  state?: string
  /** The which such moment, from 1. */
  nth: number
}

/**
 * Reads the `on` of a beat.
 *
 * @param on `TaskFailed ChargeCard #2`
 */
export function readMoment(on: string): NamedMoment {
  const [, kind = '', words, nth] = /^(\S+)(?:\s+(\S.*?)??)?(?:#(\d+))?$/.exec(on.trim()) ?? []
  const state = words?.trimEnd()
  return { kind, ...(state ? { state } : {}), nth: Number(nth ?? 1) }
}

/**
 * How often a moment comes in a run, whichever of them the beat asks for.
 *
 * @param recording the run
 * @param moment what is looked for
 */
export function countMoments(recording: Recording, moment: NamedMoment): number {
  return momentsOf(recording, stateOfEvents(recording.events), moment).length
}

function findNamed(recording: Recording, states: readonly (string | undefined)[], name: string): Omit<Beat, 'say'> | undefined {
  const moment = readMoment(name)
  return momentsOf(recording, states, moment)[moment.nth - 1]
}

function momentsOf(recording: Recording, states: readonly (string | undefined)[], { kind, state }: NamedMoment): Omit<Beat, 'say'>[] {
  if (Object.hasOwn(JOURNAL_NAMES, kind)) {
    return recording.journal
      .filter(entry => entry.kind === JOURNAL_NAMES[kind] && (!state || entry.state === state))
      .map(entry => ({ position: entry.afterEventId, at: entry.at, tone: entry.kind === 'callback-refused' ? 'failed' : 'in-progress' }))
  }
  return recording.events.flatMap((event, index) => event.type === kind && (!state || states[index] === state)
    ? [{ ...ofState(states[index]), position: index + 1, at: secondsAt(recording, event), tone: toneOfEvent(recording.events, event) }]
    : [])
}

/** Seconds until nothing happens any more: work that an execution started may outlive it. */
function watchedUntil({ elapsed, gauges }: Recording): number {
  return Math.max(elapsed, ...Object.values(gauges).map(points => points.at(-1)?.[0] ?? 0))
}

function findInstant(recording: Recording, moment: number | 'end'): Omit<Beat, 'say'> | undefined {
  const at = moment === 'end' ? recording.elapsed : moment
  if (at > watchedUntil(recording))
    return undefined
  const next = recording.events.findIndex(event => secondsAt(recording, event) > at)
  return { position: next < 0 ? recording.events.length : next, at, tone: 'in-progress' }
}

/**
 * Beats for a run that nobody wrote any for: an edited workflow, or an outcome chosen in the token inbox.
 *
 * @param recording a run
 * @param from leave out what is before this many events
 * @returns a beat for every moment that changes the story: waiting, answers, failures, retries, refusals, the end
 */
export function deriveBeats(recording: Recording, from = 0): Beat[] {
  const states = stateOfEvents(recording.events)
  const beats: Beat[] = []
  recording.events.forEach((event, index) => {
    const position = index + 1
    if (position > from) {
      const say = describe(event, states[index])
      if (say)
        beats.push({ ...ofState(states[index]), position, at: secondsAt(recording, event), tone: toneOfEvent(recording.events, event), say })
    }
  })
  for (const entry of recording.journal) {
    if (entry.kind === 'callback-refused' && entry.afterEventId >= from)
      beats.push({ position: entry.afterEventId, at: entry.at, tone: 'failed', say: entry.text })
  }
  return beats.sort((a, b) => a.at - b.at || a.position - b.position)
}

function describe(event: HistoryEvent, state: string | undefined): string | undefined {
  switch (event.type) {
    case 'TaskSubmitted':
      return `${state} waits for an answer.`
    case 'TaskSucceeded':
    case 'LambdaFunctionSucceeded':
    case 'ActivitySucceeded':
      return `${state} has its answer.`
    case 'TaskFailed':
      return `${state} fails with ${event.taskFailedEventDetails?.error ?? 'an error without a name'}.`
    case 'LambdaFunctionFailed':
      return `${state} fails with ${event.lambdaFunctionFailedEventDetails?.error ?? 'an error without a name'}.`
    case 'TaskTimedOut':
    case 'ActivityTimedOut':
    case 'LambdaFunctionTimedOut':
      return `${state} has timed out.`
    case 'WaitStateExited':
      return `${state} is over.`
    case 'EvaluationFailed':
      return `${state}: ${event.evaluationFailedEventDetails?.cause ?? 'an expression failed'}`
    case 'ExecutionSucceeded':
      return 'The run has succeeded.'
    case 'ExecutionFailed':
      return `The run has failed with ${event.executionFailedEventDetails?.error ?? 'an error without a name'}.`
    case 'ExecutionTimedOut':
      return 'The run has timed out.'
    case 'ExecutionAborted':
      return 'The run was stopped.'
    default:
      return undefined
  }
}

/**
 * Names a moment for somebody who cannot see the diagram.
 *
 * @param beat a beat
 * @returns the beat's sentence with its virtual time
 */
export function announceBeat(beat: Beat): string {
  return `${formatElapsed(beat.at)}: ${beat.say}`
}
