/** How the page writes times, lengths of time and names. */

import type { Status } from '../api/shapes.ts'
import type { StateStatus } from '../../engine/simulation/views/run-view.ts'
import { formatElapsed } from '../../engine/simulation/duration.ts'

const TIME_OF_DAY = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const DATE = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric' })
const MOMENT = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** A moment, in the reader's own time zone. */
export function moment(milliseconds: number): string {
  return Number.isFinite(milliseconds) ? MOMENT.format(milliseconds) : ''
}

/** The day of a moment, and its time: the two parts of it. */
export const day = (milliseconds: number): string => DATE.format(milliseconds)
export const timeOfDay = (milliseconds: number): string => TIME_OF_DAY.format(milliseconds)

/** `340 ms`, `4.2 s`, `00:05:00`, `3 d 02:00:00`. */
export function span(milliseconds: number): string {
  if (milliseconds < 1000)
    return `${Math.max(0, Math.round(milliseconds))} ms`
  return milliseconds < 60_000 ? `${Number((milliseconds / 1000).toFixed(1))} s` : formatElapsed(milliseconds / 1000)
}

/** The last part of an ARN. */
export function nameIn(arn: string): string {
  return arn.split(':').at(-1) ?? arn
}

export const STATUS_NAMES: Record<Status, string> = {
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed out',
  ABORTED: 'aborted',
  PENDING_REDRIVE: 'pending redrive',
}

/** The sign and the colour of a status are those of a state. */
export function toneOf(status: Status): StateStatus {
  return ({ RUNNING: 'in-progress', SUCCEEDED: 'succeeded', FAILED: 'failed', TIMED_OUT: 'timed-out', ABORTED: 'aborted', PENDING_REDRIVE: 'caught' } as const)[status] ?? 'in-progress'
}
