import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listExercises } from '../../engine/cli/exercise-folder.ts'
import { checkExercises } from '../../scripts/deck/check-exercises.ts'
import { asl } from '../engine/cli/terminal.ts'

/** The workshop in the terminal. */

let folder: string
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'asl-lab-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const START = 'exercises/money-back/start.asl.yaml'
const SOLUTION = 'exercises/money-back/solution.asl.yaml'

test('asl lab lists the exercises, the easiest first, and says what comes next', async () => {
  const { code, stdout } = await asl(['lab'])
  expect(code).toBe(0)
  expect(stdout.split('\n').slice(0, listExercises('exercises').length).map(line => line.split(' ')[0])).toEqual(listExercises('exercises'))
  expect(stdout).toContain('will-not-deploy     100   5 min  It will not deploy')
  expect(stdout).toContain('asl lab check')
})

describe('asl lab check', () => {
  test('says the first thing that is not as asked in full, the others in a line, and ends with 1', async () => {
    const { code, stdout } = await asl(['lab', 'check', 'money-back', START])
    expect(code).toBe(1)
    expect(stdout).toContain('        book-van failed. After it cancel-van was expected, UndoEverything was entered. · event 18, 00:00:00  (line 55)\n')
    expect(stdout.split('\n').filter(line => line.startsWith('        '))).toHaveLength(1)
    expect(stdout).toContain('    ✗ Each undo is told the order\n')
    expect(stdout).not.toContain('another order')
    expect(stdout).toMatch(/\d+ of \d+ checks passed\.\n$/)
  })

  test('ends with 0 for an answer that passes everything, and says why that is good', async () => {
    const { code, stdout } = await asl(['lab', 'check', 'money-back', SOLUTION])
    expect(code).toBe(0)
    expect(stdout).toContain('✓ another order')
    expect(stdout).toContain('Solved.\nEach Catch enters the chain')
  })

  test('names the case that was kept back, and what it found', async () => {
    const { stdout } = await asl(['lab', 'check', 'money-back', 'exercises/money-back/wrong/fixed-amount.asl.yaml'])
    expect(stdout).toContain('✗ another order (a case you had not seen)\n')
    expect(stdout).toContain('RefundCard calls refund-card with {"orderId":"STROOP-77","amount":42}.')
  })

  test('runs nothing of a machine with errors, and says what is checked all the same', async () => {
    const { code, stdout } = await asl(['lab', 'check', 'will-not-deploy', 'exercises/will-not-deploy/start.asl.yaml'])
    expect(code).toBe(1)
    expect(stdout).toContain('2 errors keep it from being created. Line 10: MISSING_TRANSITION_TARGET')
    expect(stdout).toContain('    · Checked, priced, labelled  not run\n')
    const { cases } = JSON.parse((await asl(['lab', 'check', 'will-not-deploy', 'exercises/will-not-deploy/start.asl.yaml', '--json'])).stdout) as { cases: { checks: object[] }[] }
    expect(cases[0]!.checks[0]).toMatchObject({ name: 'created', ok: false, at: { pointer: '/States/CheckOrder/Choices/0/Next', line: 10 } })
  })

  test.each([
    ['yaml', 'StartAt: A\nStates:\n  A: {Type: Pass, End: true\n  B: [\n', ':4:', 'INVALID_YAML'],
    ['json', '{\n  "StartAt": "A",\n  "States": {', ':3:', 'INVALID_JSON_DESCRIPTION'],
    ['json', '[1]\n', '', 'object'],
    ['yaml', '', '', ''],
  ])('says of a file that can not be read what is wrong with it, and where; no check beside it: %s %j', async (ending, text, line, said) => {
    const file = join(folder, `unreadable.asl.${ending}`)
    writeFileSync(file, text)
    const { code, stdout, stderr } = await asl(['lab', 'check', 'money-back', file])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.startsWith(`asl: ${file}${line}`)).toBe(true)
    expect(stderr).toContain(said)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    const json = await asl(['lab', 'check', 'money-back', file, '--json'])
    expect(json.code).toBe(1)
    expect(JSON.parse(json.stdout)).toMatchObject({ solved: false, problem: { message: expect.stringContaining(said) as string } })
  })

  test('reads an answer from standard input', async () => {
    const { code } = await asl(['lab', 'check', 'money-back', '-'], { stdin: readFileSync(SOLUTION, 'utf8') })
    expect(code).toBe(0)
  })

  test('gives plain data with --json', async () => {
    const { code, stdout } = await asl(['lab', 'check', 'money-back', START, '--json'])
    const { solved, cases } = JSON.parse(stdout) as { solved: boolean, cases: { name: string, keptBack: boolean, checks: object[] }[] }
    expect(code).toBe(1)
    expect(solved).toBe(false)
    expect(cases.map(({ name, keptBack }) => [name, keptBack])).toContainEqual(['no-van', false])
    expect(cases[1]!.checks[0]).toMatchObject({
      name: 'order',
      ok: false,
      message: 'book-van failed. After it cancel-van was expected, UndoEverything was entered. · event 18, 00:00:00',
      at: { case: 'no-van', event: 18, seconds: 0, state: 'UndoEverything', pointer: '/States/UndoEverything', line: 55 },
    })
  })
})

describe('asl lab start', () => {
  test('writes the file to begin with, with the task, and never over a file', async () => {
    const file = join(folder, 'mine', 'money.asl.yaml')
    const { code, stdout } = await asl(['lab', 'start', 'money-back', file])
    expect(code).toBe(0)
    expect(stdout).toContain('Anke orders twelve boxes')
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(START, 'utf8'))
    writeFileSync(file, 'mine\n')
    expect(await asl(['lab', 'start', 'money-back', file])).toMatchObject({ code: 2, stderr: `asl: ${file} is there already, and nothing is written over it\n` })
    expect(readFileSync(file, 'utf8')).toBe('mine\n')
  })
})

test.each([
  [['lab', 'check', 'money-bak', START], 'there is no exercise “money-bak”; did you mean money-back?'],
  [['lab', 'check', 'money-back', 'nowhere.yaml'], 'nowhere.yaml can not be read: there is no such file'],
  [['lab', 'check', 'money-back'], 'check takes an exercise and a file'],
  [['lab', 'solve', 'money-back', START], 'lab can check, start or export, it can not “solve”'],
  [['lab', '--folder', 'docs'], 'docs holds no exercise'],
])('%j could not be done', async (argv, message) => {
  const { code, stderr } = await asl(argv)
  expect(code).toBe(2)
  expect(stderr).toContain(message)
})

describe('a folder that is not in order is told by file and line', () => {
  test.each<[string, string, string | RegExp, string, string]>([
    ['exercise.yaml', 'a field', /^minutes:/m, 'minute:', 'exercise.yaml:6:1: error EXERCISE: The file has no field “minute”; did you mean minutes?'],
    ['exercise.yaml', 'a test case', 'mocks: NoVan\n', 'mocks: NoVans\n', 'error EXERCISE: mocks.json has no test case “NoVans” for MoneyBack; did you mean NoVan?'],
    ['exercise.yaml', 'a name that a check looks for', 'avoids: [cancel-van]', 'avoids: [cancel-vann]', 'check “left-alone” names “cancel-vann”, which nobody calls, and which task.md does not print in bold; did you mean cancel-van?'],
    ['exercise.yaml', 'a state of callbacks', 'ReserveStock: { lost: true }', 'ReserveStok: { lost: true }', 'neither the start nor the solution has a state “ReserveStok”; did you mean ReserveStock?'],
    ['mocks.json', 'a response', '"BookVan": "NoVanLeft"', '"BookVan": "NoVanLefft"', 'MockedResponses has no “NoVanLefft”; did you mean NoVanLeft?'],
    ['solution.asl.yaml', 'a quotation mark', 'Error: OrderFailed', 'Error: "OrderFailed', 'solution.asl.yaml:'],
    ['wrong/ends-well.asl.yaml', 'what it fails', '# fails: ends', '# fails: end', 'it fails “end”, which is no check of the exercise; did you mean ends?'],
    ['wrong/ends-well.asl.yaml', 'its first line', '# fails: ends\n', '', 'the first line must say which checks it fails'],
    ['task.md', 'its length', 'Anke', 'Anke '.repeat(120), 'words, 120 are read'],
  ])('%s: %s', async (name, _, from, to, message) => {
    const root = mkdtempSync(join(folder, 'broken-'))
    cpSync('exercises/money-back', join(root, 'money-back'), { recursive: true })
    const file = join(root, 'money-back', name)
    const text = readFileSync(file, 'utf8')
    expect(text.replace(from, to)).not.toBe(text)
    writeFileSync(file, text.replace(from, to))
    const { code, stderr } = await asl(['lab', 'check', 'money-back', START, '--folder', root])
    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(stderr).toMatch(/:\d+:\d+: error /)
  })

  test('npm run check says the same, by the way from the project’s folder', async () => {
    const root = mkdtempSync(join(folder, 'project-'))
    cpSync('exercises/will-not-deploy', join(root, 'exercises', 'will-not-deploy'), { recursive: true })
    expect(await checkExercises(root)).toEqual([])
    rmSync(join(root, 'exercises', 'will-not-deploy', 'task.md'))
    expect(await checkExercises(root)).toEqual(['exercises/will-not-deploy/task.md:1:1: error EXERCISE: the file is missing'])
  })

  test('a file that does not belong there, and one that is missing', async () => {
    const root = mkdtempSync(join(folder, 'broken-'))
    cpSync('exercises/money-back', join(root, 'money-back'), { recursive: true })
    writeFileSync(join(root, 'money-back', 'notes.txt'), '')
    expect((await asl(['lab', '--folder', root])).stderr).toContain('notes.txt:1:1: error EXERCISE: an exercise has no such file')
    rmSync(join(root, 'money-back', 'task.md'))
    expect((await asl(['lab', '--folder', root])).stderr).toContain('task.md:1:1: error EXERCISE: the file is missing')
  })
})
