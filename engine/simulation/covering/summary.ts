import type { Coverage } from './types.ts'

/** How many of something there are, and how many were gone through. */
export interface Share {
  covered: number
  total: number
}

export const COVERED_PARTS = ['states', 'transitions', 'catchers', 'retriers', 'choices'] as const

export type CoveredPart = (typeof COVERED_PARTS)[number]

/** Coverage in numbers. */
export function summaryOf(coverage: Coverage): Record<CoveredPart, Share> {
  const share = (list: readonly { visits: number }[]): Share => ({ covered: list.filter(({ visits }) => visits > 0).length, total: list.length })
  return {
    states: share(coverage.states),
    transitions: share(coverage.transitions),
    catchers: share(coverage.catchers),
    retriers: share(coverage.retriers),
    choices: share(coverage.choices),
  }
}

/** What no run has gone through, a line each, in the order of the source. */
export function missedOf({ states, catchers, retriers, choices }: Coverage): string[] {
  const entered = new Set(states.filter(({ visits }) => visits > 0).map(({ name }) => name))
  // What stands in a state that was never entered goes without saying.
  const missed = <T extends { state: string, visits: number }>(list: readonly T[], say: (one: T) => string): string[] =>
    list.filter(({ state, visits }) => visits === 0 && entered.has(state)).map(say)
  return [
    ...states.filter(({ visits }) => visits === 0).map(({ name }) => `${name} was never entered`),
    ...missed(choices, ({ state, next, label, index }) => `${state}: ${index === undefined ? 'Default' : `the rule ${label}`} never led to ${next}`),
    ...missed(catchers, ({ state, errors, next }) => `${state}: no ${errors.join(', ')} was caught and led to ${next}`),
    ...missed(retriers, ({ state, errors }) => `${state}: no ${errors.join(', ')} was retried`),
  ]
}

/** `12 of 14`. */
export function shareText({ covered, total }: Share): string {
  return `${covered} of ${total}`
}
