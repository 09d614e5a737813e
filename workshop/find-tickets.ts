/** Finds the tickets in whatever was pasted: one, a list, a meeting's whole chat. */

import type { Ticket } from './ticket.ts'
import { CHARACTER } from './crockford.ts'
import { ticketOrWhy } from './ticket.ts'

/** Characters that are looked through; a chat of a day has less. */
export const LONGEST_PASTE = 500_000

const FOUR = `${CHARACTER}{4}`
const DASH = '[-‐‑–—−]'
/** Three groups of four, at any place where they could begin: a word before them may look like the first. */
const GROUPS = new RegExp(`(?<![\\p{L}\\p{N}_-])(?=(${FOUR}(?: ?${DASH} ?| ?)${FOUR}(?: ?${DASH} ?| ?)${FOUR})(?![\\p{L}\\p{N}_-]))`, 'gu')
/** As the lab writes it: nobody writes anything else like that. */
const WRITTEN = new RegExp(`^[0-9A-TV-Z]{4}${DASH}[0-9A-TV-Z]{4}${DASH}[0-9A-TV-Z]{4}$`)
/** A line of nothing else, spelled out or not. */
const ALONE = new RegExp(`^(?:[\\s\\-‐‑–—−]*${CHARACTER}){12}[\\s\\-‐‑–—−.,;]*$`)

export interface Found {
  /** In the order in which they stand there. */
  tickets: Ticket[]
  /** What looks like a ticket and is none, and why. */
  refused: { text: string, why: string }[]
}

/**
 * @param text anything
 * @returns what is in it. Words that happen to have the length of a ticket are left alone
 * @throws RangeError with one sentence for a text that is longer than any chat
 */
export function findTickets(text: string): Found {
  if (text.length > LONGEST_PASTE)
    throw new RangeError('This is longer than a chat can be: paste the part that has the tickets.')
  const found: Found = { tickets: [], refused: [] }
  const lines = text.split(/[\r\n]+/).filter(line => line.trim() !== '')
  for (const line of lines) {
    if (line.length < 200 && ALONE.test(line))
      take(found, line.trim().replace(/[.,;]+$/, ''), lines.length === 1 || /\d/.test(line))
    else
      inProse(found, line)
  }
  return found
}

function inProse(found: Found, line: string): void {
  let behind = 0
  for (const { index, 1: text } of line.matchAll(GROUPS)) {
    // Twelve letters without a digit are words, unless they are written as the lab writes them.
    if (index < behind || !(/\d/.test(text!) || WRITTEN.test(text!)))
      continue
    if (take(found, text!, WRITTEN.test(text!)))
      behind = index + text!.length
  }
}

/** @returns whether it is a ticket */
function take({ tickets, refused }: Found, text: string, isMeant: boolean): boolean {
  const ticket = ticketOrWhy(text)
  if (typeof ticket !== 'string')
    tickets.push(ticket)
  else if (isMeant)
    refused.push({ text, why: ticket })
  return typeof ticket !== 'string'
}
