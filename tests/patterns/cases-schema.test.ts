import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { listPatterns } from '../../engine/cli/pattern-folder.ts'
import { ACTION_FIELDS } from '../../engine/simulation/cases/read-actions.ts'
import { FIELDS, readCases } from '../../engine/simulation/cases/read-cases.ts'

/** What editors are told of cases.yaml is what the engine reads. */

// asl-validator brings the validator; the package's own types ask for another module system.
const Ajv = createRequire(import.meta.url)('ajv') as new (options: object) => { compile: (schema: object) => (value: unknown) => boolean }

interface Schema { properties: Record<string, unknown> }
const schema = JSON.parse(readFileSync('snippets/cases.schema.json', 'utf8')) as Schema & { definitions: Record<string, any> }
const isValid = new Ajv({ strict: false, allErrors: true }).compile(schema)

test.each(listPatterns('snippets'))('%s/cases.yaml is valid, and names the schema in its first line', (slug) => {
  const text = readFileSync(`snippets/${slug}/cases.yaml`, 'utf8')
  expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../cases.schema.json')
  expect(isValid(parse(text))).toBe(true)
})

describe('the schema has the fields that the engine knows, and no other', () => {
  const names = (one: Schema) => Object.keys(one.properties).sort()
  test.each<[keyof typeof FIELDS, Schema]>([
    ['file', schema],
    ['case', schema.definitions.case],
    ['run', schema.definitions.run],
    ['callback', schema.definitions.callback],
    ['beat', schema.definitions.beat],
    ['one', schema.definitions.expectOne],
    ['many', schema.definitions.expectMany],
    ['answers', schema.properties.answers as Schema],
    ['account', schema.definitions.account],
    ['gauge', schema.definitions.gauge],
  ])('in %s', (what, one) => {
    expect(names(one)).toEqual([...FIELDS[what]].sort())
  })

  test('in actions', () => {
    const actions = Object.fromEntries(schema.definitions.action.oneOf.map((one: any) => [one.properties.type.const, names(one)]))
    expect(actions).toEqual(Object.fromEntries(Object.entries(ACTION_FIELDS).map(([type, fields]) => [type, ['at', 'run', 'type', ...fields].sort()])))
  })
})

const GOOD = `title: A pattern
machine: Orders
input: { orderId: 1 }
answers: { late: 1d12h }
types: { charge: EXPRESS }
substitutions: { workflow: { Queue: orders, Limit: 5 } }
paper: [first, many]
ledger: { stock: { title: boxes, good: 0, on: { Reserve: 1 } } }
gauges: { inUse: { title: at once, most: 5 } }
fold: [/States/A]
layout: { workflow: [[start, ~], [A]] }
cases:
  first:
    callbacks: { Ask: { after: 2h }, Many: [{ after: 90 }, { lost: true }] }
    actions: [{ at: 1d, type: RedriveExecution, mockCase: Fixed }]
    beats: [{ on: TaskSubmitted Ask, say: It waits. }, { at: 90d, say: Still. }]
    expect: { status: SUCCEEDED, elapsed: 2h }
  many:
    runs: [{ count: 20, every: 3s, alias: live }]
    aliases: { live: { workflow: 90, next: 10 } }
    actions: [{ at: 1h, type: StopExecution, run: 4 }]
    until: 1d
    beats: [{ at: 0s, say: Go. }, { at: end, say: Done. }]
    expect: { statuses: { SUCCEEDED: 19 }, gauges: { inUse: { most: 5 } } }
`

test('a file that says a bit of everything is read, and is valid', () => {
  expect(readCases(GOOD).diagnostics).toEqual([])
  expect(isValid(parse(GOOD))).toBe(true)
})

test.each([
  ['no title', 'title: A pattern\n', ''],
  ['no machine', 'machine: Orders\n', ''],
  ['a field that nobody knows', 'answers:', 'answer:'],
  ['a duration that nobody can read', '1d12h', 'soon'],
  ['a type that there is not', 'charge: EXPRESS', 'charge: FAST'],
  ['an account that counts words', 'Reserve: 1', 'Reserve: one'],
  ['a gauge that measures words', 'most: 5 } }\nfold', 'most: five } }\nfold'],
  ['a value that is a list', 'Queue: orders', 'Queue: [orders]'],
  ['values of one machine beside others', '{ workflow: { Queue: orders, Limit: 5 } }', '{ workflow: { Queue: orders }, Limit: 5 }'],
  ['a pointer that is a number', '[/States/A]', '[1]'],
  ['a layout of one row', '[[start, ~], [A]]', '[start]'],
  ['no cases', /cases:[\s\S]*/, 'cases: {}\n'],
  ['a field of a case that nobody knows', 'callbacks:', 'calbacks:'],
  ['an answer that nobody can time', 'after: 2h', 'after: later'],
  ['an action that nobody knows', 'RedriveExecution, mockCase: Fixed', 'PauseExecution'],
  ['an action without its time', '{ at: 1d, type', '{ type'],
  ['an action with another’s field', 'mockCase: Fixed', 'maxConcurrency: 2'],
  ['a beat that says nothing', 'say: It waits.', 'say: ""'],
  ['a beat with on and at', 'on: TaskSubmitted Ask,', 'on: TaskSubmitted Ask, at: 1h,'],
  ['a beat with neither', 'on: TaskSubmitted Ask, ', ''],
  ['what only many executions can do', 'status: SUCCEEDED', 'statuses: { SUCCEEDED: 1 }'],
  ['what only one execution can do', 'statuses: { SUCCEEDED: 19 }', 'status: SUCCEEDED'],
  ['half an execution', 'count: 20', 'count: 2.5'],
  ['a beat of many that waits for an event', '{ at: 0s, say: Go. }', '{ on: ExecutionStarted, say: Go. }'],
  ['many executions without beats', /beats: \[\{ at: 0s.*\n/, 'seed: 2\n'],
  ['a weight that is no number', 'next: 10', 'next: rest'],
  ['a reading that nobody takes', 'inUse: { most: 5 } } }', 'inUse: { mean: 5 } } }'],
])('%s is refused by both', (_, from, to) => {
  const text = GOOD.replace(from, to)
  expect(text).not.toBe(GOOD)
  expect(readCases(text).cases).toBeUndefined()
  expect(isValid(parse(text))).toBe(false)
})
