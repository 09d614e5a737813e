import type { Diagnostic, StateMachineDefinition } from '../../asl/index.ts'
import { stateNames } from '../../asl/index.ts'
import { distanceOf } from '../near-name.ts'

const MISSING_TARGET = /^Missing '([^']*)' target: (.*)$/

/** More letters than this, and it is no slip of the hand. */
const MOST_LETTERS = 2

/**
 * The end of a sentence about a transition to a state that is not there.
 *
 * @param diagnostic any
 * @param definition the state machine it is about
 * @returns `; there is Price`, where one or two letters make the difference; where there is a state of that very name, that a transition
 *   does not lead into or out of a Map or a Parallel; empty otherwise
 */
export function nearestState({ message }: Diagnostic, definition: StateMachineDefinition | undefined): string {
  const name = MISSING_TARGET.exec(message.trim())?.[2]
  if (name === undefined || !definition)
    return ''
  const names = stateNames(definition)
  if (names.includes(name))
    return '; it is there, but not in the same Map or Parallel'
  const [near] = names
    .map(other => ({ other, distance: distanceOf(name, other) }))
    .filter(({ distance }) => distance <= MOST_LETTERS)
    .sort((a, b) => a.distance - b.distance)
  return near ? `; there is ${near.other}` : ''
}
