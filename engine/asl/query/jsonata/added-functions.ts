/**
 * Functions that Step Functions adds to JSONata. What they do with arguments that are missing, nothing, zero, negative or
 * fractions is as measured on AWS: tests/engine/corners has it in tables.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */

import type { Json } from '../json.ts'
import type { Meter } from './meter.ts'
import { partition, range, rangeLength } from '../intrinsics/functions.ts'
import { hashAlgorithms, hashText } from '../intrinsics/hash.ts'
import { FunctionError, wrongArgument } from './function-error.ts'
import { parsePlainJson } from './plain-json.ts'

/** Chunks of an array; one chunk without a size, nothing for nothing and for chunks of nothing. Fractions are cut off. */
export function partitionOf(items: Json | undefined, size?: number): Json[][] | undefined {
  if (items === undefined) return undefined
  if (!Array.isArray(items)) throw new FunctionError('T0412', '', { index: 1, token: 'partition' })
  if (size === undefined) return [items]
  const length = Math.trunc(size)
  if (length < 0) throw new FunctionError('D3137', 'Second argument must be zero or greater')
  return length === 0 || items.length === 0 ? undefined : partition(items, length)
}

/**
 * Integers from the first to the last; fractions of the arguments are cut off. Nothing where one is missing or none is in
 * between, and one integer stands for itself.
 */
export function rangeOf(first: number | undefined, last: number | undefined, step: number | undefined, meter: Meter): number[] | undefined {
  if (first === undefined || last === undefined || step === undefined) return undefined
  const [from, to, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)]
  if (by === 0) return undefined
  meter.hold(rangeLength(from, to, by) * 8)
  // Marked as a JSONata sequence.
  return Object.assign(range(from, to, by), { sequence: true })
}

/** A text's digest; nothing for nothing and without an algorithm. */
export function hashOf(...values: unknown[]): string | undefined {
  const [text, algorithm] = values
  if (values.length === 0 || (text !== undefined && typeof text !== 'string')) throw wrongArgument('hash', 1)
  if (values.length > 2) throw wrongArgument('hash', 3)
  if (text === undefined || values.length === 1) return undefined
  if (algorithm !== undefined && typeof algorithm !== 'string') throw wrongArgument('hash', 2)
  const known = hashAlgorithms.find(name => name === algorithm)
  if (!known) throw new FunctionError('D3137', `Hash algorithm '${algorithm ?? 'null'}' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5`)
  return hashText(text, known)
}

/** JSON text as a value. A key given twice is no JSON here. */
export function parseText(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined
  const value = parsePlainJson(text)
  if (value === undefined) throw new FunctionError('D3137', 'Invalid JSON')
  return value
}
