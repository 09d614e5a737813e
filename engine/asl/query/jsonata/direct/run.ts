import type { Json } from '../../json.ts'
import type { Scope } from '../../scope.ts'
import { jsonataLimits, measure, Meter } from '../meter.ts'
import { statesOf } from '../states.ts'

/** Evaluates a part of an expression: `context` is what names are looked up in, undefined at the top. */
export type Part = (context: unknown, run: Run) => unknown

/**
 * Thrown where the direct way does not know what `jsonata` would say: the expression goes to it then. No Error, because
 * nobody reads a stack trace of it.
 */
export const unsure = Symbol('unsure')

/** Steps that are counted here before the meter is told. */
const stepsOwed = 1000

/** One evaluation: what it sees, its local variables by their place, and what it has cost. */
export class Run {
  readonly scope: Scope
  readonly locals: unknown[] = []
  /** How deep the nodes that are evaluated may stand in one another at most, functions that call each other included. */
  depth: number
  /** The context in which the function was called that is running: a call that it ends with is made there. */
  caller: unknown
  private states: Record<string, Json> | undefined
  private watch: Meter | undefined
  private owed: number
  private told = 0
  private held = 0

  /** `steps` are those that every evaluation of the expression takes, `height` is how deep its nodes stand in one another. */
  constructor(scope: Scope, steps: number, height: number) {
    this.scope = scope
    this.owed = steps
    this.depth = height
  }

  /** The whole of `$states`, the same every time. */
  get allStates(): Record<string, Json> {
    return this.states ??= statesOf(this.scope)
  }

  get meter(): Meter {
    return this.watch ??= new Meter(this.scope)
  }

  /** Charges steps as `jsonata` would take them. Throws LimitExceeded beyond the limit. */
  spend(steps: number): void {
    this.owed += steps
    if (this.owed < stepsOwed) return
    this.meter.spend(this.owed)
    this.told += this.owed
    this.owed = 0
  }

  /** All steps by now. */
  get steps(): number {
    return this.told + this.owed
  }

  /**
   * Notes that something of this size was put together. All of it at once may be more than any one value, so where the
   * sum is beyond the limit on memory, `jsonata` has to be watched making it.
   */
  grow(size: number): void {
    this.held += size
    if (this.held > jsonataLimits.memory) throw unsure
  }

  /** Notes that a value became part of another one. */
  hold(value: unknown): void {
    if (typeof value === 'object' || typeof value === 'string') this.grow(measure(value))
  }
}
