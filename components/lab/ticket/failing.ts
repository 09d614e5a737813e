import type { Exercise } from '../../../engine/simulation/grading/exercise.ts'
import type { Grade } from '../../../engine/simulation/grading/grade-types.ts'
import type { Failing } from '../../../workshop/ticket.ts'

/** The names of an exercise's checks, in the order in which they are first asked: their places in a ticket. */
export function checkNames({ cases }: Pick<Exercise, 'cases'>): string[] {
  return [...new Set(cases.flatMap(({ checks }) => checks.map(({ name }) => name)))]
}

/** What is to be put right first, as a ticket says it; undefined where all is well. */
export function failingOf(exercise: Pick<Exercise, 'cases'>, { first, problem }: Pick<Grade, 'first' | 'problem'>): { place: Failing, check?: string } | undefined {
  if (!first)
    return undefined
  const { check } = first
  return problem || check === undefined ? { place: 'run' } : { place: checkNames(exercise).indexOf(check), check }
}
