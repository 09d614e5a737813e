/** What a board makes of its tickets: how the room stands with each exercise, what most are stuck at, and how to help them on. */

import type { Failing, Standing, Ticket } from './ticket.ts'
import { MOST_HINTS, PLACES } from './ticket.ts'

/** A check that more than half of those fail who are at work on an exercise. */
export interface Stuck {
  failing: Failing
  /** How many fail it, and how many are at work on the exercise. */
  count: number
  of: number
  /** The hint for the room, from 0: the first that most of them have not read. `solution` where they have read all there are. */
  hint: number | 'solution'
}

export interface Standings {
  /** The exercise's place in a ticket. */
  place: number
  counts: Record<Standing, number>
  /** How many are at work on it now. */
  here: number
  /** How many of those see all cases pass that are shown from the beginning. */
  nearly: number
  stuck?: Stuck
}

/**
 * How the room stands, exercise by exercise.
 *
 * @param tickets one of each participant
 * @returns one for each place of a ticket
 */
export function standingsOf(tickets: readonly Ticket[]): Standings[] {
  return PLACES.map((_, place) => {
    const counts: Standings['counts'] = { untouched: 0, begun: 0, solved: 0, helped: 0 }
    for (const { standings } of tickets)
      counts[standings[place]!]++
    const here = tickets.filter(({ current, standings }) => current?.place === place && standings[place] === 'begun').map(({ current }) => current!)
    const stuck = stuckAt(here)
    return { place, counts, here: here.length, nearly: here.filter(({ shownPass }) => shownPass).length, ...(stuck ? { stuck } : {}) }
  })
}

/** Where a hint to all helps most: what the largest number is stuck at, the earlier exercise where two are alike. */
export function hardest(standings: readonly Standings[]): Standings & { stuck: Stuck } | undefined {
  const stuck = standings.filter((one): one is Standings & { stuck: Stuck } => one.stuck !== undefined)
  return stuck.toSorted((a, b) => b.stuck.count - a.stuck.count)[0]
}

function stuckAt(here: readonly NonNullable<Ticket['current']>[]): Stuck | undefined {
  for (const failing of new Set(here.map(one => one.failing))) {
    const they = here.filter(one => one.failing === failing)
    if (failing !== undefined && they.length * 2 > here.length)
      return { failing, count: they.length, of: here.length, hint: hintFor(they.map(({ rung }) => rung)) }
  }
}

/** @param rungs how many hints each of them has read */
function hintFor(rungs: readonly number[]): number | 'solution' {
  for (let hint = 0; hint < MOST_HINTS; hint++) {
    if (rungs.filter(rung => rung <= hint).length * 2 > rungs.length)
      return hint
  }
  return 'solution'
}
