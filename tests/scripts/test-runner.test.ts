import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closingLine, readReport, summaryOf, type RunnerReport } from '../../scripts/test/report.ts'
import { runBrowserTests, runUnitTests, type RunContext } from '../../scripts/test/runners.ts'
import { endingsLeftOut, sayLeftOut } from '../../scripts/test/recordings.ts'
import { select, testFiles } from '../../scripts/test/selection.ts'

const project = join(import.meta.dirname, '..', '..')

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'test-runner-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a report', () => {
  const write = (report: unknown) => {
    const file = join(folder, 'report.json')
    writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report))
    return file
  }
  const fine: RunnerReport = { runner: 'X', passed: 2, failed: [], skipped: [] }

  it('is taken as it is when the exit code agrees', () => {
    expect(readReport('X', write(fine), 0)).toEqual(fine)
    const failing = { ...fine, failed: [{ title: 'a test' }] }
    expect(readReport('X', write(failing), 1)).toEqual(failing)
  })
  it('that is missing or broken off is one failure', () => {
    for (const file of [join(folder, 'none'), write('{"passed": 12')]) {
      expect(readReport('X', file, 0)).toMatchObject({ passed: 0, failed: [{ reason: 'ended with exit code 0 and wrote no report' }] })
    }
  })
  it('without a failed test is one failure when the exit code is not 0', () => {
    expect(readReport('X', write(fine), 1)).toMatchObject({ passed: 2, failed: [{ reason: 'ended with exit code 1 although no test failed' }] })
  })
  it('of no test at all is one failure', () => {
    expect(readReport('X', write({ ...fine, passed: 0 }), 0).failed).toEqual([{ title: 'X', reason: 'ran no test' }])
  })
})

describe('the summary', () => {
  const reports: RunnerReport[] = [
    { runner: 'A', passed: 3, failed: [{ title: 'adds up', place: 'tests/a.test.ts:4', reason: 'expected 1 to be 2' }], skipped: [] },
    { runner: 'B', passed: 5, failed: [], skipped: [{ title: 'prints', place: 'tests/b.spec.ts:9', reason: 'no printer' }], unsteady: [{ title: 'steps', place: 'tests/b.spec.ts:2', reason: 'no answer' }] },
  ]
  it('names what failed, what passed at a second try and what was skipped, and ends with the closing line', () => {
    expect(summaryOf(reports)).toEqual([
      'A: 3 passed, 1 failed, 0 skipped',
      'B: 5 passed, 0 failed, 1 skipped',
      '', 'Skipped:', '  tests/b.spec.ts:9  prints: no printer',
      '', 'Passed only when tried again, so to be mended:', '  tests/b.spec.ts:2  steps: no answer',
      '', 'Failed:', '  tests/a.test.ts:4  adds up: expected 1 to be 2',
      '', '8 passed, 1 failed, 1 skipped',
    ])
  })
  it('adds up nothing to zeros', () => {
    expect(closingLine([])).toBe('0 passed, 0 failed, 0 skipped')
  })
})

describe('a filter', () => {
  const files = ['tests/deck/clicks.spec.ts', 'tests/deck/support.ts', 'tests/engine/clock.test.ts', 'tests/engine/retry.test.ts']
  it('selects the files whose path it is part of, for the runner they belong to', () => {
    expect(select(files, ['engine'])).toEqual({ unit: ['tests/engine/clock.test.ts', 'tests/engine/retry.test.ts'], browser: [], leftOut: [] })
    expect(select(files, ['./tests/deck', 'clock'])).toEqual({ unit: ['tests/engine/clock.test.ts'], browser: ['tests/deck/clicks.spec.ts'], leftOut: [] })
  })
  it('may name a line', () => {
    expect(select(files, ['clock.test.ts:12']).unit).toEqual(['tests/engine/clock.test.ts:12'])
    expect(select(files, ['clock.test.ts:12', 'clock']).unit).toEqual(['tests/engine/clock.test.ts'])
  })
  it('selects every test file when there is none, and none when nothing fits', () => {
    expect(select(files, [])).toEqual({ unit: files.slice(2), browser: files.slice(0, 1), leftOut: [] })
    expect(select(files, ['nowhere'])).toEqual({ unit: [], browser: [], leftOut: [] })
  })
})

describe('a clone without the recordings beside it', () => {
  const clone = () => join(folder, 'clone')
  const put = (...files: string[]) => {
    for (const file of files) {
      mkdirSync(join(folder, 'shared', file, '..'), { recursive: true })
      writeFileSync(join(folder, 'shared', file), '')
    }
  }
  const files = testFiles(project)
  const left = () => select(files, [], endingsLeftOut(clone())).leftOut

  it('leaves out the files of tests that read them, and says so in one line', () => {
    expect(left()).toEqual(files.filter(file => /\/(?:recorded|quotations)\.test\.ts$/.test(file)))
    expect(left().length).toBeGreaterThan(2)
    expect(sayLeftOut(left())).toBe(`${left().length} files of tests need recordings that are not beside this clone, and were left out.`)
    expect(summaryOf([], sayLeftOut(['a']))).toEqual(['1 file of tests needs recordings that are not beside this clone, and was left out.', '', '0 passed, 0 failed, 0 skipped'])
    expect(select(files, ['quotations.test.ts:9'], endingsLeftOut(clone()))).toEqual({ unit: [], browser: [], leftOut: ['tests/facts/quotations.test.ts:9'] })
  })

  it('runs them where they are, each that has all it reads', () => {
    put('post.md', 'conformance/dev.jsonl')
    expect(left()).toEqual(files.filter(file => file.endsWith('/recorded.test.ts')))
    put('conformance/compare.mjs')
    expect(left()).toEqual([])
    expect(sayLeftOut(left())).toBeUndefined()
  })

  it('has no other test that looks for them', () => {
    const reading = files.filter(file => /recordingsFolder|run-case/.test(readFileSync(join(project, file), 'utf8')))
    expect(reading.filter(file => !/\/(?:recorded|quotations)\.test\.ts$|\/conformance\/run-case\.ts$|^tests\/scripts\//.test(file))).toEqual([])
  })
})

/** The runners themselves, over a small project of their own: passing, failing, skipped and broken tests. */
describe('the real runners', () => {
  let context: RunContext
  beforeEach(() => {
    for (const name of ['node_modules', 'scripts']) symlinkSync(join(project, name), join(folder, name))
    mkdirSync(join(folder, 'tests'))
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    writeFileSync(join(folder, 'vitest.config.ts'), `export default { test: { include: ['tests/**/*.test.ts'] }, cacheDir: ${JSON.stringify(join(folder, 'cache'))} }\n`)
    writeFileSync(join(folder, 'playwright.config.ts'), `export default { testDir: 'tests', testMatch: '**/*.spec.ts', workers: 1 }\n`)
    // The child runners must not take this one's worker settings for theirs.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|VITE_|TEST$|NODE_ENV|MODE$|DEV$|PROD$)/.test(name)))
    context = { root: folder, reports: folder, env, isTerminal: false, onOutput: () => {} }
  })
  const write = (name: string, text: string) => writeFileSync(join(folder, 'tests', name), text)

  it('Vitest: every kind of end is counted and named', async () => {
    write('a.test.ts', `import { expect, it } from 'vitest'
it('passes', () => {})
it('fails', () => {
  const two = 2
  expect(1).toBe(two)
})
it('is skipped with a reason', ({ skip }) => skip('no such folder'))
it.skip('is skipped without', () => {})
it.todo('is to do')
`)
    write('broken.test.ts', `import './nowhere.ts'`)
    const { passed, failed, skipped } = await runUnitTests([], context)
    expect(passed).toBe(1)
    expect(failed).toHaveLength(2)
    expect(failed).toContainEqual({ title: 'fails', place: expect.stringMatching(/tests\/a\.test\.ts:5$/), reason: 'expected 1 to be 2 // Object.is equality' })
    expect(failed).toContainEqual(expect.objectContaining({ title: 'the file cannot be run', place: expect.stringMatching(/tests\/broken\.test\.ts/) }))
    expect(skipped).toEqual([
      { title: 'is skipped with a reason', place: expect.stringMatching(/a\.test\.ts:7$/), reason: 'no such folder' },
      { title: 'is skipped without', place: expect.stringMatching(/a\.test\.ts:8$/) },
      { title: 'is to do', place: expect.stringMatching(/a\.test\.ts:9$/), reason: 'to do' },
    ])
  })

  it('Vitest: an error outside the tests, a lone test and a crash are failures', async () => {
    write('a.test.ts', `import { it } from 'vitest'\nit('passes', () => { setTimeout(() => { throw new Error('late') }) })\nit('waits', () => new Promise((done) => setTimeout(done, 50)))`)
    expect((await runUnitTests([], context)).failed).toEqual([expect.objectContaining({ title: 'outside every test', reason: 'late' })])
    write('a.test.ts', `import { it } from 'vitest'\nit.only('passes', () => {})`)
    expect((await runUnitTests([], context)).failed).toHaveLength(1)
    writeFileSync(join(folder, 'vitest.config.ts'), 'process.exit(3)')
    expect((await runUnitTests([], context)).failed).toEqual([{ title: 'Unit tests', reason: 'ended with exit code 3 and wrote no report' }])
  })

  it('Playwright: every kind of end is counted and named, and a test that another kept from running is not passed', async () => {
    write('a.spec.ts', `import { expect, test } from 'playwright/test'
test('passes', () => {})
test('fails', () => {
  expect(1).toBe(2)
})
test('is skipped with a reason', () => test.skip(true, 'no such folder'))
`)
    write('b.spec.ts', `import { test } from 'playwright/test'
test.describe.serial('in order', () => {
  test('fails', () => { throw new Error('first') })
  test('never begins', () => {})
})`)
    write('c.spec.ts', `import { test } from 'playwright/test'\ntest('is not asked for', () => { throw new Error('no') })`)
    expect(await runBrowserTests(['tests/a.spec.ts', 'tests/b.spec.ts'], context)).toEqual({
      runner: 'Browser tests',
      passed: 1,
      failed: [
        { title: 'fails', place: expect.stringMatching(/tests\/a\.spec\.ts:4$/), reason: expect.stringContaining('toBe') },
        { title: 'in order fails', place: expect.stringMatching(/tests\/b\.spec\.ts:3$/), reason: 'Error: first' },
      ],
      skipped: [
        { title: 'is skipped with a reason', place: expect.stringMatching(/tests\/a\.spec\.ts:6$/), reason: 'no such folder' },
        { title: 'in order never begins', place: expect.stringMatching(/tests\/b\.spec\.ts:4$/), reason: 'did not run' },
      ],
      unsteady: [],
    })
  })

  it('Playwright: a test that passes only when tried again is passed and named', async () => {
    writeFileSync(join(folder, 'playwright.config.ts'), `export default { testDir: 'tests', retries: 1 }`)
    write('a.spec.ts', `import { test } from 'playwright/test'
test('passes later', ({}, { retry }) => { if (retry === 0) throw new Error('too early') })
test('never passes', () => { throw new Error('first') })
`)
    expect(await runBrowserTests([], context)).toMatchObject({
      passed: 1,
      failed: [{ title: 'never passes', reason: 'Error: first' }],
      unsteady: [{ title: 'passes later', place: expect.stringMatching(/tests\/a\.spec\.ts:2$/), reason: 'Error: too early' }],
    })
  })

  it('Playwright: a set-up that fails is a failure', async () => {
    write('a.spec.ts', `import { test } from 'playwright/test'\ntest('passes', () => {})`)
    writeFileSync(join(folder, 'setup.ts'), `export default () => { throw new Error('no deck') }`)
    writeFileSync(join(folder, 'playwright.config.ts'), `export default { testDir: 'tests', globalSetup: './setup.ts' }`)
    expect(await runBrowserTests([], context)).toMatchObject({
      passed: 0,
      failed: [{ title: 'outside every test', reason: expect.stringContaining('no deck') }],
    })
  })
})
