import type { Figures } from '../../facts/figures.ts'

/** `1 transition`, `4 transitions`. */
export function transitionWords(number: number): string {
  return `${number} transition${number === 1 ? '' : 's'}`
}

/** What a lap of a loop that asks adds to the history and the bill. */
export function lapWords({ events, transitions }: Figures['pollLap']): string {
  return `a lap: ${events} events, ${transitionWords(transitions)}`
}
