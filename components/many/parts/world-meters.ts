import type { WorldView } from '../../../engine/simulation/views/view-world.ts'
import type { Meter } from '../../live/MeterRow.vue'
import { formatElapsed } from '../../../engine/simulation/duration.ts'
import { formatCount, formatDollars } from '../../live/format.ts'

/**
 * What all executions of a world have cost by a moment.
 *
 * @param view the world at that moment
 * @param at the moment, in seconds of virtual time
 * @returns time, executions, transitions, events of the longest history, dollars
 */
export function worldMeters(view: WorldView, at: number): Meter[] {
  const { totals } = view
  const started = totals.running + totals.succeeded + totals.failed + totals.aborted + totals.timedOut
  return [
    { title: 'time', value: formatElapsed(at) },
    { title: 'executions', value: formatCount(started) },
    { title: 'transitions', value: formatCount(totals.transitions) },
    { title: 'most events', value: formatCount(totals.events), limit: '25,000' },
    { title: 'cost', value: formatDollars(totals.dollars) },
  ]
}
