import type { Bounds } from '../exercise.ts'
import type { Finding } from '../grade-types.ts'
import type { Subject } from '../subject.ts'
import { tally } from '../../play/expectations.ts'
import { endOf } from '../subject.ts'
import { boundsInWords, within } from '../words.ts'
import { howItEnded } from './status.ts'

/** How many executions ended how. What is not named may be none. */
export function checkStatuses(asked: Record<string, Bounds>, { runs }: Subject): Finding | undefined {
  const actual = tally(runs.map(({ recording }) => recording.status))
  if (same(asked, actual))
    return undefined
  const [expected, was] = [inWords(asked), inWords(actual)]
  const over = Object.keys(actual).find(status => actual[status]! > mostOf(asked[status] ?? 0))
  const unexpected = runs.filter(({ recording }) => recording.status === over)[mostOf(asked[over ?? ''] ?? 0)]
  // Where the number is the learner's choice, the counts say little beside one execution.
  const counted = unexpected && Object.values(asked).some(count => typeof count !== 'number') ? '' : ` It was ${was}.`
  const ended = unexpected ? ` ${howItEnded(unexpected, `execution ${unexpected.execution! + 1}`)}` : ''
  return { expected, actual: was, message: `Asked: ${expected}.${counted}${ended}`, at: endOf(unexpected ?? runs[0]!) }
}

/** What came of the starts: started, same, refused. */
export function checkStarts(asked: Record<string, number>, { world, runs }: Subject): Finding | undefined {
  const starts = world?.starts ?? []
  const actual = tally(starts.map(({ outcome }) => outcome))
  if (same(asked, actual))
    return undefined
  const first = starts.find(({ outcome }) => !(outcome in asked))
  return { expected: inWords(asked), actual: inWords(actual), message: `Asked of the starts: ${inWords(asked)}. It was ${inWords(actual)}.`, at: first ? { seconds: first.at } : endOf(runs[0]!) }
}

/** How many children of Distributed Maps ended how. */
export function checkChildren(asked: Record<string, number>, { world, runs }: Subject): Finding | undefined {
  const words = ['PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']
  const actual = tally((world?.mapRuns ?? []).flatMap(({ outcome }) => Array.from(outcome, status => words[status]!)))
  if (same(asked, actual))
    return undefined
  return { expected: inWords(asked), actual: inWords(actual), message: `Asked of the children: ${inWords(asked)}. It was ${inWords(actual)}.`, at: endOf(runs[0]!) }
}

function same(asked: Record<string, Bounds>, actual: Record<string, number>): boolean {
  return [...new Set([...Object.keys(asked), ...Object.keys(actual)])].every(key => within(actual[key] ?? 0, asked[key] ?? 0))
}

function mostOf(count: Bounds): number {
  return typeof count === 'number' ? count : count.most ?? Number.POSITIVE_INFINITY
}

/** `1 FAILED, 2 SUCCEEDED`; of what may be any number, `only SUCCEEDED`. */
function inWords(counts: Record<string, Bounds>): string {
  return Object.entries(counts).map(([word, count]) => typeof count !== 'number' && count.least === 1 && count.most === undefined ? `only ${word}` : `${boundsInWords(count, String)} ${word}`).join(', ') || 'none'
}
