/**
 * The child executions of a Map Run, a million of them if need be. Those that run or may be redriven are executions; of all others
 * there is left what can still be asked for, in columns.
 */

import type { Json } from '../query/json.ts'
import { executionArn, stateMachineArn } from './arn.ts'
import type { MachineDescription } from './machine.ts'
import type { ExecutionStatus } from './status.ts'

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
  /** By index, those that run or may be redriven. No Map: what it throws away keeps its executions from being collected soon. */
  private readonly held: (ChildExecution | undefined)[] = []
  /** By index, of those that are held no longer: 0 where there never was one, else the place in STATUSES and 1. */
  private readonly statuses: Uint8Array
  private readonly startedAt: Float64Array
  private readonly endedAt: Float64Array
  private readonly outputs: Json[] = []
  private readonly failures = new Map<number, { error: string | undefined, cause: string | undefined }>()
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

  /** The execution itself, where it runs or may be redriven. */
  execution(index: number): ChildExecution | undefined {
    return this.held[index]
  }

  hold(index: number, child: ChildExecution): void {
    this.held[index] = child
  }

  /** Keeps of a child that has ended only what can still be asked for. It can not be redriven after that. */
  letGo(index: number): void {
    const child = this.held[index]
    if (!child || child.status === 'RUNNING') return
    this.held[index] = undefined
    this.statuses[index] = STATUSES.indexOf(child.status) + 1
    this.startedAt[index] = child.startedAt
    this.endedAt[index] = child.endedAt!
    if (child.status === 'SUCCEEDED') this.outputs[index] = child.output!
    else this.failures.set(index, { error: child.error, cause: child.cause })
    if (child.redriveCount > 0) this.redriveCounts.set(index, child.redriveCount)
  }

  /** Keeps of all that have ended only what can still be asked for. */
  letAllGo(): void {
    for (let index = 0; index < this.held.length; index++) this.letGo(index)
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
    const failure = status === 'SUCCEEDED' ? undefined : this.failures.get(index)
    return {
      arn: executionArn(machine, name),
      name,
      machineArn: stateMachineArn(machine.name),
      input: this.inputOf(index),
      status,
      output: status === 'SUCCEEDED' ? this.outputs[index]! : undefined,
      error: failure?.error,
      cause: failure?.cause,
      startedAt: this.startedAt[index]!,
      endedAt: this.endedAt[index]!,
      redriveCount: this.redriveCounts.get(index) ?? 0,
    }
  }

  * [Symbol.iterator](): Iterator<ChildDescription | undefined> {
    for (let index = 0; index < this.length; index++) yield this.at(index)
  }
}
