import { expect, test } from 'vitest'
import { readCases } from '../../engine/simulation/read-cases.ts'

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
