import type { Diagnostic } from '../asl/index.ts'
import type { Exercise } from '../simulation/grading/exercise.ts'
import type { Answer } from './check-exercise.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDefinition, stateNames } from '../asl/index.ts'
import { readExercise } from '../simulation/grading/read-exercise.ts'
import { checkExercise, mistake } from './check-exercise.ts'
import { readHandlers } from './read-handlers.ts'
import { readMocks } from './read-mocks.ts'

/** An exercise's folder, read and checked. `exercise` is there when nothing is wrong with it. */
export interface ExerciseFolder {
  slug: string
  exercise?: Exercise
  /** Right in another way. */
  also: Answer[]
  /** Plausible, and wrong. */
  wrong: Answer[]
  /** All that is wrong with it, each with file and line. */
  diagnostics: Diagnostic[]
}

const FILES = ['exercise.yaml', 'task.md', 'start.asl.yaml', 'solution.asl.yaml'] as const
const MAY_HAVE = [...FILES, 'mocks.json', 'handlers.ts', 'also', 'wrong']

/**
 * The exercises of a project, by folder name, the easiest first.
 *
 * @param root the folder that holds one folder an exercise
 */
export function listExercises(root: string): string[] {
  if (!existsSync(root))
    return []
  const levelOf = (slug: string) => Number(/^level: *(\d+)/m.exec(readFileSync(join(root, slug, 'exercise.yaml'), 'utf8'))?.[1] ?? 0)
  return readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(join(root, entry.name, 'exercise.yaml')))
    .map(entry => entry.name)
    .sort((a, b) => levelOf(a) - levelOf(b) || a.localeCompare(b))
}

/**
 * Reads an exercise's folder and holds its files to each other.
 *
 * @param root the folder that holds the exercises, as messages shall name it
 * @param slug the exercise's folder
 * @returns the exercise, or what is wrong by file and line; it does not reject for anything the files say
 */
export async function readExerciseFolder(root: string, slug: string): Promise<ExerciseFolder> {
  const folder = join(root, slug)
  const missing = FILES.map(name => join(folder, name)).filter(file => !existsSync(file))
  if (missing.length > 0)
    return { slug, also: [], wrong: [], diagnostics: missing.map(file => mistake(file, 'the file is missing')) }
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const file = join(folder, 'exercise.yaml')
  const { exercise, diagnostics, placeOf } = readExercise(read('exercise.yaml'), file)
  const solution = parseDefinition(read('solution.asl.yaml'), { file: join(folder, 'solution.asl.yaml') })
  const start = parseDefinition(read('start.asl.yaml'), { file: join(folder, 'start.asl.yaml') })
  diagnostics.push(...[start, solution].filter(({ definition }) => !definition).flatMap(one => one.diagnostics))
  diagnostics.push(...readdirSync(folder).filter(name => !MAY_HAVE.includes(name)).map(name => mistake(join(folder, name), `an exercise has no such file; it has ${MAY_HAVE.join(', ')}`)))
  const named = [start, solution].flatMap(({ definition }) => definition ? [definition] : [])
  const { mocks, errors, remarks } = readMocks(join(folder, 'mocks.json'), exercise && { [exercise.file.machine]: [...new Set(named.flatMap(stateNames))] })
  const { diagnostics: inHandlers, setUp } = await readHandlers(join(folder, 'handlers.ts'))
  diagnostics.push(...errors, ...remarks, ...inHandlers)
  const [also, wrong] = [readAnswers(join(folder, 'also')), readAnswers(join(folder, 'wrong'))]
  if (!exercise || !mocks || named.length < 2)
    return { slug, also, wrong, diagnostics }
  const whole: Exercise = { ...exercise, slug, task: read('task.md').trim(), start: start.text, solution: solution.text, mocks, named, ...(setUp ? { setUp } : {}) }
  diagnostics.push(...checkExercise({ exercise: whole, also, wrong, folder, placeOf }))
  return { slug, ...(diagnostics.length > 0 ? {} : { exercise: whole }), also, wrong, diagnostics }
}

function readAnswers(folder: string): Answer[] {
  if (!existsSync(folder))
    return []
  return readdirSync(folder).filter(name => name.endsWith('.asl.yaml')).sort().map((name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    const fails = /^# fails: (.*)/.exec(text)?.[1]?.split(',').map(one => one.trim()) ?? []
    return { name, text, fails }
  })
}
