import type { HistoryEvent } from '../../../asl/index.ts'
import type { Finding } from '../grade-types.ts'
import type { Run, Subject } from '../subject.ts'
import { AWS_LIMITS } from '../../../asl/index.ts'
import { entersByCatcher, stateOfEvents } from '../../views/run-view.ts'
import { lapOf } from '../lap.ts'
import { endOf, momentOf } from '../subject.ts'
import { shortened, timeInWords } from '../words.ts'

/** The status that the execution must end with. */
export function checkStatus(asked: string, { runs: [run] }: Subject): Finding | undefined {
  const { status } = run!.recording
  if (status === asked)
    return undefined
  const failure = asked === 'SUCCEEDED' ? firstCaught(run!) : undefined
  if (failure) {
    const message = `Asked: ${asked}. ${failure.state} failed with ${failure.error}, then ${failure.next} was entered; the run ended ${status}.`
    return { expected: asked, actual: status, message, at: momentOf(run!, failure.event) }
  }
  return { expected: asked, actual: status, message: `Asked: ${asked}. ${howItEnded(run!)}`, at: endOf(run!) }
}

/** The error that the execution must end with. */
export function checkError(asked: string, { runs: [run] }: Subject): Finding | undefined {
  const { error, status } = run!.recording
  if (error === asked)
    return undefined
  const actual = error ?? status
  const message = error === undefined ? `Asked: the error ${asked}. ${howItEnded(run!)}` : `Asked: the error ${asked}. The run ended with ${error}${causeOf(run!)}.`
  return { expected: asked, actual, message, at: endOf(run!) }
}

/** The cause that the execution must end with, for whoever has to read it. */
export function checkCause(asked: string, { runs: [run] }: Subject): Finding | undefined {
  const { cause } = run!.recording
  if (cause === asked)
    return undefined
  const actual = cause === undefined ? 'nothing' : `“${shortened(cause, 60)}”`
  return { expected: asked, actual, message: `The cause should be “${shortened(asked, 60)}”, it is ${actual}.`, at: endOf(run!) }
}

/** How a run stands at its end, in a sentence about `who`. */
export function howItEnded(run: Run, who = 'the run'): string {
  const { status, error, cause, elapsed, events } = run.recording
  const Who = who.replace(/^./, letter => letter.toUpperCase())
  if (events.length === 0)
    return `${who === 'the run' ? 'It' : Who} never began: ${shortened((cause ?? status).replace(/\.$/, ''), 90)}.`
  const { state } = endOf(run)
  if (status === 'RUNNING')
    return `After ${timeInWords(elapsed)} ${who} still waits in ${state}.`
  // What comes to the same states again and again may as well be a Map: only a full history ends a run that goes round.
  const lap = events.length >= AWS_LIMITS.events ? lapOf(run) : undefined
  if (lap && status !== 'SUCCEEDED')
    return `The history was full${elapsed < 1 ? '' : ` after ${timeInWords(elapsed)}`}, ${events.length.toLocaleString('en')} events, ${lap.events} a lap: ${lap.states.join(' → ')}.`
  return error === undefined ? `${Who} ended ${status} in ${state}.` : `${Who} ended ${status} in ${state} with ${error}${causeOf(run)}.`
}

/** The cause of a failure where it says something, in few words. */
function causeOf({ recording: { error, cause } }: Run): string {
  if (!cause || !/^States\.(?:Runtime|QueryEvaluationError|ParameterPathFailure|Permissions|ResultPathMatchFailure)$/.test(error ?? ''))
    return ''
  const [, field, why] = /specified for the field '([^']*)'(.*)/s.exec(cause) ?? []
  if (field !== undefined)
    return `, ${field}${shortened(why!.replace(/( \(undefined\))?\.$/, ''), 70)}`
  return `: ${shortened(cause.replace(/^An error occurred while executing the state '[^']*' \(entered at the event id #\d+\)\. ?/, '').replace(/\.$/, ''), 90)}`
}

/** The first failure that a catcher took: from there on the run was another one. */
function firstCaught({ recording: { events } }: Run): { state: string, error: string, next: string, event: HistoryEvent } | undefined {
  const states = stateOfEvents(events)
  const entered = events.find(event => entersByCatcher(events, event))
  if (!entered)
    return undefined
  const failures = events.slice(0, entered.id).filter(one => /(?:Failed|TimedOut)$/.test(one.type))
  // A Map or a Parallel that fails says no error of its own: it is that of what failed inside.
  const event = failures.findLast(one => errorOf(one) !== undefined) ?? failures.at(-1)!
  return { state: states[event.id - 1]!, error: errorOf(event) ?? 'no error', next: entered.stateEnteredEventDetails!.name, event }
}

function errorOf(event: HistoryEvent): string | undefined {
  const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as { error?: string } | undefined
  return details?.error
}
