/**
 * Whether a value is small enough to travel: the quota on payloads, and a bound on nesting that keeps every value writable as
 * JSON text.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */

import type { Json } from '../query/json.ts'
import { jsonBytes } from '../query/json.ts'

/** AWS's JSON reader takes a thousand levels. */
const MAX_DEPTH = 1000

/** Below this, measuring again is cheaper than remembering; and so few bytes can't be nested deeply. */
const SMALL = 512

/** Sizes of larger values already measured: one value often travels through many states. */
const sizes = new WeakMap<object, number>()

/** The value last found small: a Pass or Choice hands the same one on. */
let lastSmall: unknown

/** Whether the JSON text of a value takes at most `limit` bytes of UTF-8, at no more than a thousand levels of nesting. */
export function payloadFits(value: Json, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return jsonBytes(value, limit) <= limit
  if (value === lastSmall && limit > SMALL) return true
  const quick = jsonBytes(value, SMALL)
  if (quick <= SMALL) {
    lastSmall = value
    return quick <= limit
  }
  const known = sizes.get(value)
  if (known !== undefined) return known <= limit
  const size = jsonBytes(value, limit)
  if (size > limit || deeperThan(value, MAX_DEPTH)) return false
  sizes.set(value, size)
  return true
}

function deeperThan(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  if (Array.isArray(value)) {
    for (const item of value) if (deeperThan(item, levels - 1)) return true
    return false
  }
  for (const key in value) if (deeperThan(value[key]!, levels - 1)) return true
  return false
}
