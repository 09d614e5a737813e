import type { Figures } from '../../../facts/figures.ts'

/** The price of steps that a Standard parent saves, and where an Express child comes to the same. */
export interface Crossing {
  saved: number
  /** Dollars for a million runs, however long they take. */
  dollars: number
  /** Seconds that the child may run. */
  seconds: number
}

/** Where the price of an Express child, which grows with its time, meets that of the transitions it saves, which does not. */
export function crossings({ standardDollars, expressBreakEven }: Figures, saved: readonly number[]): Crossing[] {
  return saved.map(transitions => ({ saved: transitions, dollars: standardDollars(1_000_000, transitions), seconds: expressBreakEven(transitions) }))
}

/** Dollars for a million Express children of `seconds` each, at the smallest memory. */
export function childDollars({ expressDollars }: Figures, seconds: number): number {
  return expressDollars(1_000_000, seconds * 1000)
}
