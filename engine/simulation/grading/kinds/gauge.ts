import type { Asked } from '../exercise.ts'
import type { Finding } from '../grade-types.ts'
import type { Subject } from '../subject.ts'
import { leastOf, mostOf } from '../../recording/gauges.ts'
import { timeInWords } from '../words.ts'

/** What a number that the simulated account keeps must have shown. */
export function checkGauge(asked: NonNullable<Asked['gauge']>, { gauges, elapsed, titles }: Subject): Finding | undefined {
  for (const [name, bounds] of Object.entries(asked)) {
    const { title, unit } = titles.find(one => one.name === name) ?? { title: name, unit: undefined }
    const spell = (value: number) => unit === undefined ? String(value) : `${value} ${unit}`
    const points = gauges[name] ?? []
    const beyond = points.find(([, value]) => value > (bounds.most ?? Number.POSITIVE_INFINITY) || value < (bounds.least ?? Number.NEGATIVE_INFINITY))
    if (beyond) {
      const [seconds, value] = beyond
      const above = value > (bounds.most ?? Number.POSITIVE_INFINITY)
      const expected = above ? `at most ${spell(bounds.most!)}` : `at least ${spell(bounds.least!)}`
      const actual = spell((above ? mostOf : leastOf)(gauges, name)!)
      return { expected, actual, message: `${title}: ${spell(value)} after ${timeInWords(seconds)}. Asked: ${expected}.`, at: { seconds } }
    }
    const last = points.at(-1)?.[1]
    if (bounds.last === undefined || last === bounds.last)
      continue
    const [expected, actual] = [spell(bounds.last), last === undefined ? 'nothing' : spell(last)]
    return { expected, actual, message: `${title}: ${actual} at the end, after ${timeInWords(elapsed)}. Asked: ${expected}.`, at: { seconds: points.at(-1)?.[0] ?? elapsed } }
  }
  return undefined
}
