import { expect, test } from 'vitest'
import { dataLosses, parseDefinition, validate } from '../../../engine/asl/index.ts'

// A byte-order mark is no blank: it neither indents a first line nor counts as a column.

const YAML = 'StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n'
const JSON_TEXT = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }, null, 2)

test.each([['YAML', YAML], ['JSON', JSON_TEXT], ['a line of YAML', '{ StartAt: A, States: { A: { Type: Succeed } } }'], ['a wrong field', 'StartAt: A\nNo: 1\nStates: { A: { Type: Succeed } }'], ['a wrong first line', '- A'], ['broken JSON', '{"StartAt" "A"}'], ['broken YAML', 'StartAt: [A\n'], ['nothing', '']])('%s is the same with and without it', (_, text) => {
  const [plain, marked] = [text, `\uFEFF${text}`].map(source => parseDefinition(source))
  expect(marked!.definition).toEqual(plain!.definition)
  expect(marked!.diagnostics).toEqual(plain!.diagnostics)
  expect(marked!.rangeAt(['StartAt'])).toEqual(plain!.rangeAt(['StartAt']))
  expect(validate(`\uFEFF${text}`)).toEqual(validate(text))
})

test.each(['{"a": 9007199254740993}', '{"a": 1, "a": 2}', 'a: 9007199254740993'])('what is not kept of %s stands at the same place with and without it', (text) => {
  expect(dataLosses(text)).toHaveLength(1)
  expect(dataLosses(`\uFEFF${text}`)).toEqual(dataLosses(text))
})
