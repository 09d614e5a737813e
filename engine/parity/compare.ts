/** Holds a run to another of the same case. */

import type { Json } from '../asl/index.ts'
import { firstDifference } from '../simulation/grading/difference.ts'
import type { PlainEvent } from './normalise.ts'
import { byStrand } from './strands.ts'

/** How far two runs are the same: each level asks more than the one before it. */
export const LEVELS = ['status', 'result', 'types', 'detail'] as const
export type Level = (typeof LEVELS)[number]

/** A run, rewritten by `normalise.ts`. Express executions have no events. */
export interface PlainRun {
  status: string
  error?: string | undefined
  output?: Json | undefined
  cause?: Json | undefined
  events?: readonly PlainEvent[] | undefined
}

/** The first thing in which two runs differ. */
export interface Difference {
  level: Level
  /** What differs, and where: `TaskFailed, event 12 (Pay): cause`. */
  what: string
  here: Json | undefined
  there: Json | undefined
}

/**
 * Compares a run here with one there.
 *
 * @param here the engine's own
 * @param there what is held to it
 * @returns the first difference on the lowest level that has one, or undefined
 */
export function compareRuns(here: PlainRun, there: PlainRun): Difference | undefined {
  const values: [Level, string, Json | undefined, Json | undefined][] = [
    ['status', 'status', here.status, there.status],
    ['status', 'error', here.error, there.error],
    ['result', 'output', here.output, there.output],
    ['result', 'cause', here.cause, there.cause],
  ]
  for (const [level, what, mine, theirs] of values) {
    const found = differenceIn(level, mine, theirs, what)
    if (found) return found
  }
  return here.events && there.events ? compareEvents(byStrand(here.events), byStrand(there.events)) : undefined
}

function compareEvents(here: readonly PlainEvent[], there: readonly PlainEvent[]): Difference | undefined {
  const count = Math.max(here.length, there.length)
  for (let index = 0; index < count; index++) {
    const [mine, theirs] = [here[index], there[index]]
    if (mine?.type === theirs?.type) continue
    return { level: 'types', what: `${placeOf(theirs ?? mine!, index, there.length > index ? there : here)}: type`, here: mine?.type, there: theirs?.type }
  }
  for (const [index, mine] of here.entries()) {
    const theirs = there[index]!
    const found = differenceIn('detail', mine.details, theirs.details, '')
    if (found) return { ...found, what: `${placeOf(theirs, index, there)}: ${found.what}` }
  }
  return undefined
}

/** An event, and the state that it belongs to as far as the strand tells. */
function placeOf({ type, id, details }: PlainEvent, index: number, strand: readonly PlainEvent[]): string {
  const state = details.name ?? details.state ?? strand.slice(0, index).findLast(event => event.type.endsWith('StateEntered'))?.details.name
  return `${type}, event ${id}${typeof state === 'string' ? ` (${state})` : ''}`
}

/** The first place at which two values differ, on a level. */
export function differenceIn(level: Level, here: Json | undefined, there: Json | undefined, path: string): Difference | undefined {
  const found = firstDifference(here, there, path)
  return found && { level, what: found.path, here: found.expected, there: found.actual }
}
