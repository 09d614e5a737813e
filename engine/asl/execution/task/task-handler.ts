/** The border between an execution and the services its Task states call. */

import type { Json } from '../../query/json.ts'
import type { TaskIntegration } from '../../definition/integration.ts'

/** One attempt at a Task state: a retry is a new one, and so is each Map iteration. */
export interface TaskRequest {
  state: string
  /** What Resource says, taken apart. */
  integration: TaskIntegration
  /** The payload after Arguments or Parameters; for a Lambda ARN and an activity the effective input. */
  parameters: Json
  /** With `.waitForTaskToken` and for activities: the token that SendTaskSuccess and SendTaskFailure take. */
  taskToken?: string
  /** Concurrent branch of the caller, outermost first (`Map[3]`, `Parallel{1}`). */
  branch: readonly string[]
  /** How many attempts of this state visit came before. */
  retryCount: number
  executionArn: string
  /** Role from Credentials. */
  roleArn?: string
  timeoutSeconds?: number
  heartbeatSeconds?: number
}

/**
 * What the handler gets to answer with. Every call takes effect at the clock's present moment; calls after the attempt has
 * ended (timed out, aborted, answered before) are ignored and return false. Values handed over must not be changed afterwards.
 */
export interface TaskCall extends TaskRequest {
  /** A worker took the activity task (ActivityStarted). Answers and heartbeats imply it; other tasks start at once. */
  started(workerName?: string): boolean
  /** The service accepted the job or the message (TaskSubmitted); only `.sync` and `.waitForTaskToken` record it. */
  submitted(output: Json): boolean
  succeed(output: Json): boolean
  fail(error?: string, cause?: string): boolean
  /** The service reports that the task took too long: recorded as TaskTimedOut, error States.Timeout unless given. */
  timeOut(error?: string, cause?: string): boolean
  /** Ends the execution with States.Runtime, whatever Retry and Catch say. */
  crash(cause: string): boolean
  heartbeat(): boolean
  /** Present virtual time in milliseconds since the epoch. */
  now(): number
  /** Calls back after so many virtual milliseconds unless the attempt has ended before. */
  after(ms: number, callback: () => void): void
  /** Registers what to do when the attempt is aborted or times out, as `.sync` tries to cancel its job. */
  onAbandoned(callback: () => void): void
}

/**
 * Starts a task. It answers by calling methods of `call`, now or later on the virtual clock, or never. It must not throw:
 * what it throws ends the execution with States.Runtime.
 */
export type TaskHandler = (call: TaskCall) => void
