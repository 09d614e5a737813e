import { Buffer } from 'node:buffer'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseDefinition, stateNames } from '../../engine/asl/index.ts'
import { listExercises } from '../../engine/cli/exercise-folder.ts'
import { listPatterns } from '../../engine/cli/pattern-folder.ts'
import { readMocks } from '../../engine/cli/read-mocks.ts'
import { asl } from '../engine/cli/terminal.ts'
import { isSweep } from '../support/sweep.ts'

/** What is taken home opens in others' tools, and the commands in it do what they say. */

let folder: string
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'lab-home-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const COMMAND = join(import.meta.dirname, '..', '..', 'engine', 'cli', 'asl.mjs')

/** The shell lines of a README that call `asl`, run in its folder. */
function commandsOf(home: string): string[] {
  return readFileSync(join(home, 'README.md'), 'utf8').split('\n').filter(line => line.startsWith('asl '))
}
function run(command: string, home: string): string {
  return execFileSync('bash', ['-c', `asl() { '${process.execPath}' '${COMMAND}' "$@"; }\n${command}`], { cwd: home, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
const python = (...args: string[]) => execFileSync('python3', args, { encoding: 'utf8' })

/** The exercise that begins with a definition AWS refuses: there is nothing to deploy until it is mended, and the README says so. */
const REFUSED_BY_AWS = 'will-not-deploy'

/** All of them with `SWEEP`; what else is asked here is asked of these two. */
const slugs = isSweep ? [...listExercises('exercises'), ...listPatterns('snippets')] : ['money-back', 'saga']

test.each(slugs)('%s: every file can be read by its own kind of tool', async (slug) => {
  const home = join(folder, slug)
  expect(await asl(['lab', 'export', slug, home])).toMatchObject({ code: 0, stderr: '' })
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' })
  const deploys = files.includes(join('aws', 'template.yaml'))
  expect(deploys, 'aws/').toBe(slug !== REFUSED_BY_AWS)
  if (!deploys) expect(readFileSync(join(home, 'README.md'), 'utf8')).toContain('There is no folder to deploy: the definition has errors.')
  for (const file of files.filter(name => name.endsWith('.json'))) JSON.parse(readFileSync(join(home, file), 'utf8'))
  const machines = files.filter(name => /^[^/]*\.asl\.json$/.test(name))
  expect(machines.length).toBeGreaterThan(0)
  for (const machine of machines) expect(parseDefinition(readFileSync(join(home, machine), 'utf8'), { file: machine }).diagnostics).toEqual([])
  expect(readMocks(join(home, 'MockConfigFile.json'))).toMatchObject({ errors: [], remarks: [] })
}, 60_000)

describe('the exercise money-back', () => {
  test('is a ZIP that Python opens, the same each time, with the same files as the folder', async () => {
    const [first, second] = [join(folder, 'first.zip'), join(folder, 'second.ZIP')]
    await asl(['lab', 'export', 'money-back', first])
    await asl(['lab', 'export', 'money-back', second])
    expect(readFileSync(first).equals(readFileSync(second))).toBe(true)
    expect(python('-m', 'zipfile', '-t', first)).toContain('Done testing')
    python('-m', 'zipfile', '-e', first, join(folder, 'unpacked'))
    const home = join(folder, 'money-back')
    for (const file of readdirSync(home, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name)))
      expect(readFileSync(file.replace(home, join(folder, 'unpacked', 'money-back'))).equals(readFileSync(file)), file).toBe(true)
  })

  test('the commands of its README are run in its folder, and say what the exercise says', async () => {
    const home = join(folder, 'solved')
    await asl(['lab', 'export', 'money-back', home, '--answer', 'exercises/money-back/solution.asl.yaml'])
    const commands = commandsOf(home)
    expect(commands.length).toBeGreaterThan(8)
    expect(run(commands.find(line => line.startsWith('asl validate'))!, home)).toBe('1 file: 0 errors, 0 warnings, 0 advice\n')
    expect(run(commands.find(line => line.startsWith('asl lab check'))!, home)).toContain('Solved.')
    expect(run(commands.find(line => line.includes('--case AllWell'))!, home)).toContain('SUCCEEDED')
    expect(() => run(commands.find(line => line.includes('--case NoVan'))!, home)).toThrow(expect.objectContaining({ status: 1, stdout: expect.stringContaining('OrderFailed') }))
  }, 120_000)

  test('its mock file answers the states of its solution', () => {
    const states = stateNames(parseDefinition(readFileSync('exercises/money-back/solution.asl.yaml', 'utf8')).definition!)
    expect(readMocks(join(folder, 'money-back', 'MockConfigFile.json'), { MoneyBack: states })).toMatchObject({ errors: [], remarks: [] })
  })
})

test('a pattern keeps its cases, which pass where it was unpacked; a file called like one of its machines takes its place', async () => {
  const home = join(folder, 'mine')
  const mine = join(folder, 'no-undo.asl.json')
  writeFileSync(mine, '{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }')
  await asl(['lab', 'export', 'saga', home, '--answer', mine])
  expect(parseDefinition(readFileSync(join(home, 'snippets/saga/no-undo.asl.yaml'), 'utf8')).definition).toEqual(JSON.parse(readFileSync(mine, 'utf8')))
  expect(readFileSync(join(home, 'no-undo.asl.json'), 'utf8')).toBe(readFileSync(mine, 'utf8'))
  expect(readFileSync(join(home, 'snippets/saga/workflow.asl.yaml'), 'utf8')).toBe(readFileSync('snippets/saga/workflow.asl.yaml', 'utf8'))
  expect(run('asl test saga', join(folder, 'saga'))).toMatch(/, 0 failed\n$/)
}, 120_000)

test('what can’t be read is taken along as it is, and said', async () => {
  const broken = join(folder, 'broken.asl.yaml')
  writeFileSync(broken, 'StartAt: [')
  const home = join(folder, 'broken')
  expect(await asl(['lab', 'export', 'money-back', home, '--answer', broken])).toMatchObject({ code: 0 })
  expect(readFileSync(join(home, 'mine.asl.yaml'), 'utf8')).toBe('StartAt: [')
  expect(existsSync(join(home, 'mine.asl.json'))).toBe(false)
  expect(readFileSync(join(home, 'README.md'), 'utf8')).toContain('is not there as JSON: Line 1 can’t be read')
  expect(readFileSync(join(home, 'README.md'), 'utf8')).toContain('There is no folder to deploy: the definition has errors.')
  expect(existsSync(join(home, 'aws'))).toBe(false)
})

test.each([
  [['lab', 'export', 'sagga', 'x.zip'], 'there is no exercise or pattern “sagga”; did you mean saga?'],
  [['lab', 'export', 'saga', 'exercises'], 'exercises is there already, and nothing is written over it'],
  [['lab', 'export', 'saga'], 'export takes an exercise and a file'],
])('%j could not be done', async (argv, message) => {
  const { code, stderr } = await asl(argv)
  expect(code).toBe(2)
  expect(stderr).toContain(message)
})

test('a name with letters of all kinds is kept by the ZIP', async () => {
  const { zip } = await import('../../engine/simulation/home/zip.ts')
  const file = join(folder, 'names.zip')
  writeFileSync(file, Buffer.from(zip([{ path: 'a/Größe 🧇.txt', text: 'ü' }])))
  expect(python('-c', `import zipfile; z = zipfile.ZipFile('${file}'); n = z.namelist()[0]; print(n, z.read(n).decode())`)).toBe('a/Größe 🧇.txt ü\n')
})
