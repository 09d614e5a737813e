import type { Exercise } from '../../engine/simulation/grading/exercise.ts'
import type { Grade } from '../../engine/simulation/grading/grade-types.ts'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formatDiagnostic, validate } from '../../engine/asl/index.ts'
import { printedStates } from '../../engine/cli/check-exercise.ts'
import { listExercises, readExerciseFolder } from '../../engine/cli/exercise-folder.ts'
import { grade } from '../../engine/simulation/grading/grade.ts'
import { findFirst } from '../../engine/simulation/grading/kinds.ts'
import { runExerciseCase } from '../../engine/simulation/grading/run-exercise.ts'
import { LONGEST_MESSAGE } from '../../engine/simulation/grading/words.ts'
import { definitionIn, failedChecks, renamed, turnedRound, verdictOf } from './answers.ts'
import { isEquivalent, mutantsOf } from './mutants.ts'

/** Every exercise teaches what it says it does: whoever adds a folder is told here what is missing. */

const SLUGS = listExercises('exercises')

/** A few mutants are tried here; `npm run fuzz` tries all. */
const ALL = process.env.FUZZ_FACTOR !== undefined
const SAMPLE = 4

test('there are exercises', () => {
  expect(SLUGS.length).toBeGreaterThan(0)
})

test('docs/exercise-folder.md lists them as the lab does', async () => {
  const rows = await Promise.all(SLUGS.map(async (slug) => {
    const { title, level, minutes, pattern } = (await readExerciseFolder('exercises', slug)).exercise!
    return `| [\`${slug}\`](../exercises/${slug}/task.md) | ${title} | ${level} | ${minutes} | ${pattern === undefined ? '' : `\`${pattern}\``} |`
  }))
  const listed = readFileSync('docs/exercise-folder.md', 'utf8').split('\n').filter(line => line.startsWith('| [`'))
  expect(listed).toEqual(rows)
})

describe.each(SLUGS)('%s', async (slug) => {
  const folder = await readExerciseFolder('exercises', slug)

  test('its files are in order', () => {
    expect(folder.diagnostics.map(formatDiagnostic)).toEqual([])
  })

  if (!folder.exercise)
    return
  const exercise: Exercise = folder.exercise
  const { also, wrong } = folder
  const known = new Map<string, Promise<Grade>>()
  const graded = (text: string) => {
    const result = known.get(text) ?? grade(exercise, text)
    known.set(text, result)
    return result
  }

  test('its worked example is a pattern', () => {
    expect(exercise.pattern === undefined || existsSync(`snippets/${exercise.pattern}/cases.yaml`)).toBe(true)
  })

  test('the start fails, and says so as the exercise promises', async () => {
    const { solved, first } = await graded(exercise.start)
    expect(solved).toBe(false)
    expect(first?.message.slice(0, exercise.startsWith.length)).toBe(exercise.startsWith)
  })

  test('the question to think about has the answer that its run shows', async () => {
    const { predict } = exercise
    const item = exercise.cases.find(({ name }) => name === predict.case)!
    const subject = await runExerciseCase(exercise, item, { definition: definitionIn(exercise.start), diagnostics: [] })
    expect(await findFirst(predict.shown, subject)).toBeUndefined()
  })

  test('the solution passes every case, and a reviewer would have nothing to say', async () => {
    const { solved, first, diagnostics } = await graded(exercise.solution)
    expect(first).toBeUndefined()
    expect(solved).toBe(true)
    expect(diagnostics.filter(({ code }) => !exercise.file.advice.includes(code)).map(formatDiagnostic)).toEqual([])
  })

  test('there are other right answers, and they pass', async () => {
    expect(also.length).toBeGreaterThanOrEqual(2)
    for (const { name, text } of also)
      expect((await graded(text)).first, name).toBeUndefined()
  })

  test('each wrong answer fails what it says, and nothing else', async () => {
    expect(wrong.length).toBeGreaterThanOrEqual(4)
    for (const { name, text, fails } of wrong)
      expect(failedChecks(await graded(text)), name).toEqual([...fails].sort())
  })

  test('no check is dead, and each case that is kept back stops an answer that passes all others', async () => {
    const failed = new Set<string>()
    const stopped = new Set<string>()
    for (const { text } of [{ text: exercise.start }, ...wrong]) {
      const result = await graded(text)
      for (const name of failedChecks(result))
        failed.add(name)
      for (const { name, keptBack, checks } of result.cases) {
        if (keptBack && checks.some(({ ok }) => !ok))
          stopped.add(name)
      }
    }
    expect(exercise.cases.flatMap(({ checks }) => checks.map(({ name }) => name)).filter(name => !failed.has(name))).toEqual([])
    expect(exercise.cases.filter(({ keptBack, name }) => keptBack && !stopped.has(name)).map(({ name }) => name)).toEqual([])
  })

  test.each([
    ['as JSON, its fields the other way round', turnedRound],
    ['with states of other names', (text: string) => renamed(text, printedStates(exercise))],
    ['with the line ends of Windows, and a comment', (text: string) => `# mine\n${text}`.replaceAll('\n', '\r\n')],
  ])('the verdict is the same %s', async (_, other) => {
    for (const text of [exercise.solution, ALL ? exercise.start : wrong[0]!.text])
      expect(verdictOf(await graded(other(text)))).toEqual(verdictOf(await graded(text)))
  })

  test('graded twice, it says the same, as plain data', async () => {
    const { text } = wrong[0]!
    const result = await graded(text)
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
    expect(JSON.stringify(await grade(exercise, text))).toBe(JSON.stringify(result))
  })

  test('messages are short, name a state or a moment, and give no line of the solution away', async () => {
    const given = new Set(exercise.start.split('\n').map(line => line.trim()))
    const secret = exercise.solution.split('\n').map(line => line.trim().replace(/ *# .*/, '')).filter(line => line.length > 11 && !given.has(line))
    const told = Object.values(exercise.hints).flatMap(rungs => rungs.slice(0, 2))
    for (const { text } of [{ text: exercise.start }, ...wrong]) {
      for (const { checks, problem } of (await graded(text)).cases) {
        for (const { ok, ran, message, at } of checks.filter(({ ok, ran }) => ran && !ok)) {
          expect(message.length, message).toBeLessThanOrEqual(LONGEST_MESSAGE)
          expect(at?.state ?? at?.seconds ?? at?.line, message).toBeDefined()
          told.push(message)
          expect([ok, ran]).toEqual([false, true])
        }
        expect(problem?.message.length ?? 0).toBeLessThanOrEqual(LONGEST_MESSAGE)
      }
    }
    for (const line of secret)
      expect(told.filter(message => message.includes(line)), line).toEqual([])
  })

  test('it notices nine mistakes out of ten that can be made in the solution', async () => {
    const mutants = mutantsOf(definitionIn(exercise.solution)).filter(({ name, definition }) => !isEquivalent(name, exercise.equivalent) && validate(definition, { advice: false }).valid)
    const step = ALL ? 1 : Math.ceil(mutants.length / SAMPLE)
    const missed: string[] = []
    for (const { name, definition } of mutants.filter((_, index) => index % step === 0)) {
      if ((await grade(exercise, JSON.stringify(definition))).solved)
        missed.push(name)
    }
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(ALL ? Math.floor(mutants.length / 10) : 1)
  })

  if (ALL) {
    test('what it takes for no mistake is not noticed either', async () => {
      const names = mutantsOf(definitionIn(exercise.solution))
      for (const pattern of exercise.equivalent) {
        const alike = names.filter(({ name }) => isEquivalent(name, [pattern]))
        const solved = await firstSolved(exercise, alike.map(({ definition }) => JSON.stringify(definition)))
        expect(solved, pattern).toBeDefined()
      }
    })
  }
})

async function firstSolved(exercise: Exercise, texts: readonly string[]): Promise<string | undefined> {
  for (const text of texts) {
    if ((await grade(exercise, text)).solved)
      return text
  }
  return undefined
}
