/** Loops: which states a run goes round, when it does not come to an end. */

import type { Run } from './subject.ts'
import { stepsOf } from './subject.ts'

/** One time round. */
export interface Lap {
  states: string[]
  /** How many events it writes. */
  events: number
}

const LONGEST_LAP = 12
const LAPS = 3

/**
 * The states that a run went round at its end.
 *
 * @param run an execution
 * @returns the states of one lap, when the last three were the same; undefined where it goes round nothing
 */
export function lapOf(run: Run): Lap | undefined {
  const entered = stepsOf(run).filter(({ called }) => called === undefined).slice(-LONGEST_LAP * LAPS - 1)
  for (let length = 1; length <= LONGEST_LAP; length++) {
    const tail = entered.slice(-length * LAPS)
    if (tail.length < length * LAPS)
      return undefined
    if (tail.every(({ state }, index) => state === tail[index % length]!.state))
      return { states: beginningWithFirst(tail.slice(-length).map(({ state }) => state)), events: tail.at(-1)!.event.id - tail.at(-1 - length)!.event.id }
  }
  return undefined
}

/** A lap ends where it begins. */
function beginningWithFirst(states: string[]): string[] {
  return [...states, states[0]!]
}
