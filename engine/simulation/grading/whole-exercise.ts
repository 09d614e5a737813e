import type { SetUp } from '../play/set-up.ts'
import type { Exercise, ExerciseData } from './exercise.ts'
import { parseDefinition } from '../../asl/index.ts'

/**
 * An exercise that can be run and graded, from what a page has of it.
 *
 * @param data the page's
 * @param own what handlers.ts has
 */
export function wholeExercise(data: ExerciseData, own: { setUp?: SetUp }): Exercise {
  const named = [data.start, data.solution].flatMap(text => parseDefinition(text).definition ?? [])
  return { ...data, ...own, named, startsWith: '', equivalent: [] }
}
