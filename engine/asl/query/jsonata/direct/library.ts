import type { Run } from './run.ts'
import { functionsByName } from '../functions.ts'
import { pureFunctions } from '../metering/library.ts'
import { jsonataLimits, measure } from '../meter.ts'
import { unsure } from './run.ts'
import { asSequence } from './values.ts'

const pure = new Set(pureFunctions)

/** Whether a function of `jsonata`'s or Step Functions' can be called directly. */
export function isPure(name: string): boolean {
  return pure.has(name)
}

/**
 * Calls a function as `jsonata` does: its arguments checked against its signature, its price told to the meter. Throws
 * whatever it throws.
 */
export function callLibrary(name: string, args: unknown[], context: unknown, run: Run): unknown {
  const { signature, implementation } = functionsByName().get(name)!
  const { meter } = run
  const options = { sequence: jsonataLimits.sequence }
  const base = { meter, options, createSequence }
  const focus = { environment: { base }, input: context, options, createSequence }
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

function createSequence(...items: unknown[]): unknown[] {
  return asSequence(items)
}
