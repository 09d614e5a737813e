import type { Exercise } from './exercise.ts'
import type { Problem } from './grade-types.ts'
import type { Subject } from './subject.ts'
import { scheduledName } from '../mocks/called-name.ts'
import { orNear } from '../near-name.ts'
import { callsIn } from './run-case.ts'
import { momentOf } from './subject.ts'

const UNANSWERED = /Nothing answers the task|There is no simulated|has no entry for invocation|Function not found/

/**
 * A call that nobody in the exercise answers: nobody asked about it, and everything after it is its doing.
 *
 * @param exercise the exercise
 * @param subject a case, run
 * @returns what was called and what there is; undefined where all calls were answered
 */
export function unansweredCall(exercise: Exercise, { runs }: Subject): Problem | undefined {
  for (const run of runs) {
    const { error, cause = '', events } = run.recording
    if (!(error === 'States.Runtime' || /NotFound|ResourceNotFoundException/.test(error ?? '')) || !UNANSWERED.test(cause))
      continue
    const event = events.findLast(one => scheduledName(one) !== undefined)
    const name = event && scheduledName(event)
    const state = momentOf(run, event).state
    const there = callsIn(exercise)
    const message = cause.includes('has no entry for invocation')
      ? `${state} called ${name} more often than anybody answers.`
      : `${state} calls ${name ?? 'something'}, which this exercise does not have${orNear(name ?? '', there, 'there is').replace(/\?$/, '')}.`
    return { message, at: momentOf(run, event) }
  }
  return undefined
}
