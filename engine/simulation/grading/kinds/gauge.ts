import type { Asked } from '../exercise.ts'
import type { Finding } from '../grade-types.ts'
import type { Subject } from '../subject.ts'
import { leastOf, mostOf } from '../../recording/gauges.ts'
import { timeInWords } from '../words.ts'

/** What a number that the simulated account keeps must have shown. */
export function checkGauge(asked: NonNullable<Asked['gauge']>, { gauges, elapsed }: Subject): Finding | undefined {
  for (const [name, bounds] of Object.entries(asked)) {
    const points = gauges[name] ?? []
    const beyond = points.find(([, value]) => value > (bounds.most ?? Number.POSITIVE_INFINITY) || value < (bounds.least ?? Number.NEGATIVE_INFINITY))
    if (beyond) {
      const [seconds, value] = beyond
      const expected = value > (bounds.most ?? Number.POSITIVE_INFINITY) ? `at most ${bounds.most}` : `at least ${bounds.least}`
      const actual = String(expected.startsWith('at most') ? mostOf(gauges, name) : leastOf(gauges, name))
      return { expected, actual, message: `${name} came to ${value} after ${timeInWords(seconds)}. Asked: ${expected}.`, at: { seconds } }
    }
    const last = points.at(-1)?.[1]
    if (bounds.last !== undefined && last !== bounds.last)
      return { expected: String(bounds.last), actual: String(last ?? 'nothing'), message: `${name} stands at ${last ?? 'nothing'} after ${timeInWords(elapsed)}. Asked: ${bounds.last}.`, at: { seconds: points.at(-1)?.[0] ?? elapsed } }
  }
  return undefined
}
