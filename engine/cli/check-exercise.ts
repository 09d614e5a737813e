import type { Diagnostic } from '../asl/index.ts'
import type { Asked, Exercise } from '../simulation/grading/exercise.ts'
import type { ReadCases } from '../simulation/cases/read-cases.ts'
import { join } from 'node:path'
import { stateNames } from '../asl/index.ts'
import { callsIn } from '../simulation/grading/run-exercise.ts'
import { orNear } from '../simulation/near-name.ts'

/** A further definition of an exercise: another right answer, or a wrong one that people give. */
export interface Answer {
  /** Its file's name: `steps.asl.yaml`. */
  name: string
  text: string
  /** What its first line says it fails; nothing for a right one. */
  fails: string[]
}

/** Longer than this, and nobody reads it on a phone. */
const LONGEST_TASK = 120

interface Context {
  exercise: Exercise
  also: readonly Answer[]
  wrong: readonly Answer[]
  folder: string
  placeOf: ReadCases['placeOf']
}

/**
 * Holds the files of an exercise to each other: names that lead nowhere, states that are checked by a name the task does not print.
 *
 * @param context the folder, read
 * @returns all that is wrong, each with file and line
 */
export function checkExercise(context: Context): Diagnostic[] {
  const { exercise, folder, placeOf } = context
  const file = join(folder, 'exercise.yaml')
  const complain = (path: readonly (string | number)[], message: string): Diagnostic => ({ severity: 'ERROR', code: 'EXERCISE', message, file, range: placeOf(path) })
  const states = [...new Set(exercise.named.flatMap(stateNames))]
  const known = [...callsIn(exercise), ...printedStates(exercise)]
  const testCases = Object.keys(exercise.mocks.StateMachines[exercise.file.machine]?.TestCases ?? {})
  const found: Diagnostic[] = []
  for (const { name, mocks, callbacks, checks } of exercise.cases) {
    const path = ['cases', name]
    if (mocks !== undefined && !testCases.includes(mocks))
      found.push(complain([...path, 'mocks'], `mocks.json has no test case “${mocks}” for ${exercise.file.machine}${orNear(mocks, testCases)}`))
    for (const state of Object.keys(callbacks).filter(one => !states.includes(one)))
      found.push(complain([...path, 'callbacks', state], `callbacks of case “${name}”: neither the start nor the solution has a state “${state}”${orNear(state, states)}`))
    for (const check of checks) {
      for (const used of namesIn(check.asked).filter(one => !known.includes(one)))
        found.push(complain([...path, 'checks', check.name], `check “${check.name}” names “${used}”, which nobody calls, and which task.md does not print in bold${orNear(used, known)}`))
    }
  }
  const words = exercise.task.split(/\s+/).length
  if (words > LONGEST_TASK)
    found.push(mistake(join(folder, 'task.md'), `the task has ${words} words, ${LONGEST_TASK} are read`))
  return [...found, ...checkAnswers(context)]
}

/** Each wrong answer says which checks it fails. */
function checkAnswers({ exercise, wrong, folder }: Context): Diagnostic[] {
  const names = [...new Set(exercise.cases.flatMap(({ checks }) => checks.map(({ name }) => name)))]
  return wrong.flatMap(({ name, fails }) => {
    const file = join(folder, 'wrong', name)
    if (fails.length === 0)
      return [mistake(file, 'the first line must say which checks it fails: # fails: ledger, ends')]
    return fails.filter(one => !names.includes(one)).map(one => mistake(file, `it fails “${one}”, which is no check of the exercise${orNear(one, names)}`))
  })
}

/** States that the task prints in bold: learners may rename all others. */
export function printedStates({ task, named }: Pick<Exercise, 'task' | 'named'>): string[] {
  const bold = new Set(Array.from(task.matchAll(/\*\*(.+?)\*\*/g), match => match[1]!.replaceAll('`', '')))
  return [...new Set(named.flatMap(stateNames))].filter(name => bold.has(name))
}

/** The names that a check looks for in a run. */
function namesIn({ visits = [], avoids = [], calls = {}, attempts, delays }: Asked): string[] {
  return [...visits, ...avoids, ...Object.keys(calls), ...[attempts, delays].flatMap(one => one ? [one.of] : [])]
}

/** A mistake of a whole file. */
export function mistake(file: string, message: string): Diagnostic {
  const place = { line: 1, column: 1 }
  return { severity: 'ERROR', code: 'EXERCISE', message, file, range: { start: place, end: place } }
}
