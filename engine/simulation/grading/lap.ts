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
  const all = stepsOf(run).filter(({ called }) => called === undefined)
  const entered = all.slice(-LONGEST_LAP * LAPS - 1)
  for (let length = 1; length <= LONGEST_LAP; length++) {
    const tail = entered.slice(-length * LAPS)
    if (tail.length < length * LAPS)
      return undefined
    if (tail.every(({ state }, index) => state === tail[index % length]!.state))
      return { states: roundFrom(all.map(({ state }) => state), tail.slice(-length).map(({ state }) => state)), events: tail.at(-1)!.event.id - tail.at(-1 - length)!.event.id }
  }
  return undefined
}

/** A lap begins, and ends, with the one of its states that the run came to first. */
function roundFrom(entered: readonly string[], lap: readonly string[]): string[] {
  const first = entered.find(state => lap.includes(state))!
  const at = lap.indexOf(first)
  return [...lap.slice(at), ...lap.slice(0, at), first]
}
