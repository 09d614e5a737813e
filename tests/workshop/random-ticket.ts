import type { Standing, Ticket } from '../../workshop/ticket.ts'
import { MOST_CHECKS, PLACES } from '../../workshop/ticket.ts'

/**
 * Some participant's ticket, always the same for a seed.
 *
 * @param seed above 0
 * @param id by default anyone's
 */
export function randomTicket(seed: number, id?: number): Ticket {
  let state = Math.imul(seed, 0x9E3779B1) >>> 0 || 1
  /** Xorshift. @returns a whole number from 0 up to, and without, `below` */
  const draw = (below: number) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
  const standings = PLACES.map((): Standing => (['untouched', 'begun', 'solved', 'helped'] as const)[draw(4)]!)
  const failing = draw(MOST_CHECKS + 2)
  const current = draw(8) === 0
    ? {}
    : { current: { place: draw(PLACES.length), shownPass: draw(2) === 1, rung: draw(4), ...(failing === 0 ? {} : { failing: failing > MOST_CHECKS ? 'run' as const : failing - 1 }) } }
  return { id: id ?? draw(2 ** 16), standings, ...current }
}
