import type { Finding } from '../grade-types.ts'
import type { Subject } from '../subject.ts'
import { tally } from '../../play/expectations.ts'
import { endOf } from '../subject.ts'

/** How many executions ended how. */
export function checkStatuses(asked: Record<string, number>, { runs }: Subject): Finding | undefined {
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

function same(asked: Record<string, number>, actual: Record<string, number>): boolean {
  return [...new Set([...Object.keys(asked), ...Object.keys(actual)])].every(key => (asked[key] ?? 0) === (actual[key] ?? 0))
}

function inWords(counts: Record<string, number>): string {
  return Object.entries(counts).map(([word, count]) => `${count} ${word}`).join(', ') || 'none'
}
