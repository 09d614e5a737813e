/**
 * A Map Run: the child executions of one Distributed Map state.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-examine-map-run.html
 */

import type { Json } from '../../query/json.ts'
import type { MachineType } from '../../definition/types.ts'
import type { Clock } from '../turns/clock.ts'
import { ITEMS_IN_A_TURN } from '../turns/coroutine.ts'
import type { MachineDescription } from '../machine.ts'
import { type ChildDescription, type ChildExecution, Children, type StoppedChild } from './map-run-children.ts'

/** As DescribeMapRun counts: items, or child executions. */
export interface MapRunCounts {
  pending: number
  running: number
  succeeded: number
  failed: number
  timedOut: number
  aborted: number
  total: number
}

/** How many failed items a Map bears. A threshold of 0 is one that is not set. */
export interface Tolerated {
  percentage?: number
  count?: number
}

/**
 * Whether too many items have failed: with a count of 0 and a percentage, only the percentage counts, and the other way round (measured).
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html#maprun-fail-threshold
 */
export function exceeds({ percentage, count }: Tolerated, failed: number, total: number): boolean {
  if (!count && !percentage) return failed > 0
  return (!!count && failed > count) || (!!percentage && total > 0 && failed * 100 / total > percentage)
}

export interface MapRunOptions {
  clock: Clock
  /** The execution whose Map Run it is. */
  parentArn: string
  arn: string
  label: string
  /** The Distributed Map's name, and how many failed items it bears where it says so. */
  state: string
  tolerated: Tolerated
  /** What the children are executions of. */
  machine: MachineDescription
  /** One child execution each. */
  inputs: readonly Json[]
  /** How many items each of the inputs holds; one each without. */
  sizes?: readonly number[] | undefined
  concurrency: number
  /** Starts a child under a name, or makes one that can be redriven of what is left of it; `ended` is to be told when it has ended. */
  startChild: (index: number, name: string, input: Json, ended: (child: Pick<ChildDescription, 'status'>) => void, stopped?: StoppedChild) => ChildExecution
  /** Children stay executions when they have ended, for who is asked about them later. */
  keepsChildren: boolean
  /** Called when all children are done or too many have failed. */
  done: () => void
}

/** A file that a Map Run's results were written to. */
export interface ResultFile {
  key: string
  /** SUCCEEDED or FAILED; the manifest has none. */
  status?: string
  /** How many children it tells of. */
  count?: number
  bytes: number
}

export class MapRun {
  readonly arn: string
  readonly label: string
  readonly state: string
  tolerated: Tolerated
  /** What ResultWriter has exported. */
  readonly resultFiles: ResultFile[] = []
  readonly children: Children
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED' = 'RUNNING'
  readonly itemCounts: MapRunCounts
  readonly executionCounts: MapRunCounts
  maxConcurrency: number
  redriveCount = 0
  /** Virtual milliseconds since the epoch. */
  readonly startedAt: number
  endedAt: number | undefined
  redrivenAt: number | undefined
  private readonly options: MapRunOptions
  /** Indexes of the children still to start. */
  private queue: number[]
  private next = 0
  private running = 0
  private starting = false

  constructor(options: MapRunOptions) {
    this.options = options
    this.label = options.label
    this.state = options.state
    this.tolerated = options.tolerated
    this.maxConcurrency = options.concurrency
    this.startedAt = options.clock.now
    const { inputs, sizes, machine, parentArn, label } = options
    this.arn = options.arn
    this.children = new Children({ inputs, sizes, machine, nameOf: index => childName(parentArn, index, label) })
    const items = sizes ? sizes.reduce((sum, size) => sum + size, 0) : inputs.length
    this.itemCounts = { pending: items, running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0, total: items }
    this.executionCounts = { ...this.itemCounts, pending: inputs.length, total: inputs.length }
    this.queue = inputs.map((_, index) => index)
  }

  /** Of the children. */
  get type(): MachineType {
    return this.options.machine.type
  }

  /** How many items the input of a child holds. */
  itemsOf(index: number): number {
    return this.children.sizeOf(index)
  }

  /** Starts as many children as may run. */
  start(): void {
    if (this.starting) return
    if (this.queue.length === 0) return this.finish('SUCCEEDED')
    this.starting = true
    this.startSome()
  }

  /** Starts children as far as the concurrency allows: a few now, the others once those have had their turn. */
  private readonly startSome = (): void => {
    for (let started = 0; this.status === 'RUNNING' && this.running < this.maxConcurrency && this.next < this.queue.length; started++) {
      if (started === ITEMS_IN_A_TURN) return this.options.clock.enqueue(this.startSome)
      this.startChild(this.queue[this.next++]!)
    }
    this.starting = false
  }

  /**
   * Goes on with the children that did not succeed: Standard ones are redriven, Express ones run again.
   * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html
   */
  redrive(): void {
    this.redriveCount++
    this.redrivenAt = this.options.clock.now
    this.endedAt = undefined
    this.status = 'RUNNING'
    this.queue = this.options.inputs.map((_, index) => index).filter(index => this.children.statusOf(index) !== 'SUCCEEDED')
    this.next = 0
    for (const index of this.queue) {
      const status = this.children.statusOf(index)
      if (status) this.move(OUTCOMES[status as keyof typeof OUTCOMES], 'pending', index)
    }
    this.start()
  }

  /**
   * UpdateMapRun: how many children may run at a time from now on. Those that run already go on.
   * https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateMapRun.html
   */
  setMaxConcurrency(children: number): void {
    this.maxConcurrency = children
    if (this.status === 'RUNNING') this.start()
  }

  /** Stops the children that still run. */
  abort(): void {
    if (this.status !== 'RUNNING') return
    this.status = 'ABORTED'
    this.endedAt = this.options.clock.now
    this.children.stop()
  }

  /** Nobody goes on with this run any more: its children need not be executions. */
  close(): void {
    if (!this.options.keepsChildren) this.children.letAllGo()
  }

  private startChild(index: number): void {
    const { children } = this
    this.running++
    this.move('pending', 'running', index)
    const start = (stopped?: StoppedChild) => this.options.startChild(index, children.nameOf(index), children.inputOf(index), child => this.ended(child, index), stopped)
    const stopped = children.stopped(index)
    const before = children.execution(index) ?? (stopped && start(stopped))
    if (before) children.hold(index, before)
    if (before?.redrive() !== undefined || !before) children.hold(index, start())
  }

  private ended(child: Pick<ChildDescription, 'status'>, index: number): void {
    this.running--
    this.move('running', OUTCOMES[child.status as keyof typeof OUTCOMES], index)
    // A redrive would go on with Standard ones; Express ones would run again.
    if (!this.options.keepsChildren) this.children.letGo(index, this.type === 'STANDARD')
    if (this.status !== 'RUNNING') return
    const { failed, timedOut, aborted, total } = this.itemCounts
    if (exceeds(this.tolerated, failed + timedOut + aborted, total)) return this.finish('FAILED')
    if (this.next < this.queue.length) {
      if (!this.starting) this.start()
    }
    else if (this.running === 0) {
      this.finish('SUCCEEDED')
    }
  }

  private finish(status: 'SUCCEEDED' | 'FAILED'): void {
    this.status = status
    this.endedAt = this.options.clock.now
    if (status === 'FAILED') this.children.stop()
    this.options.done()
  }

  private move(from: keyof MapRunCounts, to: keyof MapRunCounts, index: number): void {
    const items = this.children.sizeOf(index)
    this.itemCounts[from] -= items
    this.itemCounts[to] += items
    this.executionCounts[from]--
    this.executionCounts[to]++
  }
}

/** The ARN of an execution's next Map Run; `before` is how many it had already. */
export function newMapRunArn(parentArn: string, before: number, label: string): string {
  return `${parentArn.replace(/:(?:execution|express):/, ':mapRun:').replace(/:[^:]*$/, '')}/${label}:${childName(parentArn, before, 'run')}`
}

const OUTCOMES = { SUCCEEDED: 'succeeded', FAILED: 'failed', TIMED_OUT: 'timedOut', ABORTED: 'aborted' } as const

/** A name in the form of a UUID, made from what it names. */
function childName(parentArn: string, index: number, label: string): string {
  let hash = 2_166_136_261
  for (const character of `${parentArn}/${label}`) hash = Math.imul(hash ^ character.codePointAt(0)!, 16_777_619)
  const tail = index.toString(16).padStart(12, '0')
  return `${(hash >>> 0).toString(16).padStart(8, '0')}-0000-4000-8000-${tail}`
}
