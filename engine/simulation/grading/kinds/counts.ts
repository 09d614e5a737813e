import type { Bounds } from '../exercise.ts'
import type { Finding } from '../grade-types.ts'
import type { Subject } from '../subject.ts'
import { tally } from '../../play/expectations.ts'
import { endOf } from '../subject.ts'
import { boundsInWords, within } from '../words.ts'

/** How many executions ended how. What is not named may be none. */
export function checkStatuses(asked: Record<string, Bounds>, { runs }: Subject): Finding | undefined {
  const actual = tally(runs.map(({ recording }) => recording.status))
  if (same(asked, actual))
    return undefined
  const unexpected = runs.find(({ recording }) => !(recording.status in asked)) ?? runs[0]!
  const { status, error } = unexpected.recording
  const at = endOf(unexpected)
  return { expected: inWords(asked), actual: inWords(actual), message: `Asked: ${inWords(asked)}. It was ${inWords(actual)}. The first ${status}${error === undefined ? '' : ` with ${error}`} is execution ${unexpected.execution! + 1}.`, at }
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

function inWords(counts: Record<string, Bounds>): string {
  return Object.entries(counts).map(([word, count]) => `${boundsInWords(count, String)} ${word}`).join(', ') || 'none'
}
