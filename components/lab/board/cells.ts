import type { Standing, Ticket } from '../../../workshop/ticket.ts'

/** How a participant stands with one exercise, as a cell shows it: `stuck` is at work on it, and something failed. */
export type Look = Standing | 'stuck'

export const LOOKS: readonly Look[] = ['untouched', 'begun', 'stuck', 'solved', 'helped']

export const WORDS: Record<Look, string> = { untouched: 'not begun', begun: 'begun', stuck: 'not as asked', solved: 'solved', helped: 'solved with help' }

/** The part of a cell that each look fills, from its foot, in tenths: not told by colour alone. */
const SHAPES: Record<Look, readonly [from: number, to: number][]> = {
  untouched: [[0, 1]],
  begun: [[0, 5]],
  stuck: [[0, 5], [8, 10]],
  solved: [[0, 10]],
  helped: [[0, 4], [6, 10]],
}

export function lookOf({ standings, current }: Ticket, place: number): Look {
  const standing = standings[place]!
  return standing === 'begun' && current?.place === place && current.failing !== undefined ? 'stuck' : standing
}

/**
 * A row of cells, one a participant, as one SVG path for each look: hundreds of participants are five elements.
 *
 * @returns paths in a box as many units wide as there are tickets, and ten high
 */
export function cellPaths(tickets: readonly Ticket[], place: number): Record<Look, string> {
  const paths: Record<Look, string> = { untouched: '', begun: '', stuck: '', solved: '', helped: '' }
  tickets.forEach((ticket, index) => {
    const look = lookOf(ticket, place)
    for (const [from, to] of SHAPES[look])
      paths[look] += `M${index + 0.1} ${10 - to}h.8v${to - from}h-.8z`
  })
  return paths
}
