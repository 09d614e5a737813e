/**
 * Whether a value is small enough to travel: the quota on payloads, and a bound on nesting that keeps every value writable as
 * JSON text.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */

import type { Json } from '../../query/json.ts'
import { jsonBytes, stringBytes } from '../../query/json.ts'

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
  const room = roomAfter(value, SMALL)
  if (room >= 0) {
    lastSmall = value
    return SMALL - room <= limit
  }
  const known = sizes.get(value)
  if (known !== undefined) return known <= limit
  const size = jsonBytes(value, limit)
  if (size > limit || deeperThan(value, MAX_DEPTH)) return false
  sizes.set(value, size)
  return true
}

/**
 * What is left of `room` bytes after a value's JSON text; below zero where it does not fit. It counts as jsonBytes does, but calls
 * itself, which is faster; so little room bounds how deep.
 */
function roomAfter(value: Json, room: number): number {
  if (typeof value === 'string') return value.length > room ? -1 : room - stringBytes(value)
  if (typeof value !== 'object') return room - String(value).length
  if (value === null) return room - 4
  // Two brackets, and a comma before every entry but the first.
  let left = room - 2
  let comma = 0
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && left >= 0; index++) {
      left = roomAfter(value[index]!, left - comma)
      comma = 1
    }
    return left
  }
  for (const key in value) {
    if (left < 0 || key.length > left) return -1
    left = roomAfter(value[key]!, left - comma - stringBytes(key) - 1)
    comma = 1
  }
  return left
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
