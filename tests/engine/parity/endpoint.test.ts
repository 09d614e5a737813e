import { mkdtempSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Clock, type JsonObject } from '../../../engine/asl/index.ts'
import { asStates } from '../../../engine/parity/as-states.ts'
import { compareCases, type Verdict } from '../../../engine/parity/cases.ts'
import { answer, openAccount } from '../../../engine/service/index.ts'
import { load } from '../../../engine/cli/commands/serve/load.ts'
import { listPatterns, readPattern } from '../../../engine/cli/pattern-folder.ts'
import { isSweep } from '../../support/sweep.ts'
import { asl } from '../cli/terminal.ts'
import { serving } from '../server/serving.ts'

const snippets = join(import.meta.dirname, '../../../snippets')
/** A saga, concurrent branches, tokens, nested machines and a Map; all patterns in the sweep. */
const PATTERNS = isSweep ? listPatterns(snippets) : ['saga', 'parallel-join', 'callback-token', 'see-it']
const folders = PATTERNS.map(slug => join(snippets, slug))
const made: string[] = []
afterAll(() => made.forEach(folder => rmSync(folder, { recursive: true, force: true })))

/** A copy of a pattern in which one of its files is changed. */
function changed(slug: string, file: string, change: (text: string) => string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'parity-')), slug)
  made.push(join(folder, '..'))
  cpSync(join(snippets, slug), folder, { recursive: true })
  const before = readFileSync(join(folder, file), 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  writeFileSync(join(folder, file), after)
  return folder
}

async function parity(served: readonly string[], ...args: string[]): Promise<{ code: number, verdicts: Verdict[] }> {
  const { machines, mocks } = await load(served)
  const { endpoint } = await serving({ machines, mocks })
  const { code, stdout, stderr } = await asl(['parity', ...args, '--endpoint', endpoint, '--json'])
  expect(stderr).toBe('')
  return { code, verdicts: JSON.parse(stdout) as Verdict[] }
}

describe('asl parity --endpoint', () => {
  it('finds our own server to do exactly what the engine does, for every case that is one execution', async () => {
    const { code, verdicts } = await parity(folders, ...folders)
    expect(verdicts.filter(({ difference }) => difference)).toEqual([])
    const notCompared = verdicts.filter(({ compared }) => compared === undefined).map(({ remark }) => remark)
    expect(notCompared.filter(remark => remark !== 'not asked: many executions on one clock' && remark !== 'not asked: CheckOut is STANDARD there and EXPRESS here')).toEqual([])
    expect(verdicts.reduce((sum, { compared = 0 }) => sum + compared, 0)).toBeGreaterThan(150)
    expect(code).toBe(0)
  })

  it.each<[string, string, (text: string) => string, string]>([
    ['another answer', 'mocks.json', text => text.replace('No van left on Friday', 'No van at all'), 'detail'],
    ['another path', 'workflow.asl.yaml', text => text.replace('MaxAttempts: 6', 'MaxAttempts: 1'), 'types'],
  ])('finds a difference that was planted: %s', async (_, file, change, level) => {
    const { code, verdicts } = await parity([changed('saga', file, change)], join(snippets, 'saga'))
    expect(verdicts.flatMap(({ difference }) => difference ? [difference.level] : [])).toContain(level)
    expect(code).toBe(1)
  })

  it('makes what is not there, and deletes it', async () => {
    const { machines, mocks } = await load([])
    const server = await serving({ machines, mocks })
    const { stdout } = await asl(['parity', join(snippets, 'wait-until'), '--endpoint', server.endpoint])
    expect(stdout).toContain('started without a case')
    expect((await server.account()).machines.size).toBe(0)
  })
})

describe('asl parity --teststate', () => {
  it('finds the TestState of our own server to answer as the states of each run did', async () => {
    const { code, verdicts } = await parity([], '--teststate', ...folders)
    expect(verdicts.filter(({ difference }) => difference)).toEqual([])
    expect(verdicts.reduce((sum, { compared = 0 }) => sum + compared, 0)).toBeGreaterThan(60)
    expect(code).toBe(0)
  })
})

describe('states that answer otherwise', () => {
  it.each<[string, (answer: JsonObject) => JsonObject, string]>([
    ['another next state', answer => ({ ...answer, nextState: 'Elsewhere' }), 'output.nextState'],
    ['another status', answer => ({ ...answer, status: 'FAILED' }), 'status'],
  ])('are found: %s', async (_, change, what) => {
    const { pattern } = await readPattern(snippets, 'wait-until')
    const account = openAccount({ clock: new Clock() })
    const compare = asStates({ call: async (operation, request) => change(await answer(account, operation, request)) })
    const verdicts = await Array.fromAsync(compareCases('wait-until', pattern!, compare, new Set(['due'])))
    expect(verdicts).toMatchObject([{ case: 'due', difference: { what: expect.stringContaining(what) as string } }])
  })
})

describe('leave to ask AWS', () => {
  it.each<[string[], string]>([
    [['--teststate'], 'ask TestState about the states of 9 cases, and make nothing at AWS'],
    [['--deploy', 'Saga'], 'invoke the function Saga-actor once for each case, which fills the stack’s own tables as the case finds them, and start 9 cases as executions (about $0.0018 of Step Functions by list price'],
    [['--endpoint', 'https://states.example.org'], 'make state machines that are not there, delete them afterwards, and start 9 cases'],
  ])('is asked for with what it would do and cost: %s', async (args, said) => {
    const { code, stderr } = await asl(['parity', join(snippets, 'saga'), ...args])
    expect(stderr).toContain(said)
    expect(stderr).toContain('--allow-aws lets it')
    expect(code).toBe(2)
  })

  it('is not needed on this machine, and an address at which nobody answers is said', async () => {
    const { code, stderr } = await asl(['parity', join(snippets, 'saga'), '--endpoint', 'http://127.0.0.1:9'])
    expect(stderr).toMatch(/http:\/\/127\.0\.0\.1:9\/ gives no answer/)
    expect(code).toBe(2)
  })
})
