import type { HandedIn } from '../../../workshop/messages.ts'
import { readTicket } from '../../../workshop/ticket.ts'

export const MOST_TICKETS = 600
export const MOST_FROM_ONE = 60

/**
 * The tickets that participants have handed in, one of each. Who fills it loses their own oldest first: nobody pushes another out before the
 * one with the most has lost theirs.
 */
export class TicketBook {
  readonly #held = new Map<number, HandedIn & { address: string }>()

  get size(): number {
    return this.#held.size
  }

  /** In the order in which they came, the latest last. */
  all(): HandedIn[] {
    return [...this.#held.values()].map(({ ticket, name }) => ({ ticket, name }))
  }

  /**
   * @param handedIn what `readHandedIn` has found sound
   * @param address where it came from
   * @returns the participant's id; undefined where nothing has changed
   */
  take({ ticket, name }: HandedIn, address: string): number | undefined {
    const { id } = readTicket(ticket)
    const known = this.#held.get(id)
    if (known?.ticket === ticket && known.name === name)
      return undefined
    this.#held.delete(id)
    this.#makeRoom(address)
    this.#held.set(id, { ticket, name, address })
    return id
  }

  of(id: number): HandedIn | undefined {
    const held = this.#held.get(id)
    return held && { ticket: held.ticket, name: held.name }
  }

  remove(id: number): void {
    this.#held.delete(id)
  }

  clear(): void {
    this.#held.clear()
  }

  #makeRoom(address: string): void {
    const counts = new Map<string, number>()
    for (const held of this.#held.values())
      counts.set(held.address, (counts.get(held.address) ?? 0) + 1)
    if ((counts.get(address) ?? 0) >= MOST_FROM_ONE)
      this.#forgetOldest(address)
    else if (this.#held.size >= MOST_TICKETS)
      this.#forgetOldest([...counts].reduce((most, one) => one[1] > most[1] ? one : most)[0])
  }

  #forgetOldest(address: string): void {
    for (const [id, held] of this.#held) {
      if (held.address === address)
        return void this.#held.delete(id)
    }
  }
}
