import type { Exercise } from '../../../engine/simulation/grading/exercise.ts'

/** The names of an exercise's checks, in the order in which they are first asked: their places in a ticket. */
export function checkNames({ cases }: Pick<Exercise, 'cases'>): string[] {
  return [...new Set(cases.flatMap(({ checks }) => checks.map(({ name }) => name)))]
}
