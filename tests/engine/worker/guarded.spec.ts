import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base } from 'playwright/test'
import { build } from 'vite'
import { deckServer } from '../../../scripts/preview/server.mjs'
import type { GuardedRequest, GuardOptions } from '../../../engine/simulation/worker/guarded.ts'
import type { Observed, TestPage } from './page.ts'

// The worker in a real browser, in a small page of its own under the deck's security headers.

/** Far more than any machine needs: what ends is what was said to end it, and not the clock. */
const PATIENT = { seconds: 80 }

/** The address of a built page with nothing but the worker's guard. */
const test = base.extend<{ run: (request: Partial<GuardedRequest>, options?: GuardOptions) => Promise<Observed> }, { address: string }>({
  address: [async ({}, use) => {
    const dir = mkdtempSync(join(tmpdir(), 'guarded-'))
    await build({
      configFile: false,
      root: import.meta.dirname,
      base: './',
      logLevel: 'error',
      build: { outDir: dir, modulePreload: false, rolldownOptions: { input: join(import.meta.dirname, 'page.html') } },
    })
    const server: Server = deckServer({ dir })
    await new Promise<void>((up) => server.listen(0, 'localhost', up))
    await use(`http://localhost:${(server.address() as AddressInfo).port}/page.html`)
    server.close()
    rmSync(dir, { recursive: true, force: true })
  }, { scope: 'worker', timeout: 120_000 }],
  run: async ({ page, address }, use) => {
    const wrong: string[] = []
    page.on('pageerror', (error) => wrong.push(String(error)))
    page.on('console', (message) => /Content Security Policy/.test(message.text()) && wrong.push(message.text()))
    await page.goto(address)
    await page.waitForFunction(() => 'observe' in window)
    await use((request, options = PATIENT) => {
      const given = JSON.stringify([{ text: '', simulation: {}, ...request }, options])
      return page.evaluate((json) => (window as unknown as TestPage).observe(...JSON.parse(json) as [GuardedRequest, GuardOptions]), given)
    })
    expect(wrong).toEqual([])
  },
})

/** A JSONata Pass state. */
const computing = (expression: string): string => JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Compute', States: { Compute: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } } })

const ENDLESS_LOOP = {
  StartAt: 'Again?',
  States: {
    'Again?': { Type: 'Choice', Choices: [{ Variable: '$.never', IsPresent: true, Next: 'Over' }], Default: 'Lap' },
    'Lap': { Type: 'Pass', Next: 'Again?' },
    'Over': { Type: 'Succeed' },
  },
}

/** Every child of the Map Run fills its own history: ten thousand endless loops, and nobody who counts. */
const HOURS: GuardedRequest = {
  text: JSON.stringify({
    StartAt: 'Each',
    States: {
      Each: { Type: 'Map', ItemsPath: '$.items', MaxConcurrency: 1, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...ENDLESS_LOOP }, ToleratedFailurePercentage: 100, End: true },
    },
  }),
  simulation: { input: { items: Array.from({ length: 10_000 }, (_, index) => index) } },
  limits: { allEvents: 1e9, bytes: 1e12, turns: 1e12 },
}

const GOOD = `
StartAt: Greet
States:
  Greet:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: { FunctionName: greet }
    TimeoutSeconds: 5
    End: true
`

test('a good definition runs, in the mock file\'s words and with its meters', async ({ run }) => {
  const mocks = { StateMachines: { StateMachine: { TestCases: { hello: { Greet: 'Hello' } } } }, MockedResponses: { Hello: { 0: { Return: { Payload: 'Hello' } } } } }
  const result = await run({ text: GOOD, file: 'workflow.asl.yaml', simulation: { input: { name: 'Ada' }, mocks, mockCase: 'hello' } })
  expect(result).toMatchObject({ status: 'SUCCEEDED', output: { Payload: 'Hello' }, events: 7, transitions: 1 })
  expect(result.diagnostics.filter(({ severity }) => severity === 'ERROR')).toEqual([])
  expect(result.problem).toBeUndefined()
  expect(await run({ text: GOOD, simulation: { automock: true } })).toMatchObject({ status: 'SUCCEEDED', output: { StatusCode: 200 } })
})

test('a broken one gets diagnostics with their lines, and is not run', async ({ run }) => {
  const result = await run({ text: GOOD.replace('StartAt: Greet', 'StartAt: Great'), file: 'workflow.asl.yaml' })
  expect(result.diagnostics[0]).toMatchObject({ severity: 'ERROR', file: 'workflow.asl.yaml', range: { start: { line: 2 } } })
  expect(result.status).toBeUndefined()
  const broken = await run({ text: 'StartAt: [' })
  expect(broken.diagnostics[0]).toMatchObject({ severity: 'ERROR', code: 'INVALID_YAML', range: { start: { line: 1 } } })
})

const HOSTILE: [title: string, request: Partial<GuardedRequest>, ends: Partial<Record<'status' | 'error' | 'cause' | 'problem', unknown>>][] = [
  ['a Choice loop without end', { text: JSON.stringify(ENDLESS_LOOP) }, { status: 'FAILED', error: 'States.Runtime', cause: expect.stringContaining('25000') }],
  ['an Express loop without end', { text: JSON.stringify(ENDLESS_LOOP), simulation: { type: 'EXPRESS' } }, { problem: { error: 'RecordingTooLarge', message: expect.stringContaining('25,000 events') } }],
  ['recursion without end in JSONata', { text: computing('( $down := function($n) { 1 + $down($n + 1) }; $down(0) )') }, { status: 'FAILED', error: 'States.QueryEvaluationError', cause: expect.stringContaining('recursive') }],
  ['a tail call without end in JSONata', { text: computing('( $on := function($n) { $on($n + 1) }; $on(0) )') }, { status: 'FAILED', error: 'States.QueryEvaluationError', cause: expect.stringContaining('timeout') }],
  ['a catastrophic regular expression', { text: computing(`$match("${'a'.repeat(40)}!", /^(a+)+$/)`) }, { status: 'FAILED', error: 'States.QueryEvaluationError' }],
  ['a Wait until the year 9999', { text: JSON.stringify({ StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Timestamp: '9999-12-31T23:59:59Z', End: true } } }) }, { status: expect.stringMatching(/^(FAILED|TIMED_OUT)$/) }],
  ['a string of 100 MB built by JSONata', { text: computing('( $twice := function($s, $n) { $n = 0 ? $s : $twice($s & $s, $n - 1) }; $length($twice("xxxxx", 25)) )') }, { status: 'FAILED', error: 'States.QueryEvaluationError', cause: expect.stringContaining('memory') }],
]

for (const [title, request, { problem: expected, ...outcome }] of HOSTILE) {
  test(`${title} ends`, async ({ run }) => {
    const { problem, ...result } = await run(request)
    expect(problem).toEqual(expected)
    expect(result).toMatchObject(outcome)
  })
}

test('what does nothing is ended while the page goes on drawing, and the next request has a worker again', async ({ run, page }) => {
  expect(await run({ text: GOOD, simulation: { automock: true } })).toMatchObject({ status: 'SUCCEEDED' })
  const { failure, frames, next } = await page.evaluate(() => (window as unknown as TestPage).observeStuck())
  expect(failure).toEqual({ reason: 'stuck', message: 'The run was ended because nothing came of it for 1 second.' })
  // On the page's own thread there would be none but the first.
  expect(frames).toBeGreaterThan(1)
  expect(next).toBe('again')
})

test('one worker serves one run after the other', async ({ run, page }) => {
  let started = 0
  page.on('worker', () => { started++ })
  for (const _ of [1, 2, 3]) expect((await run({ text: GOOD, simulation: { automock: true } })).status).toBe('SUCCEEDED')
  expect(started).toBe(1)
})

test('a run does not wait for one that goes on and on; of those that are done, one worker is kept', async ({ run, page }) => {
  const good = { text: GOOD, simulation: { automock: true } }
  await page.evaluate((json) => void (window as unknown as TestPage).observe(JSON.parse(json) as GuardedRequest), JSON.stringify(HOURS))
  expect(await run(good)).toMatchObject({ status: 'SUCCEEDED' })
  expect(page.workers()).toHaveLength(2)
  for (const { status } of await Promise.all([run(good), run(good), run(good)])) expect(status).toBe('SUCCEEDED')
  await expect.poll(() => page.workers().length).toBe(2)
})

test('a history too large to show is said to be', async ({ run }) => {
  const growing = {
    StartAt: 'Grow?',
    States: {
      'Grow?': { Type: 'Choice', Choices: [{ Variable: '$.lap', NumericLessThan: 600, Next: 'Lap' }], Default: 'Over' },
      'Lap': { Type: 'Pass', Parameters: { 'lap.$': 'States.MathAdd($.lap, 1)', 'ballast.$': '$.ballast' }, Next: 'Grow?' },
      'Over': { Type: 'Succeed' },
    },
  }
  const result = await run({ text: JSON.stringify(growing), simulation: { input: { lap: 0, ballast: 'x'.repeat(200_000) } } })
  expect(result.problem?.error).toBe('RecordingTooLarge')
})

test('a request that can not be copied, and a worker that can not be had, are problems and not exceptions', async ({ page, address, run }) => {
  const uncopied = await page.evaluate(() => (window as unknown as TestPage).observe({ text: '', simulation: { input: (() => 1) as never } }))
  expect(uncopied.problem).toMatchObject({ error: 'WorkerFailed' })
  expect((await run({ text: GOOD, simulation: { automock: true } })).status).toBe('SUCCEEDED')
  await page.context().route(/entry/, (route) => route.abort())
  await page.goto(address)
  await page.waitForFunction(() => 'observe' in window)
  const missing = await page.evaluate(() => (window as unknown as TestPage).observe({ text: '', simulation: {} }))
  expect(missing.problem).toEqual({ error: 'WorkerFailed', message: 'The worker that runs definitions could not be loaded.' })
})
