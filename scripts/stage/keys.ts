import { createHash, randomInt, timingSafeEqual } from 'node:crypto'

/** Letters and digits that are told apart on a screen and typed on a phone without another keyboard layer for capitals. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

export const MOST_WRONG = 5
const FORGOTTEN_AFTER_MS = 60_000
const MOST_ADDRESSES = 10_000

/** A password nobody guesses at the rate that `Keys` allows: eight letters in two groups. */
export function madeUpPassword(): string {
  const letters = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)])
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

/** The talk's password, and who has tried to guess it. */
export class Keys {
  readonly #password: Buffer
  readonly #wrong = new Map<string, { count: number, since: number }>()
  readonly #now: () => number

  /** @param now the time in milliseconds, from whenever */
  constructor(password: string, now: () => number = () => performance.now()) {
    this.#password = digest(password)
    this.#now = now
  }

  /**
   * @param address who asks; five wrong keys in a minute, and it is not listened to for the rest of it
   * @param key what it says
   */
  check(address: string, key: string): 'right' | 'wrong' | 'too many' {
    const now = this.#now()
    let tries = this.#wrong.get(address)
    if (tries && now - tries.since > FORGOTTEN_AFTER_MS) {
      this.#wrong.delete(address)
      tries = undefined
    }
    if (tries && tries.count >= MOST_WRONG)
      return 'too many'
    if (timingSafeEqual(digest(key), this.#password))
      return 'right'
    this.#wrong.set(address, { count: (tries?.count ?? 0) + 1, since: tries?.since ?? now })
    if (this.#wrong.size > MOST_ADDRESSES)
      this.#wrong.delete(this.#wrong.keys().next().value!)
    return 'wrong'
  }
}

/** Of one length whatever the text's, so that comparing takes the same time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
