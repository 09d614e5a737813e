/** The words that findings are put in. */

import type { Json } from '../../asl/index.ts'
import type { Bounds } from './exercise.ts'
import type { Moment } from './grade-types.ts'
import { formatElapsed } from '../duration.ts'

/** Longer than this, and nobody reads it while a room waits. */
export const LONGEST_MESSAGE = 160

const LONGEST_VALUE = 48

const UNITS = [['day', 86_400], ['h', 3600], ['min', 60], ['s', 1]] as const

/**
 * Puts a length of time in words: `3 days`, `23 h 8 min`, `41 s`.
 *
 * @param seconds zero or more
 * @returns its two largest units
 */
export function timeInWords(seconds: number): string {
  if (seconds < 1 && seconds > 0)
    return `${Number(seconds.toPrecision(2))} s`
  let left = Math.round(seconds)
  const parts: string[] = []
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(left / size)
    left -= amount * size
    if (amount > 0)
      parts.push(`${amount} ${unit === 'day' && amount > 1 ? 'days' : unit}`)
  }
  return parts.slice(0, 2).join(' ') || '0 s'
}

/** `4 times`, `once`, `never`. */
export function timesInWords(count: number): string {
  return count === 0 ? 'never' : count === 1 ? 'once' : `${count.toLocaleString('en')} times`
}

/** Bounds in words, with whatever spells a number. */
export function boundsInWords(bounds: Bounds, spell: (value: number) => string): string {
  if (typeof bounds === 'number')
    return spell(bounds)
  const { least, most } = bounds
  if (least !== undefined && most !== undefined)
    return least === most ? spell(least) : `${spell(least)} to ${spell(most)}`
  return least === undefined ? `at most ${spell(most ?? 0)}` : `at least ${spell(least)}`
}

/** Whether a number is as asked. */
export function within(value: number, bounds: Bounds): boolean {
  if (typeof bounds === 'number')
    return value === bounds
  return value >= (bounds.least ?? Number.NEGATIVE_INFINITY) && value <= (bounds.most ?? Number.POSITIVE_INFINITY)
}

/** A value as short JSON. */
export function valueInWords(value: Json | undefined): string {
  return value === undefined ? 'nothing' : shortened(JSON.stringify(value), LONGEST_VALUE)
}

/** A text of at most so many characters. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
}

/** Where something was, as the end of a sentence: ` · event 14, 00:00:41`. */
function momentInWords({ event, seconds, line }: Moment): string {
  const parts = [
    ...event === undefined ? [] : [`event ${event}`],
    ...seconds === undefined ? [] : [formatElapsed(seconds)],
    ...event === undefined && seconds === undefined && line !== undefined ? [`line ${line}`] : [],
  ]
  return parts.length === 0 ? '' : ` · ${parts.join(', ')}`
}

/** A sentence with its moment behind it, of at most LONGEST_MESSAGE characters. */
export function withMoment(message: string, at: Moment): string {
  const end = momentInWords(at)
  return shortened(message, LONGEST_MESSAGE - end.length) + end
}
