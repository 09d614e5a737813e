import type { Expectation, LedgerAccount } from '../cases/cases.ts'
import type { Gauges } from '../recording/gauges.ts'
import type { LedgerValue } from '../views/ledger.ts'
import type { Recording } from '../recording/types.ts'
import type { WorldRecording } from '../recording/world-recording.ts'
import { formatElapsed } from '../duration.ts'
import { leastOf, mostOf } from '../recording/gauges.ts'
import { ledgerAt } from '../views/ledger.ts'
import { viewWorld, worldLedgerAt } from '../views/view-world.ts'

/** One thing that did not come out as a case says it must. */
export interface Difference {
  what: string
  expected: string
  actual: string
}

/**
 * Holds a recording to what its case says must come out.
 *
 * @param recording the run
 * @param expectation what must come out; fields left out are not checked
 * @param accounts the accounts of the ledger
 * @returns every difference, in the order of the expectation's fields; empty when all is as expected
 */
export function compareWithExpectation(recording: Recording, expectation: Expectation, accounts: readonly LedgerAccount[] = []): Difference[] {
  return differences(expectation, {
    status: recording.status,
    error: recording.error,
    output: recording.output,
    path: pathOf(recording),
    transitions: recording.meters().transitions,
    events: recording.events.length,
    elapsed: recording.elapsed,
    refused: recording.journal.flatMap(entry => entry.exception && entry.kind === 'callback-refused' ? [entry.exception] : []),
    ledger: valuesOf(ledgerAt(recording, accounts), expectation.ledger),
    gauges: readingsOf(recording.gauges, expectation.gauges),
  })
}

/**
 * Holds a world of many executions to what its case says must come out.
 *
 * @param world the recording
 * @param expectation what must come out; fields left out are not checked
 * @param accounts the accounts of the ledger
 * @returns every difference; empty when all is as expected
 */
export function compareWorldWithExpectation(world: WorldRecording, expectation: Expectation, accounts: readonly LedgerAccount[] = []): Difference[] {
  const { totals } = viewWorld(world, Number.POSITIVE_INFINITY)
  return differences(expectation, {
    statuses: tally(world.executions.map(({ recording }) => recording.status)),
    starts: tally(world.starts.map(({ outcome }) => outcome)),
    children: tally(world.mapRuns.flatMap(({ outcome }) => Array.from(outcome, status => CHILD_WORDS[status]!))),
    transitions: totals.transitions,
    events: totals.events,
    elapsed: world.elapsed,
    ledger: valuesOf(worldLedgerAt(world, accounts), expectation.ledger),
    gauges: readingsOf(world.gauges, expectation.gauges),
  })
}

/** The words of MapRunSeries.outcome, as AWS writes them. */
const CHILD_WORDS = ['PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']

function differences(expectation: Expectation, actual: Partial<Record<keyof Expectation, unknown>>): Difference[] {
  return (Object.keys(expectation) as (keyof Expectation)[])
    .filter(what => !sameJson(expectation[what], actual[what]))
    .map(what => ({ what, expected: show(what, expectation[what]), actual: show(what, actual[what]) }))
}

/** The accounts that something is expected of. */
function valuesOf(values: readonly LedgerValue[], expected: object = {}): Record<string, number> {
  return Object.fromEntries(Object.keys(expected).flatMap(name => values.filter(account => account.name === name).map(({ value }) => [name, value])))
}

/** Of each gauge, the readings that something is expected of. */
function readingsOf(gauges: Gauges, expected: Expectation['gauges'] = {}): Record<string, Record<string, number | undefined>> {
  return Object.fromEntries(Object.entries(expected).map(([name, readings]) => {
    const all = { most: mostOf(gauges, name), least: leastOf(gauges, name), last: gauges[name]?.at(-1)?.[1] }
    return [name, Object.fromEntries(Object.keys(readings).map(reading => [reading, all[reading as keyof typeof all]]))]
  }))
}

/** How many of each word there are. */
export function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words)
    counts[word] = (counts[word] ?? 0) + 1
  return counts
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
