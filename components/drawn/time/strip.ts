/** A strip of time: rows of what happens when, on one axis. */

import { formatSpan } from '../../live/panes/time-scale.ts'

/**
 * `work`: somebody works or waits as planned. `vain`: somebody works, and nobody waits for it. `lost`: nobody does, and nobody knows. `spare`: what is left
 * out or could still come.
 */
export type Tone = 'work' | 'vain' | 'lost' | 'spare'

export interface Stretch {
  /** Seconds since the start of the axis. */
  from: number
  to: number
  tone: Tone
}

export interface Moment {
  /** Seconds since the start of the axis. */
  at: number
  /** `end`: it ends well. `dead`: it ends badly. `call`: something is asked once more. */
  sign: 'end' | 'dead' | 'call'
  /** What is written beside it. */
  text?: string
}

export interface StripRow {
  name: string
  note?: string
  /** The number of this row, and what more there is to say of it. */
  comesTo: string
  more?: string
  stretches?: Stretch[]
  moments?: Moment[]
  /** Moments of many runs, drawn faintly, in seconds. */
  crowd?: number[]
}

/** Where a text beside a moment begins: to its right while there is room, else to its left. */
export function besideMoment(place: number): { side: 'right' | 'left', anchor: 'start' | 'end' } {
  return place < 0.55 ? { side: 'right', anchor: 'start' } : { side: 'left', anchor: 'end' }
}

/** What a row's drawing shows, in words. */
export function stripWords({ stretches = [], moments = [], crowd = [] }: StripRow): string {
  return [
    ...stretches.map(({ from, to, tone }) => `${{ work: 'goes on', vain: 'in vain', lost: 'nobody knows', spare: 'left over' }[tone]} from ${formatSpan(from)} to ${formatSpan(to)}`),
    ...moments.map(({ at, text, sign }) => `${formatSpan(at)}: ${text ?? { end: 'ends', dead: 'dead', call: 'a call' }[sign]}`),
    ...crowd.length > 0 ? [`${crowd.length} calls from ${formatSpan(Math.min(...crowd))} to ${formatSpan(Math.max(...crowd))}`] : [],
  ].join(', ')
}
