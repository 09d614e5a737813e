import { cpSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkPattern } from '../../engine/cli/check-pattern.ts'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { definitionOf } from '../../engine/simulation/play/pattern.ts'
import { asl } from '../engine/cli/terminal.ts'

/** What a folder whose files do not fit each other says, and where. */

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'patterns-'))
  cpSync('tests/patterns/fixtures/gate', join(root, 'gate'), { recursive: true })
  edit('handlers.ts', /import type.*\n/, '')
  edit('handlers.ts', ': SetUp', ': any')
})
afterEach(() => rmSync(root, { recursive: true }))

function edit(file: string, from: string | RegExp, to: string) {
  const path = join(root, 'gate', file)
  const before = readFileSync(path, 'utf8')
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  writeFileSync(path, after)
}

test('as it stands it is in order', async () => {
  const { pattern, diagnostics, handlers } = await readPattern(root, 'gate')
  expect(diagnostics).toEqual([])
  expect(Object.keys(pattern!.workflows)).toEqual(['count-boxes', 'workflow'])
  expect(pattern!.definition).toBe(pattern!.workflows.workflow)
  expect(pattern!.setUp).toBeTypeOf('function')
  expect(handlers).toBe(join(root, 'gate', 'handlers.ts'))
})

test.each<[what: string, file: string, from: string | RegExp, to: string, message: RegExp, near: string]>([
  ['a workflow that is not there', 'cases.yaml', 'runs: [{ alias: live', 'workflow: cargo\n    runs: [{ alias: live', /no cargo\.asl\.yaml; it has count-boxes, workflow/, 'workflow: cargo'],
  ['a run of one that is not there', 'cases.yaml', 'type: EXPRESS }', 'type: EXPRESS, workflow: cargo }', /no cargo\.asl\.yaml/, 'workflow: cargo'],
  ['mocks that nobody wrote', 'cases.yaml', 'mocks: Counted', 'mocks: Guessed', /no test case “Guessed”.*it has Counted/, 'mocks: Guessed'],
  ['a fold of what is not there', 'cases.yaml', '/States/EnterGate/Retry', '/States/EnterGate/Catch', /fold: workflow\.asl\.yaml has no/, '/States/EnterGate/Catch'],
  ['an alias that is not there', 'cases.yaml', 'alias: live, weights', 'alias: beta, weights', /no alias “beta”/, 'alias: beta, weights'],
  ['a version that is not there', 'cases.yaml', 'count-boxes: 20 }', 'cargo: 20 }', /no cargo\.asl\.yaml/, 'live:'],
  ['an account that is not there', 'cases.yaml', 'ledger: { inside: 1', 'ledger: { outside: 1', /“outside” of the ledger/, 'ledger: { outside: 1'],
])('%s is named by file and line', async (_what, file, from, to, message, near) => {
  edit(file, from, to)
  const { pattern, diagnostics } = await readPattern(root, 'gate')
  expect(pattern).toBeUndefined()
  expect(diagnostics[0]).toMatchObject({ severity: 'ERROR', file: join(root, 'gate', file) })
  expect(diagnostics[0]!.message).toMatch(message)
  const lines = readFileSync(join(root, 'gate', file), 'utf8').split('\n')
  expect(diagnostics[0]!.range!.start.line).toBe(lines.findIndex(line => line.includes(near)) + 1)
})

test.each([
  ['cases.yaml', 'n: "{n}" }', 'n: "{n}", big: 9007199254740993 }', 3, 'The number 9007199254740993 is beyond the integers that are kept exactly and became 9007199254740992', '/input/big'],
  ['mocks.json', /^\{/, '{\n  "MockedResponses": {},', 6, 'The key "MockedResponses" is given more than once, and only its last value counts', '/MockedResponses'],
])('what is not kept as %s has it is a warning, and runs all the same', async (file, from, to, line, message, location) => {
  edit(file, from, to)
  const { pattern, remarks } = await readPattern(root, 'gate')
  expect(pattern).toBeDefined()
  expect(remarks).toEqual([expect.objectContaining({ severity: 'WARNING', message, location, file: join(root, 'gate', file) })])
  expect(remarks[0]!.range!.start.line).toBe(line)
})

test('a case that goes on without end is ended like on a slide, and its file says where it goes round', async () => {
  writeFileSync(join(root, 'gate', 'count-boxes.asl.yaml'), 'StartAt: Again\nStates:\n  Again: { Type: Pass, Next: AndAgain }\n  AndAgain: { Type: Choice, Choices: [{ Variable: $.no, IsPresent: true, Next: Done }], Default: Again }\n  Done: { Type: Succeed }\n')
  edit('cases.yaml', '  busy:\n', '  endless: { title: endless, workflow: count-boxes, beats: [{ at: 0s, say: It begins. }], expect: { status: TIMED_OUT } }\n\n  busy:\n')
  const { cases } = await checkPattern(root, 'gate', { many: false })
  const [{ code, message, range }] = cases[0]!.diagnostics as [{ code: string, message: string, range: { start: { line: number } } }]
  expect({ code, message }).toEqual({ code: 'CASE', message: 'case “endless”: The run was ended after 25,000 events in its history, still going round Again → AndAgain → Again (6,250 times).' })
  expect(readFileSync(join(root, 'gate', 'cases.yaml'), 'utf8').split('\n')[range.start.line - 1]).toContain('endless:')
})

test('each run has the values that a deployment fills in, by machine or for all', async () => {
  const clerk = 'arn:aws:states:eu-west-1:111111111111:stateMachine:CountBoxes'
  edit('workflow.asl.yaml', `StateMachineArn: ${clerk}`, 'StateMachineArn: ${Clerk}')
  edit('cases.yaml', 'machine: Pickup', `machine: Pickup\nsubstitutions: { Clerk: ${clerk} }`)
  expect((await checkPattern(root, 'gate')).cases.flatMap(({ diagnostics }) => diagnostics)).toEqual([])
  const { pattern } = await readPattern(root, 'gate')
  const [item] = pattern!.cases.cases
  expect(JSON.stringify(pattern!.definition)).toContain('"${Clerk}"')
  expect(JSON.stringify(definitionOf(pattern!, item!))).toContain(`"${clerk}"`)
  edit('cases.yaml', `substitutions: { Clerk: ${clerk} }`, `substitutions: { workflow: { Clerk: ${clerk} } }`)
  const byMachine = (await readPattern(root, 'gate')).pattern!
  expect(JSON.stringify(definitionOf(byMachine, item!))).toContain(`"${clerk}"`)
})

test.each<[what: string, substitutions: string, file: string, near: string, message: string]>([
  ['a placeholder without a value', '{}', 'workflow.asl.yaml', '${Courier}', '${Courier} has no value among the substitutions of cases.yaml'],
  ['a value of another name', '{ Couriers: a }', 'workflow.asl.yaml', '${Courier}', '${Courier} has no value among the substitutions of cases.yaml; did you mean Couriers?'],
  ['a value that nobody uses', '{ Courier: a, Clerk: b }', 'cases.yaml', 'substitutions:', 'substitutions: no machine of the folder has a ${Clerk}; it has Courier'],
  ['a value for a machine that has no such placeholder', '{ workflow: { Courier: a }, count-boxes: { Courier: b } }', 'cases.yaml', 'substitutions:', 'substitutions: count-boxes.asl.yaml has no ${Courier}'],
])('%s is one message with file and line', async (_what, substitutions, file, near, message) => {
  edit('workflow.asl.yaml', 'api.courier.example', '${Courier}')
  edit('cases.yaml', 'machine: Pickup', `machine: Pickup\nsubstitutions: ${substitutions}`)
  const { remarks } = await readPattern(root, 'gate')
  const lines = readFileSync(join(root, 'gate', file), 'utf8').split('\n')
  expect(remarks.find(remark => remark.message === message)).toMatchObject({ file: join(root, 'gate', file), range: { start: { line: lines.findIndex(line => line.includes(near)) + 1 } } })
})

test('values for a machine that the folder has not are refused', async () => {
  edit('cases.yaml', 'machine: Pickup', 'machine: Pickup\nsubstitutions: { cargo: { Courier: a } }')
  expect((await readPattern(root, 'gate')).diagnostics).toMatchObject([{ message: expect.stringContaining('no cargo.asl.yaml'), range: { start: { line: 3 } } }])
})

test.each([
  ['export nothing', 'export const other = 1', /exports no function setUp/],
  ['can’t be read', 'export const setUp = (', /can’t be loaded/],
])('handlers that %s are named by their file', async (_what, text, message) => {
  writeFileSync(join(root, 'gate', 'handlers.ts'), text)
  const { diagnostics } = await readPattern(root, 'gate')
  expect(diagnostics).toMatchObject([{ file: join(root, 'gate', 'handlers.ts'), message: expect.stringMatching(message) }])
})

test('changed handlers are read anew', async () => {
  const before = (await readPattern(root, 'gate')).pattern!.setUp
  edit('handlers.ts', 'let calling = 0', 'let calling = 1')
  const after = (await readPattern(root, 'gate')).pattern!.setUp
  expect(String(after)).not.toBe(String(before))
})

test('a further machine with an error is named by its own file', async () => {
  edit('count-boxes.asl.yaml', 'StartAt: AskTheClerk', 'StartAt: AskNobody')
  const { diagnostics } = await readPattern(root, 'gate')
  expect(diagnostics[0]).toMatchObject({ severity: 'ERROR', file: join(root, 'gate', 'count-boxes.asl.yaml') })
})

test('without mocks.json nothing is mocked', async () => {
  unlinkSync(join(root, 'gate', 'mocks.json'))
  const { diagnostics } = await readPattern(root, 'gate')
  expect(diagnostics.map(({ message }) => message)).toEqual(expect.arrayContaining([expect.stringMatching(/no state machine “Pickup” with a test case “Counted”/)]))
})

test('asl test says which gauge and which account came out otherwise', async () => {
  edit('cases.yaml', 'gauges: { calling: { most: 4, last: 0 } }', 'gauges: { calling: { most: 3, last: 0 } }')
  edit('cases.yaml', 'ledger: { inside: 1, counted: 19 }', 'ledger: { inside: 0, counted: 19 }')
  const { code, stdout: printed } = await asl(['test', 'gate', '--folder', root])
  expect(code).toBe(1)
  expect(printed).toMatch(/gauges: expected \{"calling":\{"most":3,"last":0\}\}, got \{"calling":\{"most":4,"last":0\}\}/)
  expect(printed).toMatch(/ledger: expected \{"inside":0,"counted":19\}, got \{"inside":1,"counted":19\}/)
  expect(printed).toMatch(/2 passed, 1 failed/)
})
