import type { Bounds } from '../exercise.ts'
import type { Finding, Moment } from '../grade-types.ts'
import type { Subject } from '../subject.ts'
import { traceRun } from '../../views/trace.ts'
import { lapOf } from '../lap.ts'
import { lastEvent, momentOf } from '../subject.ts'
import { boundsInWords, timeInWords, within } from '../words.ts'
import { howItEnded } from './status.ts'

/** Billed transitions; of many executions the sum. */
export function checkTransitions(asked: Bounds, { runs }: Subject): Finding | undefined {
  const total = runs.reduce((sum, { recording }) => sum + recording.meters().transitions, 0)
  if (within(total, asked))
    return undefined
  const most = typeof asked === 'number' ? asked : asked.most ?? Number.POSITIVE_INFINITY
  let before = 0
  for (const run of runs) {
    const own = run.recording.meters().transitions
    if (before + own > most) {
      const position = run.recording.events.findIndex((_, index) => before + run.recording.meters(index + 1).transitions > most)
      const at = momentOf(run, run.recording.events[position])
      return told(asked, total, 'transition', at, at.state === undefined ? '' : ` The first too many is into ${at.state}.`)
    }
    before += own
  }
  return told(asked, total, 'transition', momentOf(runs[0]!, lastEvent(runs[0]!)), '')
}

/** Events of the history; of many executions of the longest. */
export function checkEvents(asked: Bounds, { runs }: Subject): Finding | undefined {
  const run = runs.reduce((longest, one) => one.recording.events.length > longest.recording.events.length ? one : longest)
  const count = run.recording.events.length
  if (within(count, asked))
    return undefined
  const most = typeof asked === 'number' ? asked : asked.most
  const lap = lapOf(run)
  const end = run.recording.status === 'FAILED' && lap ? ` ${howItEnded(run)}` : lap ? ` It goes round ${lap.states.join(' → ')}, ${lap.events} events a lap.` : ''
  // A history that ran full says where: at its end, not where it passed what was asked.
  const at = momentOf(run, end !== '' || most === undefined || count <= most ? lastEvent(run) : run.recording.events[most])
  const message = run.recording.status === 'FAILED' && lap ? `Asked: ${boundsInWords(asked, eventsInWords)}.${end}` : undefined
  return { ...told(asked, count, 'event', at, end), ...(message === undefined ? {} : { message }) }
}

/** Virtual time from start to end. */
export function checkElapsed(asked: Bounds, { runs, elapsed, world }: Subject): Finding | undefined {
  const total = world ? elapsed : runs[0]!.recording.elapsed
  if (within(total, asked))
    return undefined
  const run = runs[0]!
  const expected = boundsInWords(asked, timeInWords)
  const still = !world && run.recording.status === 'RUNNING'
  const longest = world ? undefined : traceRun(run.recording, undefined, total).reduce<{ state: string, took: number } | undefined>((best, span) => span.to - span.from > (best?.took ?? 0) ? { state: span.state, took: span.to - span.from } : best, undefined)
  const actual = timeInWords(total)
  const message = still ? `Asked: ${expected}. ${howItEnded(run)}` : `Asked: ${expected}. It took ${actual}${longest ? `, ${timeInWords(longest.took) === actual ? 'all' : timeInWords(longest.took)} of it in ${longest.state}` : ''}.`
  const at = momentOf(run, lastEvent(run))
  return { expected, actual, message, at: longest ? { ...at, state: longest.state } : at }
}

function eventsInWords(count: number): string {
  return `${count.toLocaleString('en')} events`
}

function told(asked: Bounds, count: number, what: string, at: Moment, more: string): Finding {
  const spell = (value: number) => `${value.toLocaleString('en')} ${what}${value === 1 ? '' : 's'}`
  const expected = boundsInWords(asked, spell)
  return { expected, actual: spell(count), message: `Asked: ${expected}. It took ${spell(count)}.${more}`, at }
}
