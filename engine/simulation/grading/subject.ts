/** What checks look at: the text, and what has come of it. */

import type { Diagnostic, HistoryEvent, StateMachineDefinition } from '../../asl/index.ts'
import type { GaugeTitle, LedgerAccount } from '../cases/cases.ts'
import type { Gauges } from '../recording/gauges.ts'
import type { Recording } from '../recording/types.ts'
import type { WorldRecording } from '../recording/world-recording.ts'
import type { Moment } from './grade-types.ts'
import { calledByEvents, scheduledName } from '../mocks/called-name.ts'
import { stateOfEvents } from '../views/run-view.ts'

/** One execution of a case. */
export interface Run {
  recording: Recording
  /** When it began, in seconds since the case did. */
  at: number
  /** Its index, where a case starts many. */
  execution?: number
}

/** A moment at which a run came to something that has a name. */
export interface Step {
  run: Run
  event: HistoryEvent
  seconds: number
  state: string
  /** What is called; undefined for the entering of a state. */
  called?: string
}

/** The text, its reading, and what AWS and we say about it. */
export interface TextSubject {
  definition: StateMachineDefinition
  diagnostics: readonly Diagnostic[]
}

/** A case that has been run. */
export interface Subject extends TextSubject {
  runs: readonly Run[]
  /** The one run of a case that starts one; of many, the first. */
  recording: Recording
  world?: WorldRecording
  gauges: Gauges
  /** What the gauges are called in sentences. */
  titles: readonly GaugeTitle[]
  /** Seconds of virtual time that were watched. */
  elapsed: number
  accounts: readonly LedgerAccount[]
}

const stepsOfRuns = new WeakMap<Recording, Step[]>()

/**
 * The steps of a run in their order: states entered and calls made.
 *
 * @param run an execution
 * @returns one step for each state entered, and one for each try of a call
 */
export function stepsOf(run: Run): Step[] {
  const known = stepsOfRuns.get(run.recording)
  if (known)
    return known
  const { events } = run.recording
  const states = stateOfEvents(events)
  const start = Date.parse(run.recording.startedAt)
  const steps = events.flatMap((event, index): Step[] => {
    const called = scheduledName(event)
    if (!event.stateEnteredEventDetails && called === undefined)
      return []
    return [{ run, event, seconds: run.at + (event.timestamp - start) / 1000, state: states[index]!, ...(called === undefined ? {} : { called }) }]
  })
  stepsOfRuns.set(run.recording, steps)
  return steps
}

/** Whether a step is one of a name: the state is entered, or the function, topic or action is called. */
export function isStepOf({ state, called, event }: Step, name: string): boolean {
  return called === undefined ? state === name : called === name || actionOf(event) === name
}

/** The calls of a name: of a function, topic, queue or action; of a state, those that it makes. */
export function callsOf(run: Run, name: string): Step[] {
  return stepsOf(run).filter(step => step.called !== undefined && (isStepOf(step, name) || step.state === name))
}

/** `ecs:runTask`, also where what is called has a name of its own. */
function actionOf({ taskScheduledEventDetails: task }: HistoryEvent): string | undefined {
  return task && `${task.resourceType.replace(/^aws-sdk:/, '')}:${task.resource.replace(/\..*$/, '')}`
}

/** The moment a run stands at in the end: its last event, or for one that goes on, when nobody watched any more. */
export function endOf(run: Run): Moment {
  const moment = momentOf(run, run.recording.events.at(-1))
  return run.recording.status === 'RUNNING' ? { ...moment, seconds: run.at + run.recording.elapsed } : moment
}

/** The moment of an event. */
export function momentOf(run: Run, event: HistoryEvent | undefined): Moment {
  if (!event)
    return { ...(run.execution === undefined ? {} : { execution: run.execution }), seconds: run.at + run.recording.elapsed }
  const { events, startedAt } = run.recording
  const state = stateAt(run, events.indexOf(event))
  return {
    ...(run.execution === undefined ? {} : { execution: run.execution }),
    event: event.id,
    seconds: run.at + (event.timestamp - Date.parse(startedAt)) / 1000,
    ...(state === undefined ? {} : { state }),
  }
}

/** The state of an event; of the last one of the execution, the state that the run was in. */
function stateAt({ recording: { events } }: Run, index: number): string | undefined {
  const states = stateOfEvents(events.slice(0, index + 1))
  return states.findLast(state => state !== undefined)
}

/** What each event of a run belongs to the call of. */
export function callsByEvent({ recording }: Run): (string | undefined)[] {
  return calledByEvents(recording.events)
}
