/** One execution from beginning to end, in virtual time. */

import type { Clock, HistoryEvent, Json, MachineType, StateMachineDefinition } from '../asl/index.ts'
import { coverageOf } from '../simulation/covering/coverage.ts'
import type { Coverage } from '../simulation/covering/types.ts'
import { type Meters, type MockFile, type Recording, World } from '../simulation/index.ts'
import { simulateIn } from '../simulation/run/simulate-in.ts'
import { parseDuration } from '../simulation/duration.ts'
import { definitionFrom } from './definition.ts'
import { chooseCase } from './mock-case.ts'
import { answeredBy, type TaskFunction } from './task-function.ts'

export interface RunOptions {
  /** Default: `{}`. */
  input?: Json
  /** What tasks answer, in the format of Step Functions Local's mock file. */
  mocks?: MockFile
  /** The test case of the mock file; need not be named where it has one. */
  case?: string
  /** The state machine's name, as the mock file has it; need not be named where it has one. Default: `StateMachine`. */
  machine?: string
  /** Answers the tasks of these states, where no mock does. */
  tasks?: Readonly<Record<string, TaskFunction>>
  /** Sets up a simulated account (tables, queues, functions) for what neither mocks nor `tasks` answer. */
  services?: (world: World) => void
  /** Default: STANDARD. */
  type?: MachineType
  /** Default: one that is made up. */
  name?: string
  /** Seed of all randomness: the same run again. Default: 1. */
  seed?: number
  /** When the execution starts in virtual time, ISO 8601. Default: 2026-11-01T09:00:00Z. */
  start?: string
  /** Stop watching after so many seconds, or after `90s`, `2h`, `3d`; what has not ended by then stays RUNNING. */
  until?: number | string
}

/** What came of an execution. */
export interface Run {
  status: Recording['status']
  /** Of one that has succeeded. */
  output?: Json
  /** Of one that has not. */
  error?: string
  cause?: string
  /** Its history, as GetExecutionHistory answers it, but for times, which are milliseconds since the epoch. */
  events: HistoryEvent[]
  /** The states in the order of entering, as often as they were entered. */
  path: string[]
  /** Virtual seconds from start to end. */
  seconds: number
  /** Transitions, events, bytes and dollars; Lambda, logs and the services called are not in it. */
  bill: Meters
  coverage: Coverage
  /** All that was recorded, task tokens and the calls of services included. */
  recording: Recording
}

/**
 * Runs a state machine to its end. Nothing waits in real time: a Wait state of three days takes as long as any other. The same run gives the
 * same history each time, as long as `tasks` answer the same.
 *
 * @param definition a definition, or its text: JSON or YAML
 * @param options who answers tasks, the input, and the rest
 * @throws InvalidDefinition where AWS would not take the definition; Error for a case that the mock file does not have
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export async function run(definition: string | StateMachineDefinition, options: RunOptions = {}): Promise<Run> {
  const { type = 'STANDARD', tasks = {}, services, until } = options
  const read = definitionFrom(definition, type)
  const { machine, mockCase } = chooseCase(options)
  const seconds = until === undefined ? undefined : parseDuration(until)
  if (until !== undefined && seconds === undefined) throw new Error(`until is ${until}; it takes seconds, or a duration such as 90s, 2h or 3d`)
  const makeWorld = (clock: Clock): Pick<World, 'tasks' | 'tokens' | 's3'> => {
    const world = new World({ clock, seed: options.seed ?? 1 })
    services?.(world)
    return { tasks: answeredBy(tasks, clock, world.tasks), tokens: world.tokens, s3: world.s3 }
  }
  const recording = await simulateIn({
    definition: read,
    type,
    name: machine,
    ...(options.name === undefined ? {} : { executionName: options.name }),
    ...(options.input === undefined ? {} : { input: options.input }),
    ...(options.mocks ? { mocks: options.mocks } : {}),
    ...(mockCase === undefined ? {} : { mockCase }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.start === undefined ? {} : { start: options.start }),
    ...(seconds === undefined ? {} : { until: seconds }),
  }, makeWorld)
  const { status, output, error, cause, events, elapsed } = recording
  // What could not be started has no history: a test that expects a failure must not take it for one.
  if (events.length === 0) throw new Error(`${error}: ${cause}`)
  return {
    status,
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    events,
    path: events.flatMap(({ stateEnteredEventDetails: entered }) => entered ? [entered.name] : []),
    seconds: elapsed,
    bill: recording.meters(),
    coverage: coverageOf(read, [recording]),
    recording,
  }
}
