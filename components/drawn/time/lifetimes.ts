import type { Figures } from '../../../facts/figures.ts'
import type { StripRow } from './strip.ts'
import { formatCount } from '../../live/format.ts'
import { lapWords, transitionWords } from '../words.ts'

const HOUR = 3600
const DAY = 24 * HOUR
const YEAR = 365 * DAY

/**
 * How long a run may wait for somebody: a loop that asks until its history is full, and a token that is out until the quota ends it.
 *
 * @param figures what follows from facts/
 * @param costs events and transitions of a Task that waits
 * @param longest seconds that a Standard execution may run
 */
export function waitingLives({ pollLap, pollLifetime }: Figures, costs: { events: number, transitions: number }, longest: number): StripRow[] {
  const asking = (name: string, seconds: number): StripRow => {
    const life = pollLifetime(seconds)
    return {
      name,
      note: lapWords(pollLap),
      comesTo: life < 2 * DAY ? `${(life / HOUR).toFixed(1)} hours` : `${(life / DAY).toFixed(1)} days`,
      more: 'and dead',
      stretches: [{ from: 0, to: life, tone: 'work' }],
      moments: [{ at: life, sign: 'dead', text: 'history full' }],
    }
  }
  return [
    asking('ask every 30 seconds', 30),
    asking('ask every 5 minutes', 300),
    {
      name: 'hand out a task token',
      note: `${costs.events} events, ${transitionWords(costs.transitions)}`,
      comesTo: `${longest / YEAR} year`,
      more: 'at most',
      stretches: [{ from: 0, to: longest, tone: 'work' }],
      moments: [{ at: longest, sign: 'end', text: 'the quota' }],
    },
  ]
}

/**
 * How long one execution can look once an hour: until its history is full, though the quota would let it run on.
 *
 * @param figures what follows from facts/
 * @param quotas events that a history holds, seconds that a Standard execution may run
 */
export function loopLives({ pollLap, pollLifetime }: Figures, quotas: { events: number, longest: number }): StripRow[] {
  const life = pollLifetime(HOUR)
  return [
    {
      name: 'by its history',
      note: `${formatCount(quotas.events)} events, ${pollLap.events} a lap`,
      comesTo: `${Math.floor(life / DAY)} days`,
      stretches: [{ from: 0, to: life, tone: 'work' }, { from: life, to: quotas.longest, tone: 'spare' }],
      moments: [{ at: life, sign: 'dead', text: 'full' }],
    },
    {
      name: 'by the clock',
      note: `would be ${formatCount(quotas.longest / HOUR * pollLap.events)} events`,
      comesTo: `${quotas.longest / YEAR} year`,
      stretches: [{ from: 0, to: quotas.longest, tone: 'spare' }],
      moments: [{ at: quotas.longest, sign: 'dead', text: 'whatever it does' }],
    },
  ]
}
