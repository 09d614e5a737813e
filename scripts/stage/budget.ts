export interface Limit {
  atOnce: number
  perSecond: number
}

/** So much at once, and so much more with every second. */
export class Budget {
  readonly #limit: Limit
  #left: number
  #at = performance.now()

  constructor(limit: Limit) {
    this.#limit = limit
    this.#left = limit.atOnce
  }

  /** @returns whether there was as much left; what is refused costs nothing */
  take(amount: number): boolean {
    const now = performance.now()
    const left = Math.min(this.#limit.atOnce, this.#left + (now - this.#at) / 1000 * this.#limit.perSecond)
    const isEnough = left >= amount
    this.#left = isEnough ? left - amount : left
    this.#at = now
    return isEnough
  }
}

/** A budget for each address. Only so many are remembered: those that have been quiet longest are forgotten. */
export class Budgets {
  readonly #limit: Limit
  readonly #most: number
  readonly #known = new Map<string, Budget>()

  constructor(limit: Limit, most = 10_000) {
    this.#limit = limit
    this.#most = most
  }

  get size(): number {
    return this.#known.size
  }

  /** @returns whether the address had as much left */
  take(address: string, amount = 1): boolean {
    const budget = this.#known.get(address) ?? new Budget(this.#limit)
    this.#known.delete(address)
    this.#known.set(address, budget)
    if (this.#known.size > this.#most)
      this.#known.delete(this.#known.keys().next().value!)
    return budget.take(amount)
  }
}
