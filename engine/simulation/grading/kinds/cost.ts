import type { Finding } from '../grade-types.ts'
import type { Subject } from '../subject.ts'
import { endOf, momentOf, stepsOf } from '../subject.ts'

/** What so many runs may cost, with the executions that they start; Lambda, logs and the services called left out. */
export function checkCost({ most, per }: { most: number, per: number }, { runs, world }: Subject): Finding | undefined {
  const begun = world?.executions.filter(({ startedBy }) => startedBy === undefined).length ?? runs.length
  const dollars = runs.reduce((sum, { recording }) => sum + recording.meters().dollars, 0) / begun * per
  if (dollars <= most)
    return undefined
  const run = runs[0]!
  const counts = new Map<string, number>()
  for (const { state } of stepsOf(run))
    counts.set(state, (counts.get(state) ?? 0) + 1)
  const [costliest] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? []
  const step = stepsOf(run).find(({ state }) => state === costliest)
  const [expected, actual] = [`at most $${most.toFixed(2)} for ${per.toLocaleString('en')} runs`, `$${dollars.toFixed(2)}`]
  return { expected, actual, message: `Asked: ${expected}. It costs ${actual}, most of it in ${costliest}.`, at: step ? momentOf(run, step.event) : endOf(run) }
}
