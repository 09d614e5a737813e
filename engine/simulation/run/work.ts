/** How much work a run may be. It is counted and not timed: the same run ends the same way on every machine, however busy. */

import { jsonBytes } from '../../asl/index.ts'
import type { ExecutionCore, ExecutionObserver, Json, Pause } from '../../asl/index.ts'
import type { Recording } from '../recording/types.ts'
import type { EventRecord } from '../../asl/execution/history/event-log.ts'
import { describeWhereabouts, Visits, type Whereabouts } from './visits.ts'

export interface WorkLimits {
  /** Events in the history of the execution itself. */
  events: number
  /** Events of all executions together, the children of Map Runs included. */
  allEvents: number
  /** Bytes of JSON in the history; of the children's, what is not the same value again and again. */
  bytes: number
  /** Steps of expressions, a microsecond each or so. */
  steps: number
  /** Turns of the clock: timers, answers, heartbeats, whether they write events or not. */
  turns: number
}

/** What a run came to: as the limits count it, and the transitions that AWS would bill. */
export interface WorkDone extends WorkLimits {
  transitions: number
}

/**
 * What a page bears of a text that nobody vouches for: a second or so of work, and a history that it can take over without a pause that
 * anybody sees, of as many events as a Standard execution may have.
 */
export const PAGE_LIMITS: WorkLimits = { events: 25_000, allEvents: 400_000, bytes: 50_000_000, steps: 2_000_000, turns: 1_000_000 }

/**
 * What a command in a terminal takes on: a Distributed Map of a million rows, a history whose JSON text is one string, and some minutes
 * of expressions.
 */
export const COMMAND_LIMITS: WorkLimits = { events: 1_000_000, allEvents: 50_000_000, bytes: 200_000_000, steps: 200_000_000, turns: 100_000_000 }

/** A run goes on for some milliseconds between two tellings that it does. */
const TELLINGS = 50

/** How an execution that was stopped for its work says so. */
export const CUT_SHORT = 'WorkLimitReached'

/** A run was more work than it may be. */
export class WorkLimitReached extends Error {
  readonly limit: keyof WorkLimits
  /** What it came to. */
  readonly done: WorkDone
  /** Where it was busy, the busiest place first: the loop that it went round, and how often. */
  readonly whereabouts: readonly Whereabouts[]
  /** How far it came; absent for a world of many executions. */
  readonly recording: Recording | undefined

  constructor({ limit, done, whereabouts, message }: CutShort, recording?: Recording) {
    super(message)
    this.limit = limit
    this.done = done
    this.whereabouts = whereabouts
    this.recording = recording
  }
}

interface CutShort {
  limit: keyof WorkLimits
  done: WorkDone
  whereabouts: readonly Whereabouts[]
  message: string
}

const NAMES: Record<keyof WorkLimits, string> = {
  events: 'events in its history',
  allEvents: 'events in the histories of all its executions',
  bytes: 'bytes in its history',
  steps: 'steps of its expressions',
  turns: 'turns of its clock',
}

/** Counts the work of an execution and its children, and stops all of them when it is too much. */
export class WorkWatch {
  private readonly limits: WorkLimits
  private readonly done: WorkLimits = { events: 0, allEvents: 0, bytes: 0, steps: 0, turns: 0 }
  private readonly visits = new Visits()
  private cut: CutShort | undefined
  /** The execution that has the others as children: the first to write an event. */
  private root: ExecutionCore | undefined
  private lastValue: Json | undefined
  private lastBytes = 0
  private readonly onWork: (() => void) | undefined
  private readonly tellAt: WorkLimits = { events: 0, allEvents: 0, bytes: 0, steps: 0, turns: 0 }

  /** @param onWork told again and again while work is done, by how much of it */
  constructor(limits: WorkLimits, onWork?: () => void) {
    this.limits = limits
    this.onWork = onWork
  }

  /** What is to observe an execution: `others`, and what counts here. */
  observing(others: ExecutionObserver = {}): ExecutionObserver {
    return {
      ...others,
      recorded: (execution, event) => {
        this.recorded(execution, event)
        others.recorded?.(execution, event)
      },
      evaluated: (execution, steps, state) => {
        if (this.done.steps + steps > this.limits.steps) this.visits.busy(execution, state)
        this.spend('steps', steps, execution)
        others.evaluated?.(execution, steps, state)
      },
      retryScheduled: (visit, failure, retry) => {
        this.visits.retried(visit.strand.execution, visit.state.name)
        others.retryScheduled?.(visit, failure, retry)
      },
    }
  }

  /** Counts a turn of the clock; to be asked after each. */
  readonly turn: Pause = () => {
    this.spend('turns', 1)
    return undefined
  }

  /**
   * @param recorded gives how far the run came
   * @throws WorkLimitReached when it was too much
   */
  check(recorded?: () => Recording): void {
    if (this.cut) throw new WorkLimitReached(this.cut, recorded?.())
  }

  private recorded(execution: ExecutionCore, event: EventRecord): void {
    this.root ??= execution
    this.visits.record(execution, event)
    this.spend('allEvents', 1, execution)
    if (execution === this.root) this.spend('events', 1, execution)
    const { details } = event
    if (!details) return
    this.hold(execution, details.input)
    this.hold(execution, details.output)
    this.hold(execution, details.parameters)
    this.hold(execution, details.assigned)
  }

  private hold(execution: ExecutionCore, value: Json | undefined): void {
    if (value === undefined) return
    const again = value === this.lastValue
    if (!again) this.lastBytes = jsonBytes(value, this.limits.bytes)
    this.lastValue = value
    if (execution === this.root || !again) this.spend('bytes', this.lastBytes, execution)
  }

  private spend(limit: keyof WorkLimits, amount: number, execution?: ExecutionCore): void {
    this.done[limit] += amount
    if (this.onWork && this.done[limit] >= this.tellAt[limit]) {
      this.tellAt[limit] = this.done[limit] + PAGE_LIMITS[limit] / TELLINGS
      this.onWork()
    }
    if (this.done[limit] <= this.limits[limit]) return
    const { message } = this.cut ??= this.cutShort(limit)
    this.root?.stop(CUT_SHORT, message)
    // A child that is only being started is not among the root's yet.
    execution?.stop(CUT_SHORT, message)
  }

  private cutShort(limit: keyof WorkLimits): CutShort {
    const whereabouts = this.visits.whereabouts()
    const after = `The run was ended after ${this.limits[limit].toLocaleString('en')} ${NAMES[limit]}`
    const where = describeWhereabouts(whereabouts)
    return { limit, done: { ...this.done, transitions: this.visits.transitions }, whereabouts, message: where === '' ? `${after}.` : `${after}, ${where}.` }
  }
}
