import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCases } from '../../engine/simulation/cases/read-cases.ts'

const GOOD = `title: A pattern
machine: Orders
input: { orderId: 1 }
answers:
  late: 1d12h
paper: second
cases:
  first:
    title: goes well
    callbacks:
      Ask: { after: 2h }
      Many: [{ after: 90 }, { lost: true }]
    beats:
      - on: TaskSubmitted Ask
        say: It waits.
      - at: 90d
        say: It still waits.
    expect: { status: SUCCEEDED, elapsed: 2h }
  second:
    input: { orderId: 2 }
    omit: [/States/Ask/TimeoutSeconds]
`

test('a case file gives cases with durations in seconds and defaults filled in', () => {
  const { cases, diagnostics } = readCases(GOOD)
  expect(diagnostics).toEqual([])
  expect(cases).toMatchObject({ title: 'A pattern', machine: 'Orders', paper: 'second', answers: { late: 129_600 } })
  expect(cases!.cases[0]).toMatchObject({
    name: 'first',
    input: { orderId: 1 },
    type: 'STANDARD',
    seed: 1,
    callbacks: { Ask: { after: 7200 }, Many: [{ after: 90 }, { lost: true }] },
    beats: [{ on: 'TaskSubmitted Ask', say: 'It waits.' }, { at: 7_776_000, say: 'It still waits.' }],
    expect: { status: 'SUCCEEDED', elapsed: 7200 },
  })
  expect(cases!.cases[1]).toMatchObject({ name: 'second', title: 'second', input: { orderId: 2 }, omit: ['/States/Ask/TimeoutSeconds'] })
})

test.each([
  ['a misspelt field', GOOD.replace('callbacks:', 'calbacks:'), 10, /no field “calbacks”/],
  ['a duration nobody can read', GOOD.replace('after: 2h', 'after: soon'), 11, /must be seconds or a duration/],
  ['a beat with neither on nor at', GOOD.replace('- on: TaskSubmitted Ask\n        say', '- say'), 14, /either on or at/],
  ['a number that YAML takes for a comment', GOOD.replace('on: TaskSubmitted Ask', 'on: TaskSubmitted Ask #2'), 14, /quotation marks/],
  ['a beat that says nothing', GOOD.replace('say: It waits.', 'say: ""'), 15, /say must be text/],
  ['a paper case that is not there', GOOD.replace('paper: second', 'paper: third'), 6, /“third”, which is not a case/],
  ['broken YAML', GOOD.replace('input: { orderId: 1 }', 'input: { orderId: 1'), 4, /./],
  ['a list where a mapping belongs', GOOD.replace('answers:\n  late: 1d12h', 'answers: [1]'), 4, /answers must be a mapping/],
  ['an unknown type', GOOD.replace('title: goes well', 'type: FAST'), 9, /STANDARD or EXPRESS/],
])('%s is reported with its line', (_, text, line, message) => {
  const { cases, diagnostics } = readCases(text, 'snippets/x/cases.yaml')
  expect(cases).toBeUndefined()
  expect(diagnostics[0]).toMatchObject({ severity: 'ERROR', file: 'snippets/x/cases.yaml', range: { start: { line } } })
  expect(diagnostics[0]!.message).toMatch(message)
})

test('any text gives diagnostics or cases, never an exception', () => {
  for (const text of ['', '[]', 'null', '42', 'cases: 1', 'cases: {a: 1}', ': :', '\t', 'a: *b', 'cases: {a: {beats: 1, omit: 2, callbacks: [1]}}']) {
    const { cases, diagnostics } = readCases(text)
    expect(cases === undefined).toBe(diagnostics.length > 0)
  }
})

const MANY = `title: Many
machine: Orders
input: { orderId: "STROOP-{n}" }
types: { charge: EXPRESS }
ledger:
  stock: { title: boxes, good: 0, on: { Reserve: 1, TaskFailed Release: 0 } }
gauges:
  inUse: { title: at once, most: 5 }
fold: { workflow: [/States/A], charge: [/States/B] }
advice: [POLL_LOOP]
paper: [herd, alone]
cases:
  herd:
    settings: { most: 5 }
    aliases: { live: { workflow: 90, next: 10 } }
    runs:
      - { count: 20, every: 3s, at: 1m, name: "order-{n}", alias: live }
      - { workflow: charge, type: EXPRESS, input: { n: "{n}" }, mocks: Slow }
    actions:
      - { at: 1h, type: StopExecution, run: 4 }
      - { at: 2h, type: UpdateStateMachineAlias, alias: live, weights: { workflow: 100 } }
    until: 1d
    beats: [{ at: 0s, say: Go. }, { at: end, say: Done. }]
    expect: { statuses: { SUCCEEDED: 19 }, starts: { started: 20 }, gauges: { inUse: { most: 5, last: 0 } } }
  alone:
    workflow: charge
    callbacks: { Ask: { after: 6h, heartbeatEvery: 1h, heartbeatsFor: 2h } }
    actions: [{ at: 1d, type: RedriveExecution, mockCase: Fixed }]
`

test('a case of many executions says what is started when, and what is done to it', () => {
  const { cases, diagnostics } = readCases(MANY)
  expect(diagnostics).toEqual([])
  expect(cases).toMatchObject({
    paper: 'herd',
    papers: ['herd', 'alone'],
    types: { charge: 'EXPRESS' },
    ledger: [{ name: 'stock', title: 'boxes', good: 0, on: { 'Reserve': 1, 'TaskFailed Release': 0 } }],
    gauges: [{ name: 'inUse', title: 'at once', most: 5 }],
    fold: { workflow: ['/States/A'], charge: ['/States/B'] },
    advice: ['POLL_LOOP'],
  })
  const [herd, alone] = cases!.cases
  expect(herd).toMatchObject({
    workflow: 'workflow',
    type: 'STANDARD',
    until: 86_400,
    runs: [
      { workflow: 'workflow', count: 20, every: 3, at: 60, name: 'order-{n}', alias: 'live' },
      { workflow: 'charge', count: 1, every: 0, at: 0, type: 'EXPRESS', input: { n: '{n}' }, mocks: 'Slow' },
    ],
    actions: [{ at: 3600, type: 'StopExecution', run: 4 }, { at: 7200, type: 'UpdateStateMachineAlias' }],
    beats: [{ at: 0 }, { at: 'end' }],
  })
  expect(alone).toMatchObject({ workflow: 'charge', type: 'EXPRESS', callbacks: { Ask: { after: 21_600, heartbeatEvery: 3600, heartbeatsFor: 7200 } }, actions: [{ at: 86_400, mockCase: 'Fixed' }] })
  expect(alone!.runs).toBeUndefined()
})

test.each([
  ['a beat that waits for an event', MANY.replace('{ at: end, say: Done. }', '{ on: ExecutionSucceeded, say: Done. }'), 23, /has at, not on/],
  ['no beats', MANY.replace('beats: [{ at: 0s, say: Go. }, { at: end, say: Done. }]', 'seed: 2'), 14, /it needs beats with at/],
  ['an action that nobody knows', MANY.replace('type: StopExecution', 'type: PauseExecution'), 20, /no action “PauseExecution”/],
  ['an action without its time', MANY.replace('{ at: 1h, type: StopExecution, run: 4 }', '{ type: StopExecution, run: 4 }'), 20, /StopExecution: at must be/],
  ['a run of an action on a single execution', MANY.replace('mockCase: Fixed', 'run: 2'), 28, /RedriveExecution has no field “run”/],
  ['a weight that is no number', MANY.replace('weights: { workflow: 100 }', 'weights: { workflow: all }'), 21, /must be a number/],
  ['an action on a run that is never started', MANY.replace('run: 4', 'run: 40'), 20, /run 40; there are runs 1 to 21/],
  ['half an execution', MANY.replace('count: 20', 'count: 2.5'), 17, /whole number from 1/],
  ['what only one execution can be expected to do', MANY.replace('expect: { statuses', 'expect: { status: SUCCEEDED, statuses'), 24, /no field “status”/],
  ['an account that counts words', MANY.replace('Reserve: 1', 'Reserve: one'), 6, /must be a number/],
])('of many executions: %s is reported with its line', (_, text, line, message) => {
  const { cases, diagnostics } = readCases(text, 'cases.yaml')
  expect(cases).toBeUndefined()
  expect(diagnostics[0]).toMatchObject({ range: { start: { line } } })
  expect(diagnostics[0]!.message).toMatch(message)
})

test('any damage to a file gives diagnostics or cases, never an exception', () => {
  const words = fc.constantFrom('', '[', '{', '}', ': ', '- ', 'null', '1', '~', '"', '\n', 'end', 'runs', 'at', '*x', '&x ', '!!set ')
  fc.assert(fc.property(fc.constantFrom(GOOD, MANY), fc.array(fc.tuple(fc.nat(1200), fc.nat(12), words), { minLength: 1, maxLength: 4 }), (text, damages) => {
    const damaged = damages.reduce<string>((now, [at, length, word]) => now.slice(0, at) + word + now.slice(at + length), text)
    const { cases, diagnostics } = readCases(damaged)
    expect(cases === undefined).toBe(diagnostics.length > 0)
  }), { numRuns: 1000 })
})

test('a byte-order mark changes nothing', () => {
  const broken = 'title: A pattern\ncasess: {}\n'
  for (const text of [GOOD, broken, `no: 1\n${GOOD}`, '- 1']) {
    const [plain, marked] = [readCases(text), readCases(`\uFEFF${text}`)]
    expect(marked.diagnostics).toEqual(plain.diagnostics)
    expect(marked.cases).toEqual(plain.cases)
  }
})
