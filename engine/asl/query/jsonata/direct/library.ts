import type { NativeFunction, WatchedEnvironment } from '../functions.ts'
import type { Run } from './run.ts'
import jsonata from 'jsonata'
import { registerFunctions } from '../functions.ts'
import { jsonataLimits, measure } from '../meter.ts'
import { unsure } from './run.ts'
import { asSequence } from './values.ts'

/** Functions whose answer comes at once and depends on nothing but their arguments, the context and the virtual clock. */
const pure = new Set([
  'sum', 'count', 'max', 'min', 'average', 'string', 'substring', 'substringBefore', 'substringAfter', 'lowercase', 'uppercase', 'length', 'trim', 'pad', 'join',
  'formatNumber', 'formatBase', 'formatInteger', 'parseInteger', 'number', 'floor', 'ceil', 'round', 'abs', 'sqrt', 'power', 'boolean', 'not', 'zip', 'keys', 'lookup',
  'append', 'exists', 'spread', 'merge', 'reverse', 'type', 'distinct', 'base64encode', 'base64decode', 'encodeUrlComponent', 'encodeUrl', 'decodeUrlComponent',
  'decodeUrl', 'fromMillis', 'millis', 'now', 'range', 'partition', 'parse', 'hash',
])

const framePushed = Symbol.for('jsonata.__createFrame_push')
let functions: WatchedEnvironment | undefined

/** Whether a function of `jsonata`'s or Step Functions' can be called directly. */
export function isPure(name: string): boolean {
  return pure.has(name)
}

/**
 * Calls a function as `jsonata` does: its arguments checked against its signature, its price told to the meter. Throws
 * whatever it throws.
 */
export function callLibrary(name: string, args: unknown[], context: unknown, run: Run): unknown {
  functions ??= allFunctions()
  const { signature, implementation } = functions.lookup(name) as NativeFunction
  const { meter } = run
  const options = { sequence: jsonataLimits.sequence }
  const base = { meter, options, createSequence }
  const focus = { environment: { base, lookup: (key: string | symbol) => functions!.lookup(key) }, input: context, options, createSequence }
  const result = implementation.apply(focus, signature ? signature.validate(args, context) : args)
  if (result instanceof Promise) throw unsure
  const size = measure(result)
  run.grow(size)
  run.spend((args.reduce((sum: number, arg) => sum + measure(arg), 0) + size) / 256)
  return result
}

/** A value as `&` and `$string` write it; undefined stays undefined. */
export function textOf(value: unknown, run: Run): string | undefined {
  switch (typeof value) {
    case 'string': return value
    case 'number': return numberText(value)
    case 'boolean': return String(value)
    case 'undefined': return undefined
    default: return value === null ? 'null' : callLibrary('string', [value], undefined, run) as string
  }
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw unsure
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)))
}

/** `jsonata` makes a frame as soon as it starts, inside the one that has all functions: there they can be had at once. */
function allFunctions(): WatchedEnvironment {
  const expression = jsonata('null')
  registerFunctions(expression)
  let environment: WatchedEnvironment | undefined
  const assign = expression.assign as unknown as (name: symbol, value: unknown) => void
  assign(framePushed, (outer: WatchedEnvironment) => environment ??= outer)
  void expression.evaluate(undefined)
  return environment!
}

function createSequence(...items: unknown[]): unknown[] {
  return asSequence(items)
}
