/**
 * A participant's state in twelve characters that can be spoken, scanned or posted to a chat: sixty bits in Crockford's base 32.
 * docs/workshop.md has the bits.
 */

import { checkSum, holds } from './check-sum.ts'
import { letterOf, valueOf } from './crockford.ts'

/**
 * The exercises by their place in a ticket. What was given out keeps its place: another order, or one more than there are bits for, is another
 * `VERSION`.
 */
export const PLACES = [
  'will-not-deploy', 'fire-the-formatter', 'stop-polling', 'nobody-answers', 'thundering-herd', 'money-back', 'good-enough', 'the-wall',
  'only-five', 'the-cliff', 'half-the-bill', 'two-refunds', 'second-outage',
] as const

const VERSION = 1

/** An exercise's place in a ticket; undefined for one that has none. */
export function placeOf(slug: string): number | undefined {
  const place = (PLACES as readonly string[]).indexOf(slug)
  return place < 0 ? undefined : place
}

/** How one stands with an exercise; `helped` is solved with hints read, or after reading the solution. */
export type Standing = 'untouched' | 'begun' | 'solved' | 'helped'
const STANDINGS: readonly Standing[] = ['untouched', 'begun', 'solved', 'helped']

/** The check that was not met: its place among those of its exercise, from 0, or `run` where nothing could be run at all. */
export type Failing = number | 'run'
/** How many checks of an exercise have a place in a ticket. */
export const MOST_CHECKS = 14
/** More hints than these a check does not have. */
export const MOST_HINTS = 3

/** Where one is at work. */
export interface Current {
  /** The exercise's place in `PLACES`. */
  place: number
  /** All cases that are shown from the beginning have passed at some time. */
  shownPass: boolean
  failing?: Failing
  /** How many hints to what fails were read. */
  rung: number
}

export interface Ticket {
  /** Made up once for each browser, 16 bits: tells one participant from another, and nobody who it is. */
  id: number
  /** One for each of `PLACES`. */
  standings: readonly Standing[]
  current?: Current
}

/** The fields of a ticket and their bits, from the left. A check sum of five more stands behind them. */
const FIELDS = [2, 16, ...PLACES.map(() => 2), 4, 1, 4, 2]
const LENGTH = 12

/** Writes a ticket as it is shown: `8Q3K-0A51-4C7M`. */
export function writeTicket({ id, standings, current }: Ticket): string {
  const failing = current?.failing === undefined ? 0 : current.failing === 'run' ? MOST_CHECKS + 1 : Math.min(MOST_CHECKS, current.failing + 1)
  const values = [
    VERSION, id, ...PLACES.map((_, place) => STANDINGS.indexOf(standings[place] ?? 'untouched')),
    current ? current.place + 1 : 0, Number(current?.shownPass ?? false), failing, Math.min(MOST_HINTS, current?.rung ?? 0),
  ]
  const bits = values.map((value, field) => value.toString(2).padStart(FIELDS[field]!, '0')).join('')
  const characters = bits.match(/.{5}/g)!.map(five => Number.parseInt(five, 2))
  return [...characters, checkSum(characters)].map(letterOf).join('').replace(/(.{4})(?=.)/g, '$1-')
}

/**
 * Reads a ticket as somebody has typed it: capitals or not, with blanks and dashes anywhere, O for 0, I and L for 1.
 *
 * @throws SyntaxError with one sentence for what is none; one wrong character, or two neighbours that changed places, always make it none
 */
export function readTicket(text: string): Ticket {
  const ticket = ticketOrWhy(text)
  if (typeof ticket === 'string')
    throw new SyntaxError(ticket)
  return ticket
}

/** The same without throwing, for a text that has many: a ticket, or the sentence that says why it is none. */
export function ticketOrWhy(text: string): Ticket | string {
  const characters = [...text.replace(/[\s\-‐‑–—−]/g, '')]
  const values = characters.map(valueOf)
  const stray = characters.find((_, index) => values[index] === undefined)
  if (stray !== undefined)
    return `“${stray}” is in no ticket: it has digits and letters without U.`
  if (values.length !== LENGTH)
    return `A ticket has ${LENGTH} characters, and these are ${values.length}.`
  if (!holds(values as number[]))
    return 'A character of this ticket is wrong, or two changed places: read it out once more.'
  const bits = (values as number[]).map(value => value.toString(2).padStart(5, '0')).join('')
  let from = 0
  const [version, id, ...rest] = FIELDS.map(width => Number.parseInt(bits.slice(from, from += width), 2))
  const standings = rest.slice(0, PLACES.length).map(value => STANDINGS[value]!)
  const [at, shownPass, failing, rung] = rest.slice(PLACES.length) as [number, number, number, number]
  if (version !== VERSION || at > PLACES.length || (at === 0 && (shownPass || failing || rung)))
    return 'This ticket was written by another version of the lab.'
  return {
    id: id!,
    standings,
    ...(at === 0
      ? {}
      : { current: { place: at - 1, shownPass: shownPass === 1, rung, ...(failing === 0 ? {} : { failing: failing > MOST_CHECKS ? 'run' as const : failing - 1 }) } }),
  }
}
