import type { Recording } from '../../engine/simulation/recording/types.ts'
import type { WorldView } from '../../engine/simulation/views/view-world.ts'
import { formatCount } from '../live/format.ts'
import { stateOfEvents } from '../../engine/simulation/views/run-view.ts'

/**
 * What the history has last at a moment, in one line: `TaskTimedOut, AskCourier`.
 *
 * @param recording a run
 * @param position how many events are written
 */
export function happenedAt({ events }: Recording, position: number): string {
  const type = events[position - 1]?.type
  const state = stateOfEvents(events)[position - 1]
  return [type, state].filter(Boolean).join(', ')
}

/**
 * How the executions of a world stand at a moment: `3 running, 17 succeeded`.
 *
 * @param view the world at that moment
 */
export function standing({ totals }: WorldView): string {
  const { running, succeeded, failed, aborted, timedOut } = totals
  return [[running, 'running'], [succeeded, 'succeeded'], [failed, 'failed'], [aborted, 'stopped'], [timedOut, 'timed out']]
    .filter(([number]) => number)
    .map(([number, word]) => `${formatCount(number as number)} ${word}`)
    .join(', ')
}
