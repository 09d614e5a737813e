import type { Choice, Poll } from '../../../workshop/messages.ts'
import { MOST_FROM_ONE, MOST_TICKETS } from './ticket-book.ts'

/** One vote at a time: a show of hands. Whoever votes again has changed their mind. */
export class BallotBox {
  #poll: Omit<Poll, 'votes'> | undefined
  readonly #cast = new Map<string, { choice: number, address: string }>()

  get poll(): Poll | undefined {
    if (!this.#poll)
      return undefined
    const votes = this.#poll.choices.map(() => 0)
    for (const { choice } of this.#cast.values())
      votes[choice]!++
    return { ...this.#poll, votes }
  }

  /** Opens a vote. The same one goes on with what was cast: two windows of the presenter's may both ask for it. */
  open(name: string, choices: readonly Choice[]): void {
    const isSame = this.#poll?.name === name && JSON.stringify(this.#poll.choices) === JSON.stringify(choices)
    if (!isSame)
      this.#cast.clear()
    this.#poll = { name, choices, open: true }
  }

  close(): void {
    if (this.#poll)
      this.#poll = { ...this.#poll, open: false }
  }

  drop(): void {
    this.#poll = undefined
    this.#cast.clear()
  }

  /** @returns whether it counts: the vote is open, has that choice, and not too many come from one place */
  cast({ voter, poll, choice }: { voter: string, poll: string, choice: string }, address: string): 'counted' | 'closed' | 'too many' {
    const index = this.#poll?.choices.findIndex(({ name }) => name === choice) ?? -1
    if (!this.#poll?.open || this.#poll.name !== poll || index < 0)
      return 'closed'
    if (!this.#cast.has(voter)) {
      const fromThere = [...this.#cast.values()].filter(one => one.address === address).length
      if (fromThere >= MOST_FROM_ONE || this.#cast.size >= MOST_TICKETS)
        return 'too many'
    }
    this.#cast.set(voter, { choice: index, address })
    return 'counted'
  }
}
