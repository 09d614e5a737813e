import type { Finding } from '../grade-types.ts'
import type { Subject } from '../subject.ts'
import { isStepOf, momentOf, stepsOf } from '../subject.ts'

/** Names that no run may come to. */
export function checkAvoids(asked: string[], { runs }: Subject): Finding | undefined {
  for (const run of runs) {
    for (const step of stepsOf(run)) {
      const name = asked.find(one => isStepOf(step, one))
      if (name === undefined)
        continue
      const what = step.called === undefined ? `${name} was entered` : `${step.state} called ${name}`
      return { expected: `never ${name}`, actual: what, message: `${what}, here it should not be.`, at: momentOf(run, step.event) }
    }
  }
  return undefined
}
