/** What goes into a simulation and what comes out: plain data both ways, so a run can be stored, compared and replayed. */

import type { Json } from '../../asl/query/json.ts'
import type { MachineType, StateMachineDefinition } from '../../asl/definition/types.ts'
import type { HistoryEvent } from '../../asl/execution/history.ts'
import type { ObjectStore } from '../../asl/execution/object-store.ts'
import type { ExecutionStatus } from '../../asl/execution/status.ts'
import type { TaskHandler } from '../../asl/execution/task-handler.ts'
import type { Gauges } from './gauges.ts'
import type { MockFile } from '../mocks/mock-file.ts'
import type { MockStandIn } from '../mocks/stand-in.ts'
import type { World } from '../account/world.ts'

/** Seconds, or text such as `90s`, `5m`, `2h`, `3d`, `1d12h`. */
export type Duration = number | string

/**
 * What a mock file can't say about one answer: when it arrives, or that it never does. For a `.waitForTaskToken` task the
 * delay runs from the moment the token was handed out; for every other task from the moment it was scheduled.
 */
export interface CallbackScript {
  /** Delay before the mocked answer arrives; at once by default. */
  after?: Duration
  /** The answer never arrives. */
  lost?: boolean
  /** Delays, from the same moment, at which the worker sends a heartbeat. */
  heartbeats?: Duration[]
  /** A heartbeat every so often, until the answer arrives (or `heartbeatsFor` has passed). */
  heartbeatEvery?: Duration
  heartbeatsFor?: Duration
}

/** Something done from outside while the execution runs. `at` counts virtual seconds since the execution started. */
export type Action =
  | { at: number, type: 'SendTaskSuccess', token?: number, output?: Json }
  | { at: number, type: 'SendTaskFailure', token?: number, error?: string, cause?: string }
  | { at: number, type: 'SendTaskHeartbeat', token?: number }
  /** Cancels the scripted answer of a token: the callback is lost. */
  | { at: number, type: 'Drop', token?: number }
  | { at: number, type: 'StopExecution', error?: string, cause?: string }
  /** With `mockCase`, tasks are answered by that case from then on: what was broken has been mended. */
  | { at: number, type: 'RedriveExecution', mockCase?: string }

export interface SimulationRequest {
  definition: StateMachineDefinition
  type?: MachineType
  /** Name of the state machine: part of its ARN, and the key into a mock file. Default: `StateMachine`. */
  name?: string
  input?: Json
  mocks?: MockFile
  mockCase?: string
  /** How tasks find their mocks, where these were written for other states. */
  stand?: MockStandIn
  /** By state name; a list gives one script per invocation (0-based), its last entry standing for all later ones. */
  callbacks?: Record<string, CallbackScript | CallbackScript[]>
  actions?: Action[]
  /** Seed of all randomness (jitter, uuids, random numbers). Default: 1. */
  seed?: number
  /** Virtual start of the execution, ISO 8601. Default: 2026-11-01T09:00:00Z. */
  start?: string
  /** Stop watching after this many virtual seconds; what has not ended by then stays RUNNING. Default: no end. */
  until?: number
  /** Asked for every task the mock case doesn't name; without it, and without services, such a task fails saying so. */
  tasks?: TaskHandler
  /** Furnishes a simulated account (tables, queues, functions, partners) that answers what neither mocks nor `tasks` do. */
  services?: (world: World) => void
  /** What a Distributed Map reads from and writes to; the S3 of `services` otherwise. */
  objects?: ObjectStore
}

/** A task token that was handed out while the execution ran, in the order of handing out. */
export interface TokenRecord {
  index: number
  token: string
  state: string
  /** Virtual seconds since the execution started. */
  at: number
  /** Event id of the TaskScheduled event. */
  scheduledEventId: number
  /** Virtual seconds since start after which it timed out or would have; absent without TimeoutSeconds and HeartbeatSeconds. */
  deadline?: number
  closedAt?: number
  closedBy?: 'success' | 'failure' | 'timeout' | 'aborted'
}

export type JournalKind =
  | 'invocation'          // a service was called with arguments
  | 'answer'              // the service's answer arrived
  | 'token-issued'
  | 'callback-accepted'
  | 'callback-refused'
  | 'callback-lost'
  | 'heartbeat'
  | 'heartbeat-refused'
  | 'stop'
  | 'redrive'
  | 'redrive-refused'
  | 'retry-scheduled'

/** Something that happened in the world around the execution, and that AWS's history doesn't record. */
export interface JournalEntry {
  /** Virtual seconds since the execution started. */
  at: number
  /** The last event of the history at that moment. */
  afterEventId: number
  kind: JournalKind
  state?: string
  /** Index into the recording's tokens. */
  token?: number
  /** One plain sentence in English. */
  text: string
  /** AWS's exception name where a call was refused: TaskTimedOut, TaskDoesNotExist, InvalidToken, ExecutionNotRedrivable. */
  exception?: string
  data?: Json
}

/** What the meters show at one position of the recording. */
export interface Meters {
  /** Virtual seconds since the execution started. */
  time: number
  /** Billed state transitions, retries included. */
  transitions: number
  events: number
  /** Largest payload in flight so far, in bytes of UTF-8 JSON (limit 262,144). */
  bytes: number
  /** Cost of the execution so far in US dollars; leaves out Lambda, logs and the services called. */
  dollars: number
}

/** Prices in US dollars; Standard per transition, Express per request and per GB-second. */
export interface Prices {
  standardPerTransition: number
  expressPerRequest: number
  expressPerGbSecond: number
  /** Memory an Express execution is billed for, in MB, rounded up to 64. */
  expressMemoryMb?: number
}

export interface Recording {
  events: HistoryEvent[]
  status: ExecutionStatus
  output?: Json
  error?: string
  cause?: string
  /** Virtual time, ISO 8601. */
  startedAt: string
  endedAt?: string
  /** Virtual seconds from start to end, or to the moment watching stopped. */
  elapsed: number
  tokens: TokenRecord[]
  journal: JournalEntry[]
  /**
   * The concurrent branch each event belongs to, by event id, outermost first: `Map[3]` is iteration 3, `Parallel{1}` branch 1.
   * Events at top level have no entry.
   */
  branches: Record<number, string[]>
  type: MachineType
  /** What handlers recorded over virtual time; nothing without them. */
  gauges: Gauges
  /**
   * Meters after the first `position` events (all of them by default). Not a property of the data: it is left out when the
   * recording is turned into JSON.
   */
  meters(position?: number, prices?: Prices): Meters
}
