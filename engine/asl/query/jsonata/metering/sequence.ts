import type { Meter } from '../meter.ts'
import { jsonataLimits, outOfMemory } from '../meter.ts'
import { elementsPerStep } from './prices.ts'

const meterKey = Symbol('meter')

/** A list that a path or a function collects. It pays for every element, and does not grow beyond the limit. */
class Sequence extends Array<unknown> {
  /** What is made out of one is an array like any other. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }

  declare [meterKey]: Meter
  declare sequence: true

  override push(item: unknown): number {
    if (this.length >= jsonataLimits.sequence) throw outOfMemory()
    this[meterKey].spend(1 / elementsPerStep)
    return super.push(item)
  }
}

/**
 * Makes the lists of an evaluation, in place of `jsonata`'s own.
 *
 * @param meter what they pay to
 * @returns makes an empty list, or one with the one element it is given
 */
export function sequencesFor(meter: Meter): (...first: unknown[]) => unknown[] {
  return (...first) => {
    const sequence = new Sequence()
    sequence.sequence = true
    // Out of sight of whoever asks for an array's keys.
    sequence[meterKey] = meter
    if (first.length === 1) sequence.push(first[0])
    return sequence
  }
}
