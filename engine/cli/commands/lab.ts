import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatDiagnostic } from '../../asl/index.ts'
import type { Exercise } from '../../simulation/grading/exercise.ts'
import { grade } from '../../simulation/grading/grade.ts'
import { readArguments, type Arguments, type Options } from '../arguments.ts'
import type { Command } from '../command.ts'
import { exerciseOf, listExercises, readExerciseFolder } from '../exercise-folder.ts'
import { readSource } from '../input/read-definition.ts'
import { CommandError, EXIT } from '../problems.ts'
import { reasonOf } from '../reasons.ts'
import { gradeInWords } from '../tell-grade.ts'
import { painter, write, type Terminal } from '../terminal.ts'
import { exportHome } from './lab-export.ts'

const usage = 'asl lab [check EXERCISE FILE | start EXERCISE FILE | export EXERCISE|PATTERN ZIP|FOLDER] [options]'

const OPTIONS: Options = {
  folder: { type: 'string', value: 'FOLDER', about: 'where the exercises’ folders are; exercises otherwise' },
  answer: { type: 'string', value: 'FILE', about: 'with export: your own machine, in place of the one to begin with' },
  json: { type: 'boolean', about: 'the exercises, or the grade, as JSON' },
}

export const lab: Command = {
  usage,
  about: 'the workshop: lists the exercises, grades an answer, writes the file that an exercise starts with, or all it needs as a ZIP',
  options: OPTIONS,
  examples: ['asl lab', 'asl lab start money-back my.asl.yaml', 'asl lab check money-back my.asl.yaml', 'asl lab export money-back money-back.zip'],
  async run(argv, terminal) {
    const args = readArguments(argv, OPTIONS, usage)
    const folder = args.text('folder') ?? defaultFolder()
    const [action, slug, file, ...more] = args.files
    if (action === undefined) return list(folder, args, terminal)
    if (action !== 'check' && action !== 'start' && action !== 'export') throw new CommandError(`lab can check, start or export, it can not “${action}” (usage: ${usage})`)
    if (slug === undefined || file === undefined || more.length > 0) throw new CommandError(`${action} takes an exercise and a file (usage: ${usage})`)
    if (action === 'export') return exportHome({ folder, slug, target: file, answer: args.text('answer') }, terminal)
    const exercise = await exerciseOf(folder, slug)
    return action === 'check' ? check(exercise, file, args, terminal) : start(exercise, file, terminal)
  },
}

async function list(folder: string, args: Arguments, { stdout }: Terminal): Promise<number> {
  const rows = []
  for (const slug of listExercises(folder)) {
    const { exercise, diagnostics } = await readExerciseFolder(folder, slug)
    if (!exercise) throw new CommandError(`${diagnostics.map(formatDiagnostic).join('\n     ')}`)
    rows.push({ slug, title: exercise.title, level: exercise.level, minutes: exercise.minutes })
  }
  if (rows.length === 0) throw new CommandError(`${folder} holds no exercise: a folder with exercise.yaml, task.md, start.asl.yaml and solution.asl.yaml`)
  const width = Math.max(...rows.map(({ slug }) => slug.length))
  const lines = rows.map(({ slug, title, level, minutes }) => `${slug.padEnd(width)}  ${String(level)}  ${String(minutes).padStart(2)} min  ${title}`)
  await write(stdout, args.flag('json') ? `${JSON.stringify(rows, null, 2)}\n` : `${lines.join('\n')}\n\nasl lab start ${rows[0]!.slug} my.asl.yaml writes the file to begin with, asl lab check ${rows[0]!.slug} my.asl.yaml grades it.\n`)
  return EXIT.ok
}

async function check(exercise: Exercise, file: string, args: Arguments, terminal: Terminal): Promise<number> {
  const { parsed, template } = await readSource(file, terminal.stdin)
  if (template !== undefined) throw new CommandError(formatDiagnostic(template))
  const result = await grade(exercise, parsed.text, file === '-' ? {} : { file })
  if (args.flag('json')) {
    const { solved, problem, cases, first } = result
    await write(terminal.stdout, `${JSON.stringify({ solved, ...(problem ? { problem } : {}), cases, ...(first ? { first } : {}) }, null, 2)}\n`)
  }
  else if (!parsed.definition) {
    throw new CommandError(formatDiagnostic(result.diagnostics.find(({ severity }) => severity === 'ERROR')!), EXIT.no)
  }
  else {
    await write(terminal.stdout, gradeInWords(exercise, result, painter(terminal)))
  }
  return result.solved ? EXIT.ok : EXIT.no
}

async function start(exercise: Exercise, file: string, { stdout }: Terminal): Promise<number> {
  if (existsSync(file)) throw new CommandError(`${file} is there already, and nothing is written over it`)
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, exercise.start, { flag: 'wx' })
  } catch (error) {
    throw new CommandError(`${file} can not be written: ${reasonOf(error)}`)
  }
  await write(stdout, `${exercise.task}\n\nYours is ${file}. asl lab check ${exercise.slug} ${file} grades it.\n`)
  return EXIT.ok
}

/** The caller's own exercises, else the project's. */
function defaultFolder(): string {
  if (existsSync('exercises')) return 'exercises'
  return relative(process.cwd(), join(fileURLToPath(new URL('../../..', import.meta.url)), 'exercises')) || '.'
}
