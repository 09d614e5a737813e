import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { formatDiagnostic } from '../../engine/asl/index.ts'
import { listExercises } from '../../engine/cli/exercise-folder.ts'
import { KINDS } from '../../engine/simulation/grading/kinds.ts'
import { CHECK_FIELDS } from '../../engine/simulation/grading/read-checks.ts'
import { EXERCISE_FIELDS, readExercise } from '../../engine/simulation/grading/read-exercise.ts'

/** What editors are told of exercise.yaml is what the engine reads; what is wrong with one is said by line. */

// asl-validator brings the validator; the package's own types ask for another module system.
const Ajv = createRequire(import.meta.url)('ajv') as new (options: object) => { addSchema: (schema: object, key: string) => void, compile: (schema: object) => (value: unknown) => boolean }

const schema = JSON.parse(readFileSync('exercises/exercise.schema.json', 'utf8')) as { properties: Record<string, any>, definitions: Record<string, any> }
const ajv = new Ajv({ strict: false, allErrors: true })
ajv.addSchema(JSON.parse(readFileSync('snippets/cases.schema.json', 'utf8')) as object, 'file:///snippets/cases.schema.json')
const isValid = ajv.compile({ ...schema, $id: 'file:///exercises/exercise.schema.json' })

test.each(listExercises('exercises'))('%s/exercise.yaml is valid, and names the schema in its first line', (slug) => {
  const text = readFileSync(`exercises/${slug}/exercise.yaml`, 'utf8')
  expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../exercise.schema.json')
  expect(isValid(parse(text))).toBe(true)
})

describe('the schema has the fields that the engine knows, and no other', () => {
  const names = (one: { properties: object }) => Object.keys(one.properties).sort()
  const { definitions } = schema
  test.each<[string, { properties: object }, readonly string[]]>([
    ['the file', schema, EXERCISE_FIELDS.file],
    ['predict', schema.properties.predict, EXERCISE_FIELDS.predict],
    ['a case', definitions.case, EXERCISE_FIELDS.case],
    ['what can be asked', definitions.kinds, KINDS],
    ...(['call', 'attempts', 'delays', 'gauge', 'ledger', 'edge', 'cost', 'diagnostics', 'definition'] as const).map((kind): [string, { properties: object }, readonly string[]] => [kind, definitions[kind], CHECK_FIELDS[kind]]),
  ])('in %s', (_, one, fields) => {
    expect(names(one)).toEqual([...fields].sort())
  })

  test('in a check, and in what a prediction is shown by', () => {
    expect(definitions.asked.propertyNames.enum).toEqual(expect.arrayContaining([...KINDS]))
    expect(definitions.check.propertyNames.enum.length).toBe(KINDS.length + 1)
    expect(definitions.asked.propertyNames.enum.length).toBe(KINDS.length)
  })
})

const GOOD = `title: An exercise
machine: Orders
level: 200
minutes: 5
input: { orderId: 1 }
ledger: { stock: { title: boxes, on: { reserve: 1 } } }
predict: { ask: Which?, choose: [one, two], answer: one, case: first, shown: { status: FAILED } }
solved: Well done.
cases:
  first:
    mocks: Fine
    callbacks: { Ask: { after: 2h } }
    until: 30d
    checks:
      ends: { say: It ends, status: SUCCEEDED, elapsed: { most: 3h }, visits: [Ask, pay], output: { $: "$output.paid = 42" } }
      money: { say: Nothing is left, ledger: { stock: { end: 0 } }, calls: { pay: 1, ask: { most: 2, with: "$arguments.x = 1", say: an x } } }
  herd:
    kept-back: twin
    runs: [{ count: 20 }]
    checks:
      spread: { say: Not at once, attempts: { of: pay, within: 1s, most: 10 }, statuses: { SUCCEEDED: 20 }, delays: { of: pay, most: 20s } }
      few: { say: Not many, statuses: { SUCCEEDED: { least: 2, most: 20 } }, gauge: { calls: { most: 5 } } }
hints:
  ends: [What?, Where?, "Next: ____"]
  money: [What?, Where?, "Next: ____"]
  spread: [What?, Where?, "Next: ____"]
  few: [What?, Where?, "Next: ____"]
starts-with: Asked
equivalent: [more *]
gauges: { calls: { title: calls } }
`

function changed(from: string, to: string): string {
  const text = GOOD.replace(from, to)
  expect(text).not.toBe(GOOD)
  return text
}

const said = (text: string) => readExercise(text, 'x').diagnostics.map(formatDiagnostic).join('\n')

test('a file that says a bit of everything is read, and is valid', () => {
  expect(readExercise(GOOD).diagnostics).toEqual([])
  expect(isValid(parse(GOOD))).toBe(true)
})

test.each([
  ['no title', 'title: An exercise\n', '', '1:1: error EXERCISE: title must be text'],
  ['a field that nobody knows', 'minutes:', 'minute:', '4:1: error EXERCISE: The file has no field “minute”; did you mean minutes?'],
  ['a check that there is not', 'status: SUCCEEDED', 'stats: SUCCEEDED', '15:36: error EXERCISE: Check “ends” of case “first”: there is no check “stats”; did you mean status?'],
  ['a check without words', 'say: It ends, ', '', '15:13: error EXERCISE: Check “ends” of case “first”: say must be text'],
  ['a check that asks for nothing', 'ends: { say: It ends, status: SUCCEEDED, elapsed: { most: 3h }, visits: [Ask, pay], output: { $: "$output.paid = 42" } }', 'ends: { say: It ends }', '15:13: error EXERCISE: Check “ends” of case “first” asks for nothing'],
  ['a bound that nobody knows', 'elapsed: { most: 3h }', 'elapsed: { max: 3h }', 'error EXERCISE: Check “ends” of case “first”: elapsed has no field “max”'],
  ['a time that nobody can read', 'most: 3h', 'most: soon', 'elapsed: most must be seconds or a duration'],
  ['what only many executions can do', 'status: SUCCEEDED,', 'statuses: { SUCCEEDED: 1 },', 'statuses belongs to cases with runs'],
  ['what only one execution can do', 'statuses: { SUCCEEDED: 20 }', 'status: SUCCEEDED', 'status belongs to cases of one execution'],
  ['a case that is kept back for no reason', 'kept-back: twin', 'kept-back: secret', 'kept-back of case “herd” must be twin or corner'],
  ['a hint with two rungs', 'ends: [What?, Where?, "Next: ____"]', 'ends: [What?, Where?]', 'hints: ends has 2 rungs; it takes 3'],
  ['a bound of statuses that nobody knows', 'least: 2, most: 20', 'min: 2', 'statuses: SUCCEEDED has no field “min”'],
  ['half a window', 'within: 1s, ', '', 'attempts: within must be seconds or a duration'],
  ['a number that is a word', 'end: 0', 'end: none', 'ledger: stock: end must be a number'],
])('%s is refused by both', (_, from, to, message) => {
  const text = changed(from, to)
  expect(said(text)).toContain(message)
  expect(isValid(parse(text))).toBe(false)
})

test.each([
  ['an account that there is not', 'ledger: { stock: { end: 0 } }', 'ledger: { stok: { end: 0 } }', '16:46: error EXERCISE: Check “money” of case “first”: the ledger has no account “stok”; did you mean stock?'],
  ['a gauge that there is not', 'gauge: { calls:', 'gauge: { cals:', 'Check “few” of case “herd”: the file’s gauges have no “cals”; did you mean calls?'],
  ['an answer that cannot be chosen', 'answer: one', 'answer: three', 'predict: the answer “three” is not among what one can choose'],
  ['a case that there is not', 'case: first', 'case: frist', 'predict names the case “frist”, which is not a case of this file'],
  ['an expression that is none', '$output.paid = 42', '$output.paid = ', 'Check “ends” of case “first”: output: '],
  ['a check without hints', '  spread: [What?, Where?, "Next: ____"]\n', '', 'hints has nothing for the check “spread” of case “herd”'],
  ['hints for no check', '  money: [', '  monye: [', 'hints has no field “monye”; did you mean money?'],
  ['nothing but cases that are kept back', '  first:\n', '  first:\n    kept-back: corner\n', 'The file has no case that is not kept back'],
])('%s is refused by the engine', (_, from, to, message) => {
  expect(said(changed(from, to))).toContain(message)
})
