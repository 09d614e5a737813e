/** How much work a run may be. It is counted and not timed: the same run ends the same way on every machine, however busy. */

import { jsonBytes } from '../../asl/index.ts'
import type { ExecutionCore, ExecutionObserver, Json } from '../../asl/index.ts'
import type { Recording } from '../recording/types.ts'

export interface WorkLimits {
  /** Events in the history of the execution itself. */
  events: number
  /** Events of all executions together, the children of Map Runs included. */
  allEvents: number
  /** Bytes of JSON in the history; of the children's, what is not the same value again and again. */
  bytes: number
  /** Steps of JSONata, a microsecond each or so. */
  steps: number
}

/**
 * What a page bears of a text that nobody vouches for: a second or so of work, and a history that it can take over without a pause that
 * anybody sees, of as many events as a Standard execution may have.
 */
export const PAGE_LIMITS: WorkLimits = { events: 25_000, allEvents: 400_000, bytes: 50_000_000, steps: 2_000_000 }

/** A run was more work than it may be. */
export class WorkLimitReached extends Error {
  readonly limit: keyof WorkLimits
  /** How far it came; absent for a world of many executions. */
  readonly recording: Recording | undefined

  constructor(limit: keyof WorkLimits, most: number, recording?: Recording) {
    super(`The run was ended after ${most.toLocaleString('en')} ${NAMES[limit]}.`)
    this.limit = limit
    this.recording = recording
  }
}

const NAMES: Record<keyof WorkLimits, string> = {
  events: 'events in its history',
  allEvents: 'events in the histories of all its executions',
  bytes: 'bytes in its history',
  steps: 'steps of JSONata',
}

/** Counts the work of an execution and its children, and stops all of them when it is too much. */
export class WorkWatch {
  private readonly limits: WorkLimits
  private readonly done: WorkLimits = { events: 0, allEvents: 0, bytes: 0, steps: 0 }
  private reached: keyof WorkLimits | undefined
  /** The execution that has the others as children: the first to write an event. */
  private root: ExecutionCore | undefined
  private lastValue: Json | undefined
  private lastBytes = 0

  constructor(limits: WorkLimits) {
    this.limits = limits
  }

  readonly observer: Pick<ExecutionObserver, 'recorded' | 'evaluated'> = {
    recorded: (execution, details) => {
      this.root ??= execution
      this.spend(execution, 'allEvents', 1)
      if (execution === this.root) this.spend(execution, 'events', 1)
      if (!details) return
      for (const value of [details.input, details.output, details.parameters, details.assigned]) this.hold(execution, value)
    },
    evaluated: (execution, steps) => this.spend(execution, 'steps', steps),
  }

  /**
   * @param recorded gives how far the run came
   * @throws WorkLimitReached when it was too much
   */
  check(recorded?: () => Recording): void {
    if (this.reached) throw new WorkLimitReached(this.reached, this.limits[this.reached], recorded?.())
  }

  private hold(execution: ExecutionCore, value: Json | undefined): void {
    if (value === undefined) return
    const again = value === this.lastValue
    if (!again) this.lastBytes = jsonBytes(value, this.limits.bytes)
    this.lastValue = value
    if (execution === this.root || !again) this.spend(execution, 'bytes', this.lastBytes)
  }

  private spend(execution: ExecutionCore, limit: keyof WorkLimits, amount: number): void {
    this.done[limit] += amount
    if (this.done[limit] <= this.limits[limit]) return
    this.reached ??= limit
    this.root?.stop()
    // A child that is only being started is not among the root's yet.
    execution.stop()
  }
}
