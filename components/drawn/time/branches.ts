import type { Recording } from '../../../engine/simulation/recording/types.ts'
import type { StripRow } from './strip.ts'
import { traceRun } from '../../../engine/simulation/views/trace.ts'
import { transitionWords } from '../words.ts'

/**
 * The same calls one after the other, and side by side.
 *
 * @param sequence a run of the machine that makes them in a row
 * @param together a run of the machine whose branches make them at once
 * @returns a row for the first, one a branch for the second, and the seconds at the end of their axis
 */
export function branchRows(sequence: Recording, together: Recording): { rows: StripRow[], end: number } {
  const calls = (recording: Recording) => traceRun(recording).filter(({ type }) => type === 'Task').map(({ state, from, to }) => ({ state, from, to, tone: 'work' as const }))
  const slowest = Math.max(...calls(together).map(({ to }) => to))
  return {
    rows: [
      { name: 'one by one', note: transitionWords(sequence.meters().transitions), comesTo: `${sequence.elapsed} s`, more: 'the sum', stretches: calls(sequence) },
      ...calls(together).map((call, index): StripRow => ({
        name: index === 0 ? 'at once, in a Parallel' : '',
        ...(index === 0 ? { note: transitionWords(together.meters().transitions) } : {}),
        comesTo: `${call.to} s`,
        ...(call.to === slowest ? { more: 'the slowest' } : {}),
        stretches: [call],
        moments: [{ at: call.to, sign: 'end', text: call.state }],
      })),
    ],
    end: sequence.elapsed,
  }
}
