/** What comes out of a simulation: plain data, so a run can be stored, compared and replayed. */

import type { Json } from '../../asl/query/json.ts'
import type { MachineType } from '../../asl/definition/types.ts'
import type { HistoryEvent } from '../../asl/execution/history/history.ts'
import type { ExecutionStatus } from '../../asl/execution/names/status.ts'
import type { Gauges } from './gauges.ts'

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
