/**
 * Work that may have to wait in the middle, and what carries it out on the virtual clock.
 *
 * It is written as a generator that runs straight on and yields only where it must wait: for a promise (JSONata), for
 * something that will wake it (a timer, an answer, its children), or to let others have their turn.
 */

import { reasonOf } from '../../query/index.ts'
import type { Json } from '../../query/json.ts'
import type { Clock, Timer } from './clock.ts'
import { ExecutionEnd, StateFailure } from '../failure.ts'

/** Waits until `wake` is called. */
export const PARK = Symbol('park')
/** Lets everything else that is ready at this moment go first. */
export const TURN = Symbol('turn')

/**
 * How many items are worked on before others get their turn. It keeps one job of the clock short where a Map has thousands of
 * items; below that nothing is interrupted.
 */
export const ITEMS_IN_A_TURN = 200

export type Suspension = Promise<unknown> | typeof PARK | typeof TURN

/** A piece of work that may have to wait in the middle. */
export type Steps<T> = Generator<Suspension, T, unknown>

/** What work comes to where nothing kept it waiting, else the steps still to go. Most states never wait: they need no generator. */
export type Work<T> = T | Steps<T>

/** Whether there are steps to go. Told by their method `next`: no value of ours has one. */
export function hasSteps<T extends object>(work: Work<T>): work is Steps<T> {
  return typeof (work as Steps<T>).next === 'function'
}

/** What the steps of a coroutine came to. */
export type StepsResult = { output: Json } | { failure: StateFailure }

/** What a coroutine runs in: the clock it waits on, and whom it tells that all has to end. */
export interface CoroutineHost {
  readonly clock: Clock
  end(how: ExecutionEnd): void
}

export abstract class Coroutine {
  abstract readonly execution: CoroutineHost
  /** Undoes what it waits for while it is parked (a timer, an open task). */
  cancelWait: (() => void) | undefined
  /** The coroutines it waits for; they end with it. */
  abstract children: Coroutine[]
  result: StepsResult | undefined
  private alarm: Timer | undefined
  private alive = false
  private steps: Steps<Json> | undefined
  private settled: ((result: StepsResult) => void) | undefined

  /** Begins at the clock's present moment, after what is ready already. `settled` is called once, unless it is aborted. */
  start(steps: Steps<Json>, settled: (result: StepsResult) => void): void {
    this.steps = steps
    this.settled = settled
    this.result = undefined
    this.alive = true
    this.execution.clock.enqueue(this.go)
  }

  /** Continues where it parked. */
  wake(): void {
    this.cancelWait = undefined
    this.execution.clock.enqueue(this.go)
  }

  /** Parks for some virtual milliseconds. */
  * sleep(milliseconds: number): Steps<void> {
    this.pause(milliseconds)
    yield PARK
  }

  /** Wakes it after some virtual milliseconds. It parks after this. */
  pause(milliseconds: number): void {
    this.alarm = this.execution.clock.after(milliseconds, this.go)
  }

  /** Ends without a result: what it waits for is called off, in its children first. */
  abort(): void {
    if (!this.alive) return
    this.alive = false
    for (const child of this.children) child.abort()
    this.alarm?.cancel()
    this.cancelWait?.()
    this.cancelWait = undefined
    this.steps = undefined
  }

  get running(): boolean {
    return this.alive
  }

  private readonly go = (): void | Promise<void> => {
    const pending = this.advance(undefined, false)
    if (pending) return this.follow(pending)
  }

  /** A loop, and not a promise that waits for the next: those would hold on to each other for as long as the strand goes on. */
  private async follow(first: Promise<unknown>): Promise<void> {
    for (let pending: Promise<unknown> | undefined = first; pending;) {
      let value: unknown
      let threw = false
      try {
        value = await pending
      }
      catch (reason) {
        value = reason
        threw = true
      }
      pending = this.advance(value, threw)
    }
  }

  /** Takes the steps up to the next wait; gives what has to settle before it may go on. */
  private advance(value: unknown, threw: boolean): Promise<unknown> | undefined {
    const steps = this.steps
    if (!this.alive || !steps) return undefined
    let step: IteratorResult<Suspension, Json>
    try {
      step = threw ? steps.throw(value) : steps.next(value)
    }
    catch (thrown) {
      this.stopOn(thrown)
      return undefined
    }
    if (!this.alive) return undefined
    if (step.done) this.settle({ output: step.value })
    else if (step.value === TURN) this.execution.clock.enqueue(this.go)
    else if (step.value !== PARK) return step.value
    return undefined
  }

  private stopOn(thrown: unknown): void {
    if (thrown instanceof StateFailure) return this.settle({ failure: thrown })
    if (thrown instanceof ExecutionEnd) return this.execution.end(thrown)
    this.execution.end(new ExecutionEnd('FAILED', 'States.Runtime', `The execution could not go on: ${reasonOf(thrown)}.`))
  }

  private settle(result: StepsResult): void {
    this.alive = false
    this.steps = undefined
    this.result = result
    try {
      this.settled?.(result)
    }
    catch (thrown) {
      this.stopOn(thrown)
    }
  }
}
