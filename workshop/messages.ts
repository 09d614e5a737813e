/**
 * What is said in a room. Participants post their ticket and their vote; who leads opens and closes the vote and clears the board. To everybody
 * goes how the vote stands, to who leads also the tickets. All of it is plain JSON, and nothing that comes in is believed.
 */

import { soundName } from './nickname.ts'
import { readTicket, writeTicket } from './ticket.ts'

/** Bytes of what a participant posts, and of what a window says over its socket. */
export const LONGEST_POST = 512
export const LONGEST_WORD = 4096
const MOST_CHOICES = 8

export interface Choice {
  name: string
  title: string
}

/** A vote, and how it stands. */
export interface Poll {
  /** What is voted on, such as `saga`. */
  name: string
  choices: readonly Choice[]
  /** One number for each choice. */
  votes: readonly number[]
  open: boolean
}

/** A ticket as it was handed in. */
export interface HandedIn {
  ticket: string
  name: string
}

/** From the server to the windows. */
export type RoomNews
  = | { type: 'welcome', leads: boolean }
    | { type: 'poll', poll?: Poll }
    /** Those that are new or have changed; with `all`, all there are. */
    | { type: 'tickets', tickets: HandedIn[], all?: true }

/** From a window that leads to the server. */
export type RoomWish
  /** Opens a vote; the one that is open already goes on. */
  = | { type: 'ask', name: string, choices: Choice[] }
    | { type: 'close' }
    /** Forgets the vote. */
    | { type: 'drop' }
    /** Forgets one participant's ticket, or all. */
    | { type: 'remove', id: number }
    | { type: 'clear' }

/** A ticket that somebody hands in, written as the lab writes it; undefined where it is none, or says nothing yet. */
export function readHandedIn(value: unknown): HandedIn | undefined {
  if (!isObject(value) || typeof value.ticket !== 'string' || value.ticket.length > 40)
    return
  try {
    return { ticket: writeTicket(readTicket(value.ticket)), name: soundName(value.name) }
  }
  catch {}
}

/** A vote that somebody casts: their own name for themselves, what is voted on, and what they choose. */
export function readBallot(value: unknown): { voter: string, poll: string, choice: string } | undefined {
  if (!isObject(value) || !isText(value.voter, 32) || !isText(value.poll, 40) || !isText(value.choice, 40))
    return
  return { voter: value.voter, poll: value.poll, choice: value.choice }
}

export function readWish(value: unknown): RoomWish | undefined {
  if (!isObject(value))
    return
  const { type } = value
  if (type === 'close' || type === 'drop' || type === 'clear')
    return { type }
  if (type === 'remove')
    return isCount(value.id) && value.id < 2 ** 16 ? { type, id: value.id } : undefined
  if (type === 'ask') {
    const choices = readChoices(value.choices)
    return isText(value.name, 40) && choices ? { type, name: value.name, choices } : undefined
  }
}

export function readNews(value: unknown): RoomNews | undefined {
  if (!isObject(value))
    return
  const { type } = value
  if (type === 'welcome')
    return { type, leads: value.leads === true }
  if (type === 'poll') {
    const { poll } = value
    if (poll === undefined)
      return { type }
    const choices = isObject(poll) ? readChoices(poll.choices) : undefined
    const sound = isObject(poll) && choices && isText(poll.name, 40) && Array.isArray(poll.votes) && poll.votes.length === choices.length && poll.votes.every(isCount)
    return sound ? { type, poll: { name: poll.name as string, choices, votes: poll.votes as number[], open: poll.open === true } } : undefined
  }
  if (type === 'tickets' && Array.isArray(value.tickets))
    return { type, tickets: value.tickets.slice(0, 2 ** 16).map(readHandedIn).filter(one => one !== undefined), ...(value.all === true ? { all: true } : {}) }
}

function readChoices(value: unknown): Choice[] | undefined {
  const isSound = Array.isArray(value) && value.length > 1 && value.length <= MOST_CHOICES
    && value.every((one: unknown) => isObject(one) && isText(one.name, 40) && isText(one.title, 120))
  const choices = isSound ? (value as Choice[]).map(({ name, title }) => ({ name, title })) : undefined
  return choices && new Set(choices.map(({ name }) => name)).size === choices.length ? choices : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= longest
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
