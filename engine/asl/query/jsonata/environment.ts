import type { ExprNode } from 'jsonata'
import type { Meter } from './meter.ts'

/** Told of every expression as it is entered and left. */
export interface Watcher {
  enter: (node: ExprNode, input: unknown) => void
  leave: (node: ExprNode, input: unknown, result: unknown) => void
}

/** The watched environment of an evaluation, as callbacks are given it and functions reach it through `this`. */
export interface WatchedEnvironment {
  base: { meter?: Meter, copies?: Watcher, options?: object, RegexEngine?: unknown, createSequence?: unknown }
  lookup: (name: string | symbol) => unknown
}

/** A function of JSONata's, as it stands in an environment. */
export interface NativeFunction {
  implementation: (this: unknown, ...args: unknown[]) => unknown
  /** Checks arguments, and fills in the context where one is missing. */
  signature?: { validate: (args: unknown[], context: unknown) => unknown[] }
}
