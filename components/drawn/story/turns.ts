import type { Recording } from '../../../engine/simulation/recording/types.ts'
import { traceRun } from '../../../engine/simulation/views/trace.ts'

const DAY = 86_400

/** A stretch of days in which somebody has the question. */
export interface Turn {
  state: string
  days: number
  /** The day on which it ends without an answer. */
  until: number
}

/**
 * Who has a question for how long, in a run in which nobody answers.
 *
 * @param recording a run of waiting tasks, one after the other
 * @returns the tasks that took days, in their order
 */
export function turnsOf(recording: Recording): Turn[] {
  return traceRun(recording)
    .filter(({ type, from, to }) => type === 'Task' && to - from >= DAY)
    .map(({ state, from, to }) => ({ state, days: (to - from) / DAY, until: to / DAY }))
}
