import type { HistoryEvent } from '../../asl/index.ts'
import { withMeters } from '../recording/recording-data.ts'
import { deriveBeats } from '../views/beats.ts'
import { stateOfEvents } from '../views/run-view.ts'

/** Clicks that anybody has the patience for. */
const MOST = 20

/** As long as a line of a slide. */
const LONGEST = 100

/**
 * The moments of a run that are worth a click, as cases.yaml names them.
 *
 * @param events a history
 */
export function beatsOf(events: readonly HistoryEvent[]): { on: string, say: string }[] {
  const owners = stateOfEvents(events)
  const start = events[0]?.timestamp ?? 0
  const derived = deriveBeats(withMeters({ events: [...events], status: 'RUNNING', type: 'STANDARD', startedAt: new Date(start).toISOString(), elapsed: 0, tokens: [], journal: [], branches: {}, gauges: {} }))
  return derived.slice(0, MOST).map(({ position, say }) => {
    const { type } = events[position - 1]!
    const state = owners[position - 1]
    const nth = events.slice(0, position).filter((event, index) => event.type === type && owners[index] === state).length
    return { on: `${type}${state === undefined ? '' : ` ${state}`}${nth > 1 ? ` #${nth}` : ''}`, say: say.length > LONGEST ? `${say.slice(0, LONGEST - 1)}…` : say }
  })
}
