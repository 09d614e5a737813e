/**
 * The child executions of a Map Run, a million of them if need be. Those that run are executions; of all others there is left what can
 * still be asked for, in columns, and of those that may be redriven what that takes.
 */

import type { Json } from '../../query/json.ts'
import { executionArn, stateMachineArn } from '../names/arn.ts'
import type { MachineDescription } from '../machine.ts'
import type { ExecutionStatus } from '../names/status.ts'
import type { StoppedExecution } from '../redrive/stopped.ts'

/** What DescribeExecution tells of a child. */
export interface ChildDescription {
  readonly arn: string
  readonly name: string
  readonly machineArn: string
  readonly input: Json
  readonly status: ExecutionStatus
  readonly output: Json | undefined
  readonly error: string | undefined
  readonly cause: string | undefined
  /** Virtual milliseconds since the epoch. */
  readonly startedAt: number
  readonly endedAt: number | undefined
  readonly redriveCount: number
}

/** A child execution, as its Map Run knows it: what is told of it, and what can be done to it. */
export interface ChildExecution extends ChildDescription {
  stop(): boolean
  /** Gives the reason where it was refused. */
  redrive(): object | undefined
  /** What a redrive needs of it, where that is less than itself. */
  readonly left: StoppedExecution | undefined
}

/** A child that has ended without success, as what is left of it. */
export interface StoppedChild {
  left: StoppedExecution
  description: ChildDescription
}

export interface ChildrenOptions {
  /** What each of them gets, and so how many there are. */
  inputs: readonly Json[]
  /** How many items the input of each holds; one each without. */
  sizes?: readonly number[] | undefined
  /** The machine that all of them are executions of. */
  machine: MachineDescription
  nameOf: (index: number) => string
}

const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const satisfies ExecutionStatus[]

export class Children implements Iterable<ChildDescription | undefined> {
  private readonly options: ChildrenOptions
  /** By index, those that run, or may be redriven and are no less than themselves. No Map: what it throws away keeps its executions from being collected soon. */
  private readonly held: (ChildExecution | undefined)[] = []
  /** By index, of those that are held no longer: 0 where there never was one, else the place in STATUSES and 1. */
  private readonly statuses: Uint8Array
  private readonly startedAt: Float64Array
  private readonly endedAt: Float64Array
  private readonly outputs: Json[] = []
  private readonly errors: (string | undefined)[] = []
  private readonly causes: (string | undefined)[] = []
  /** What those that may be redriven go on from. */
  private readonly left: (StoppedExecution | undefined)[] = []
  private readonly redriveCounts = new Map<number, number>()

  constructor(options: ChildrenOptions) {
    this.options = options
    const { length } = options.inputs
    this.statuses = new Uint8Array(length)
    this.startedAt = new Float64Array(length)
    this.endedAt = new Float64Array(length)
  }

  /** How many there are to be, started or not. */
  get length(): number {
    return this.statuses.length
  }

  /** How many items the input of a child holds. */
  sizeOf(index: number): number {
    return this.options.sizes?.[index] ?? 1
  }

  inputOf(index: number): Json {
    return this.options.inputs[index]!
  }

  nameOf(index: number): string {
    return this.options.nameOf(index)
  }

  /** Undefined for one that was never started. */
  statusOf(index: number): ExecutionStatus | undefined {
    const held = this.held[index]
    return held ? held.status : STATUSES[this.statuses[index]! - 1]
  }

  /** The execution itself, where there is one. */
  execution(index: number): ChildExecution | undefined {
    return this.held[index]
  }

  /** What is left of one that has ended and may be redriven. */
  stopped(index: number): StoppedChild | undefined {
    const left = this.left[index]
    return left && { left, description: this.at(index)! }
  }

  hold(index: number, child: ChildExecution): void {
    this.held[index] = child
    this.forget(index)
  }

  /**
   * Keeps of a child that has ended only what can still be asked for.
   *
   * @param redrivable where it has not succeeded, somebody may go on with it
   */
  letGo(index: number, redrivable: boolean): void {
    const child = this.held[index]
    if (!child) {
      if (!redrivable) this.forget(index)
      return
    }
    if (child.status === 'RUNNING') return
    if (redrivable && child.status !== 'SUCCEEDED') {
      const { left } = child
      if (!left) return
      this.left[index] = left
    }
    this.held[index] = undefined
    this.statuses[index] = STATUSES.indexOf(child.status) + 1
    this.startedAt[index] = child.startedAt
    this.endedAt[index] = child.endedAt!
    if (child.status === 'SUCCEEDED') this.outputs[index] = child.output!
    else [this.errors[index], this.causes[index]] = [child.error, child.cause]
    if (child.redriveCount > 0) this.redriveCounts.set(index, child.redriveCount)
    else this.redriveCounts.delete(index)
  }

  /** Keeps of all that have ended only what can still be asked for: nobody can redrive them any more. */
  letAllGo(): void {
    for (let index = 0; index < this.length; index++) this.letGo(index, false)
  }

  private forget(index: number): void {
    if (this.left[index]) this.left[index] = undefined
  }

  /** Ends those that still run. */
  stop(): void {
    for (const child of this.held) child?.stop()
  }

  /** What is known of a child; undefined for one that was never started. */
  at(index: number): ChildDescription | undefined {
    const held = this.held[index]
    if (held) return held
    const status = this.statusOf(index)
    if (status === undefined) return undefined
    const { machine } = this.options
    const name = this.nameOf(index)
    const failed = status !== 'SUCCEEDED'
    return {
      arn: executionArn(machine, name),
      name,
      machineArn: stateMachineArn(machine.name),
      input: this.inputOf(index),
      status,
      output: failed ? undefined : this.outputs[index]!,
      error: failed ? this.errors[index] : undefined,
      cause: failed ? this.causes[index] : undefined,
      startedAt: this.startedAt[index]!,
      endedAt: this.endedAt[index]!,
      redriveCount: this.redriveCounts.get(index) ?? 0,
    }
  }

  * [Symbol.iterator](): Iterator<ChildDescription | undefined> {
    for (let index = 0; index < this.length; index++) yield this.at(index)
  }
}
