/** An execution that somebody has seen, as a case: what it answers once, the tests ask for ever. */

import type { HistoryEvent, Json } from '../../asl/index.ts'
import type { HomeFile } from './taken.ts'
import { stringify } from 'yaml'
import { parseDefinition, validate } from '../../asl/index.ts'
import { writtenAs } from '../../asl/format/written-as.ts'
import { type Attempt, attemptsOf } from './kept-attempts.ts'
import { beatsOf } from './kept-beats.ts'

/** An execution that has ended. */
export interface SeenExecution {
  /** The name of its state machine. */
  machine: string
  /** The machine's definition, as text. */
  definition: string
  execution: { name: string, status: string, output?: Json, error?: string }
  input: Json
  /** Its history, whole. */
  events: readonly HistoryEvent[]
}

export interface KeptCase {
  /** The folder's name. */
  folder: string
  files: HomeFile[]
  /** What the case can't do, a sentence each. */
  notes: string[]
}

/** The one case of the folder, and its test case in mocks.json. */
const CASE = 'seen'
const MOCKS = 'Seen'

/**
 * Makes a pattern's folder of an execution: the machine, what its tasks answered and when, and what must come out again.
 *
 * @param seen the execution
 * @returns the files, each in a folder called like the machine
 */
export function keptCase(seen: SeenExecution): KeptCase {
  const { machine, definition, events } = seen
  const folder = machine.replace(/[^\w-]+/g, '-').toLowerCase() || 'machine'
  const attempts = attemptsOf(events)
  const mocks = mocksOf(machine, attempts)
  const workflow = writtenAs('YAML', definition).text
  const files = {
    'workflow.asl.yaml': workflow,
    'mocks.json': `${JSON.stringify(mocks, null, 2)}\n`,
    'cases.yaml': stringify(casesOf(seen, attempts, adviceOf(workflow, attempts)), { lineWidth: 0 }),
  }
  return {
    folder,
    files: Object.entries(files).map(([name, text]) => ({ path: `${folder}/${name}`, text })),
    notes: notesOf(events),
  }
}

function mocksOf(machine: string, attempts: ReadonlyMap<string, readonly Attempt[]>): object {
  const states = [...attempts.keys()]
  return {
    StateMachines: { [machine]: { TestCases: { [MOCKS]: Object.fromEntries(states.map(state => [state, state])) } } },
    MockedResponses: Object.fromEntries(states.map(state => [state, Object.fromEntries(attempts.get(state)!.map(({ outcome }, index) => [String(index), outcome]))])),
  }
}

function casesOf({ machine, execution, input, events }: SeenExecution, attempts: ReadonlyMap<string, readonly Attempt[]>, advice: readonly string[]): object {
  const callbacks = Object.fromEntries([...attempts].map(([state, list]) => [state, list.map(scriptOf)]).filter(([, scripts]) => (scripts as object[]).some(script => Object.keys(script).length > 0)))
  const actions = actionsOf(events)
  const { status, output, error } = execution
  return {
    title: machine,
    machine,
    input,
    ...(advice.length > 0 ? { advice } : {}),
    cases: {
      [CASE]: {
        title: execution.name.slice(0, 40),
        mocks: MOCKS,
        ...(Object.keys(callbacks).length > 0 ? { callbacks } : {}),
        ...(actions.length > 0 ? { actions } : {}),
        beats: beatsOf(events),
        expect: {
          status,
          ...(error === undefined ? {} : { error }),
          ...(output === undefined ? {} : { output }),
          path: events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []),
        },
      },
    },
  }
}

/** When an answer came. */
function scriptOf({ after, lost, heartbeatSeconds }: Attempt): object {
  if (lost)
    return { lost: true, ...heartbeats(after, heartbeatSeconds) }
  return after > 0 ? { after, ...heartbeats(after, heartbeatSeconds) } : {}
}

/** No history tells of heartbeats; there must have been some where a task has outlived the time between two. */
function heartbeats(after: number, heartbeatSeconds: number | undefined): object {
  return heartbeatSeconds !== undefined && after > heartbeatSeconds ? { heartbeatEvery: heartbeatSeconds / 2, heartbeatsFor: after } : {}
}

function actionsOf(events: readonly HistoryEvent[]): object[] {
  const at = ({ timestamp }: HistoryEvent): number => (timestamp - events[0]!.timestamp) / 1000
  return events.flatMap((event) => {
    const { error, cause } = event.executionAbortedEventDetails ?? {}
    if (event.type === 'ExecutionRedriven') return [{ at: at(event), type: 'RedriveExecution' }]
    return event.type === 'ExecutionAborted' ? [{ at: at(event), type: 'StopExecution', ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) }] : []
  })
}

/** What our advice says of the machine is said of it today: the case is not about that. */
function adviceOf(workflow: string, attempts: ReadonlyMap<string, readonly Attempt[]>): string[] {
  const raises = [...attempts.values()].flat().flatMap(({ outcome }) => 'Throw' in outcome ? [outcome.Throw.Error] : [])
  const { diagnostics } = validate(parseDefinition(workflow), { type: 'STANDARD', raises })
  return [...new Set(diagnostics.filter(({ severity }) => severity === 'ADVICE').map(({ code }) => code))]
}

function notesOf(events: readonly HistoryEvent[]): string[] {
  return events.some(({ type }) => type === 'MapRunStarted') ? ['What the children of its Map Run did is not in this history: their tasks want answers of your own.'] : []
}
