import type { Run } from './run.ts'
import { elementsTestedPerStep } from '../metering/prices.ts'
import { unsure } from './run.ts'

/**
 * An array as `jsonata` marks it: a sequence stands for its one element, or for nothing when it is empty; `cons` keeps
 * a constructed array from being flattened into the sequence around it.
 */
export interface Marked extends Array<unknown> {
  sequence?: boolean
  keepSingleton?: boolean
  cons?: boolean
}

/** Makes an array a sequence. */
export function asSequence(items: unknown[]): Marked {
  const sequence = items as Marked
  sequence.sequence = true
  return sequence
}

/** What a value is once its expression has been evaluated: sequences of none and one are unwrapped. */
export function settled(value: unknown, keepArray: boolean): unknown {
  if (!Array.isArray(value) || (value as Marked).sequence !== true) return value
  const sequence = value as Marked
  if (keepArray) sequence.keepSingleton = true
  if (sequence.length === 0) return undefined
  return sequence.length === 1 && !sequence.keepSingleton ? sequence[0] : sequence
}

/** `jsonata`'s effective boolean value; nothing counts as false. Of a list all elements are asked, for which it pays. */
export function isTrue(value: unknown, run: Run): boolean {
  switch (typeof value) {
    case 'boolean': return value
    case 'string': return value !== ''
    case 'number':
      if (!Number.isFinite(value) && !Number.isNaN(value)) throw unsure
      return value !== 0 && !Number.isNaN(value)
    case 'object':
      if (value === null) return false
      // One element stands for all, several for whether any does; each infinite number is an error there.
      if (Array.isArray(value)) {
        run.spend(value.length / elementsTestedPerStep)
        return value.map(item => isTrue(item, run)).includes(true)
      }
      return Object.keys(value).length > 0
    default: return false
  }
}

/** A finite number, or nothing. Anything else is an error for `jsonata` to word. */
export function numberOrNothing(value: unknown): number | undefined {
  if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value
  throw unsure
}

/** `jsonata`'s `=`, also where an array is compared with an object: then their own properties are. */
export function isEqual(left: unknown, right: unknown, run: Run): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  run.spend(1)
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, i) => isEqual(item, right[i], run))
  }
  const keys = Object.getOwnPropertyNames(left)
  const [a, b] = [left as Record<string, unknown>, right as Record<string, unknown>]
  return keys.length === Object.getOwnPropertyNames(right).length
    && keys.every(key => Object.hasOwn(right, key))
    && keys.every(key => isEqual(a[key], b[key], run))
}
