import type { Asked } from '../exercise.ts'
import type { Finding } from '../grade-types.ts'
import type { Subject } from '../subject.ts'
import { callsOf, momentOf } from '../subject.ts'
import { boundsInWords, timeInWords, within } from '../words.ts'

/** How long a retrier waits before a call is tried again. */
export function checkDelays({ of, ...bounds }: NonNullable<Asked['delays']>, { runs }: Subject): Finding | undefined {
  for (const run of runs) {
    const states = new Set(callsOf(run, of).map(({ state }) => state))
    for (const { kind, state, data, afterEventId } of run.recording.journal) {
      if (kind !== 'retry-scheduled' || !states.has(state!))
        continue
      const { delaySeconds, attempt } = data as { delaySeconds: number, attempt: number }
      if (within(delaySeconds, bounds))
        continue
      const expected = boundsInWords(bounds, timeInWords)
      const actual = timeInWords(delaySeconds)
      return { expected, actual, message: `${state} waits ${actual} before retry ${attempt}. Asked: ${expected}.`, at: momentOf(run, run.recording.events[afterEventId - 1]) }
    }
  }
  return undefined
}
