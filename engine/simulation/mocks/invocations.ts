/** One entry of a mocked response: which invocations it answers, and how. */
export interface Numbered<Outcome> {
  first: number
  last: number
  outcome: Outcome
}

/** Which entry of a mocked response answers an invocation: of those that do, the first in the list. Entries are looked up, not gone through. */
export class Invocations<Outcome> {
  /** The invocations at which another entry begins to answer, or none any more, in rising order. */
  private readonly starts: number[]
  /** What answers from each of them on. */
  private readonly outcomes: (Outcome | undefined)[]

  constructor(entries: readonly Numbered<Outcome>[]) {
    const ends = entries.flatMap(({ first, last }) => first <= last ? [first, last + 1] : [])
    this.starts = [...new Set(ends)].sort((a, b) => a - b)
    this.outcomes = Array.from({ length: this.starts.length }, () => undefined)
    // From each place the next one that nothing answers yet, so that none is filled twice.
    const free = Uint32Array.from({ length: this.starts.length + 1 }, (_, place) => place)
    for (const { first, last, outcome } of entries) {
      if (first > last) continue
      for (let place = nextFree(free, this.placeOf(first)); this.starts[place]! <= last; place = nextFree(free, place)) {
        this.outcomes[place] = outcome
        free[place] = place + 1
      }
    }
  }

  /** What answers an invocation, zero-based; undefined where no entry does. */
  at(invocation: number): Outcome | undefined {
    return this.outcomes[this.placeOf(invocation)]
  }

  /** The place of the last start that is not beyond an invocation; −1 before the first. */
  private placeOf(invocation: number): number {
    let [low, high] = [0, this.starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.starts[middle]! <= invocation) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}

/** The next free place from one on; the ways that lead there are made shorter. */
function nextFree(free: Uint32Array, from: number): number {
  let place = from
  while (free[place] !== place) {
    free[place] = free[free[place]!]!
    place = free[place]!
  }
  return place
}
