import type { Asked } from '../exercise.ts'
import type { Finding } from '../grade-types.ts'
import type { Subject } from '../subject.ts'
import { callsOf, momentOf } from '../subject.ts'
import { timeInWords } from '../words.ts'

/** How many calls there may be within any stretch of time so long, over all executions. */
export function checkAttempts({ of, within, most, after = 0 }: NonNullable<Asked['attempts']>, { runs }: Subject): Finding | undefined {
  const calls = runs.flatMap(run => callsOf(run, of)).filter(({ seconds }) => seconds >= after).sort((a, b) => a.seconds - b.seconds)
  let first = 0
  let fullest = { count: 0, end: 0 }
  for (const [index, call] of calls.entries()) {
    while (call.seconds - calls[first]!.seconds >= within) first++
    if (index - first + 1 > fullest.count)
      fullest = { count: index - first + 1, end: index }
  }
  if (fullest.count <= most)
    return undefined
  const begin = calls[fullest.end - fullest.count + 1]!
  const expected = `at most ${most} within ${timeInWords(within)}`
  const message = `At second ${Math.floor(begin.seconds)}: ${fullest.count} calls of ${of} within ${timeInWords(within)}, asked are at most ${most}.`
  return { expected, actual: String(fullest.count), message, at: momentOf(begin.run, begin.event) }
}
