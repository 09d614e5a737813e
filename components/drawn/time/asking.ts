import type { Figures } from '../../../facts/figures.ts'
import type { Recording } from '../../../engine/simulation/recording/types.ts'
import type { StripRow } from './strip.ts'
import { traceRun } from '../../../engine/simulation/views/trace.ts'
import { formatCount } from '../../live/format.ts'
import { lapWords, transitionWords } from '../words.ts'

/**
 * The same job, asked for and told of.
 *
 * @param figures what follows from facts/
 * @param polling the run of a loop that asks; the states that ask come after its waits
 * @param told the run of a task that is told
 * @returns a row each, and the seconds at the end of their axis
 */
export function askingRows({ pollLap, pollLaps }: Figures, polling: Recording, told: Recording): { rows: StripRow[], end: number } {
  const spans = traceRun(polling)
  const asks = spans.filter(({ type }, index) => type === 'Task' && spans[index - 1]?.type === 'Wait').map(({ from }) => from)
  const job = (recording: Recording) => [{ from: 0, to: recording.elapsed, tone: 'work' as const }]
  const billed = (recording: Recording) => recording.meters().transitions
  return {
    rows: [
      {
        name: 'it asks, every 30 seconds',
        note: lapWords(pollLap),
        comesTo: transitionWords(billed(polling)),
        more: `${formatCount(pollLaps)} laps, and dead`,
        moments: asks.map(at => ({ at, sign: 'call' })),
      },
      {
        name: 'it is told: .sync',
        note: 'or a callback',
        comesTo: transitionWords(billed(told)),
        more: 'however long',
        stretches: job(told),
        moments: [{ at: told.elapsed, sign: 'end', text: 'done' }],
      },
    ],
    end: told.elapsed,
  }
}
