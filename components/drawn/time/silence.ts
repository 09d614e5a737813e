import type { Recording } from '../../../engine/simulation/recording/types.ts'
import type { StripRow } from './strip.ts'

const HOUR = 3600

/** Seconds until a run's first task was given up. */
function firstTimeout({ events }: Recording): number {
  const timeout = events.find(({ type }) => type === 'TaskTimedOut')
  return timeout ? (timeout.timestamp - events[0]!.timestamp) / 1000 : Number.NaN
}

/** Seconds until the last heartbeat that came before a moment. */
export function lastBeat({ journal }: Recording, before: number): number {
  return Math.max(...journal.filter(({ kind, at }) => kind === 'heartbeat' && at < before).map(({ at }) => at))
}

/**
 * How long a job that dies early is dead before anybody knows.
 *
 * @param deaf the run of a machine without HeartbeatSeconds
 * @param listening the same job where the machine has it
 * @returns a row each, and the seconds at the end of their axis
 */
export function silenceRows(deaf: Recording, listening: Recording): { rows: StripRow[], end: number } {
  const late = firstTimeout(deaf)
  const soon = firstTimeout(listening)
  const died = lastBeat(listening, soon)
  const row = (name: string, note: string, known: number, comesTo: string): StripRow => ({
    name,
    note,
    comesTo,
    more: 'then you know',
    stretches: [{ from: 0, to: died, tone: 'work' }, { from: died, to: known, tone: 'lost' }],
    moments: [{ at: known, sign: 'dead', ...known < HOUR ? { text: `dead in minute ${died / 60}` } : {} }],
  })
  return {
    rows: [
      row('TimeoutSeconds alone', `${late} seconds`, late, `hour ${late / HOUR}`),
      row('and HeartbeatSeconds', `${soon - died} seconds`, soon, `minute ${soon / 60}`),
    ],
    end: late,
  }
}
