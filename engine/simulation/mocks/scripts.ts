/** What stands beside the mocks of a run: when answers come, and what is done from outside. */

import type { Json } from '../../asl/query/json.ts'

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
