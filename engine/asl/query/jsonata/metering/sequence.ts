import type { Meter } from '../meter.ts'
import { jsonataLimits, outOfMemory } from '../meter.ts'
import { elementsPerStep } from './prices.ts'

/**
 * Makes the lists of an evaluation that paths and functions collect, in place of `jsonata`'s own. They pay for every element, and do not
 * grow beyond the limit. Each is an array with a `push` of its own: arrays of a class, or with hidden properties, take several times as
 * long to make and to read.
 *
 * @param meter what they pay to
 * @returns makes an empty list, or one with the one element it is given
 */
export function sequencesFor(meter: Meter): (...first: [] | [unknown]) => unknown[] {
  function push(this: unknown[], item: unknown): number {
    const { length } = this
    if (length >= jsonataLimits.sequence) throw outOfMemory()
    meter.spend(1 / elementsPerStep)
    this[length] = item
    return length + 1
  }
  // An arrow function can not count its arguments without making a list of them.
  return function (first?: unknown): unknown[] {
    const sequence: unknown[] & { sequence?: true } = []
    sequence.sequence = true
    sequence.push = push
    if (arguments.length === 1) sequence.push(first)
    return sequence
  }
}

/** Puts a list's `push` out of sight of what goes over an array's keys, as `*` does. */
export function hidePush(value: unknown): void {
  if (Array.isArray(value) && Object.hasOwn(value, 'push')) Object.defineProperty(value, 'push', { enumerable: false })
}
