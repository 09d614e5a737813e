import type { HistoryEvent } from '../../../asl/index.ts'
import type { Finding } from '../grade-types.ts'
import type { Run, Subject } from '../subject.ts'
import { entersByCatcher, stateOfEvents } from '../../views/run-view.ts'
import { lapOf } from '../lap.ts'
import { lastEvent, momentOf } from '../subject.ts'
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
  return { expected: asked, actual: status, message: `Asked: ${asked}. ${howItEnded(run!)}`, at: momentOf(run!, lastEvent(run!)) }
}

/** The error that the execution must end with. */
export function checkError(asked: string, { runs: [run] }: Subject): Finding | undefined {
  const { error, status } = run!.recording
  if (error === asked)
    return undefined
  const actual = error ?? status
  const message = error === undefined ? `Asked: the error ${asked}. ${howItEnded(run!)}` : `Asked: the error ${asked}. The run ended with ${error}${causeOf(run!)}.`
  return { expected: asked, actual, message, at: momentOf(run!, lastEvent(run!)) }
}

/** The cause that the execution must end with, for whoever has to read it. */
export function checkCause(asked: string, { runs: [run] }: Subject): Finding | undefined {
  const { cause } = run!.recording
  if (cause === asked)
    return undefined
  const actual = cause === undefined ? 'nothing' : `“${shortened(cause, 60)}”`
  return { expected: asked, actual, message: `The cause should be “${shortened(asked, 60)}”, it is ${actual}.`, at: momentOf(run!, lastEvent(run!)) }
}

/** How a run stands at its end, in a sentence. */
export function howItEnded(run: Run): string {
  const { status, error, elapsed, events } = run.recording
  const { state } = momentOf(run, lastEvent(run))
  if (status === 'RUNNING')
    return `After ${timeInWords(elapsed)} the run still waits in ${state}.`
  const lap = lapOf(run)
  if (lap && status !== 'SUCCEEDED')
    return `The history was full${elapsed < 1 ? '' : ` after ${timeInWords(elapsed)}`}, ${events.length.toLocaleString('en')} events, ${lap.events} a lap: ${lap.states.join(' → ')}.`
  return error === undefined ? `The run ended ${status} in ${state}.` : `The run ended ${status} in ${state} with ${error}${causeOf(run)}.`
}

/** The cause of a failure where it says something, in few words. */
function causeOf({ recording: { error, cause } }: Run): string {
  if (!cause || !/^States\.(?:Runtime|QueryEvaluationError|ParameterPathFailure|Permissions|ResultPathMatchFailure)$/.test(error ?? ''))
    return ''
  const [, field, why] = /specified for the field '([^']*)'(.*)/s.exec(cause) ?? []
  if (field !== undefined)
    return `, ${field}${shortened(why!.replace(/\.$/, ''), 70)}`
  return `: ${shortened(cause.replace(/^An error occurred while executing the state '[^']*' \(entered at the event id #\d+\)\. ?/, '').replace(/\.$/, ''), 90)}`
}

/** The first failure that a catcher took: from there on the run was another one. */
function firstCaught({ recording: { events } }: Run): { state: string, error: string, next: string, event: HistoryEvent } | undefined {
  const states = stateOfEvents(events)
  const entered = events.find(event => entersByCatcher(events, event))
  if (!entered)
    return undefined
  const event = events.slice(0, entered.id).findLast(one => /(?:Failed|TimedOut)$/.test(one.type))!
  const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as { error?: string } | undefined
  return { state: states[event.id - 1]!, error: details?.error ?? 'no error', next: entered.stateEnteredEventDetails!.name, event }
}
