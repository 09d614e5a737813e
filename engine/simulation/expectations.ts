import type { Expectation } from './cases.ts'
import type { Recording } from './types.ts'
import { formatElapsed } from './duration.ts'

/** One thing that did not come out as a case says it must. */
export interface Difference {
  what: keyof Expectation
  expected: string
  actual: string
}

/**
 * Holds a recording to what its case says must come out.
 *
 * @param recording the run
 * @param expectation what must come out; fields left out are not checked
 * @returns every difference, in the order of the case file's fields; empty when all is as expected
 */
export function compareWithExpectation(recording: Recording, expectation: Expectation): Difference[] {
  const actual: Record<keyof Expectation, unknown> = {
    status: recording.status,
    error: recording.error,
    output: recording.output,
    path: pathOf(recording),
    transitions: recording.meters().transitions,
    events: recording.events.length,
    elapsed: recording.elapsed,
    refused: recording.journal.flatMap(entry => entry.exception && entry.kind === 'callback-refused' ? [entry.exception] : []),
  }
  return (Object.keys(expectation) as (keyof Expectation)[])
    .filter(what => !sameJson(expectation[what], actual[what]))
    .map(what => ({ what, expected: show(what, expectation[what]), actual: show(what, actual[what]) }))
}

/**
 * The states a run went through.
 *
 * @param recording the run
 * @returns their names in the order they were entered
 */
export function pathOf(recording: Recording): string[] {
  return recording.events.flatMap(event => event.stateEnteredEventDetails ? [event.stateEnteredEventDetails.name] : [])
}

function show(what: keyof Expectation, value: unknown): string {
  if (value === undefined)
    return 'nothing'
  if (what === 'path')
    return (value as string[]).join(' → ')
  if (what === 'elapsed')
    return formatElapsed(value as number)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function sameJson(a: unknown, b: unknown): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object')
    return Object.is(a, b)
  if (Array.isArray(a) !== Array.isArray(b))
    return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length
    && keys.every(key => sameJson((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}
