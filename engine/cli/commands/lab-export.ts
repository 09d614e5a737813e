import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { formatDiagnostic } from '../../asl/index.ts'
import { orNear } from '../../simulation/near-name.ts'
import { patternOf } from '../../simulation/grading/run-exercise.ts'
import { editedOf, takeHome } from '../../simulation/home/take-home.ts'
import type { HomeFile, Taken } from '../../simulation/home/taken.ts'
import { withMachine } from '../../simulation/play/pattern.ts'
import type { Edited } from '../../take-home/from-lab.ts'
import { exerciseOf, listExercises } from '../exercise-folder.ts'
import { readSource } from '../input/read-definition.ts'
import { listPatterns, readPattern } from '../pattern-folder.ts'
import { CommandError, EXIT } from '../problems.ts'
import { readTexts } from '../read-texts.ts'
import { reasonOf } from '../reasons.ts'
import { write, type Terminal } from '../terminal.ts'

interface Wanted {
  /** Where the exercises are; the patterns are in `snippets` beside it. */
  folder: string
  slug: string
  /** A file called `.zip`, or a folder that there is not yet. */
  target: string
  /** A file to take in place of the machine to begin with. */
  answer: string | undefined
}

/** `asl lab export`: all that an exercise or a pattern needs, as the lab in the browser gives it. */
export async function exportHome({ folder, slug, target, answer }: Wanted, { stdin, stdout }: Terminal): Promise<number> {
  if (existsSync(target)) throw new CommandError(`${target} is there already, and nothing is written over it`)
  const { taken, patternOf } = await takenOf(folder, slug, answer)
  const text = answer === undefined ? taken.text : (await readSource(answer, stdin)).parsed.text
  // What a template is made of is read when it is wanted: no other command of the lab needs it.
  const [{ fromLab }, { actionTable }] = await Promise.all([import('../../take-home/from-lab.ts'), import('../action-table.ts')])
  const aws = await fromLab({ ...editedOf({ ...taken, text }), patternOf }, await actionTable())
  const files = takeHome({ ...taken, text, aws })
  try {
    if (/\.zip$/i.test(target)) await writeZip(target, files)
    else writeFiles(target, files)
  } catch (error) {
    throw new CommandError(`${target} can not be written: ${reasonOf(error)}`)
  }
  await write(stdout, `${files.length} files are in ${target}. Its README.md says what to do with them.\n`)
  return EXIT.ok
}

async function takenOf(folder: string, slug: string, answer: string | undefined): Promise<{ taken: Taken, patternOf: Edited['patternOf'] }> {
  const exercises = listExercises(folder)
  const snippets = join(dirname(folder), 'snippets')
  const patterns = listPatterns(snippets)
  if (exercises.includes(slug)) {
    const exercise = await exerciseOf(folder, slug)
    const { title, start, mocks, file, cases } = exercise
    return { taken: { from: 'exercise', slug, title, stem: 'workflow', text: start, folder: readTexts(join(folder, slug)), mocks, file, cases }, patternOf: (definition) => patternOf(exercise, definition) }
  }
  if (!patterns.includes(slug)) throw new CommandError(`there is no exercise or pattern “${slug}”${orNear(slug, [...exercises, ...patterns], 'there is')}`)
  const { pattern, workflows, diagnostics } = await readPattern(snippets, slug)
  if (!pattern) throw new CommandError(diagnostics.map(formatDiagnostic).join('\n     '))
  const { cases, mocks } = pattern
  // A file that is called like one of the pattern's takes its place; else that of the machine which the lab opens.
  const named = answer === undefined ? '' : basename(answer).replace(/\.asl\.(?:yaml|yml|json)$/i, '')
  const stem = Object.hasOwn(workflows, named) ? named : cases.cases[0]!.workflow
  return { taken: { from: 'pattern', slug, title: cases.title, stem, text: workflows[stem]!.text, folder: readTexts(join(snippets, slug)), mocks, file: cases, cases: cases.cases }, patternOf: (definition) => withMachine(pattern, stem, definition) }
}

/** What packs files is read when it is wanted: no other command needs it. */
async function writeZip(target: string, files: readonly HomeFile[]): Promise<void> {
  const { zip } = await import('../../simulation/home/zip.ts')
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, zip(files), { flag: 'wx' })
}

function writeFiles(target: string, files: readonly HomeFile[]): void {
  for (const { path, text } of files) {
    // The folder that was asked for stands for the one that a ZIP has.
    const file = join(target, relative(path.split('/')[0]!, path))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text, { flag: 'wx' })
  }
}
