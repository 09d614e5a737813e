import { expect, test } from 'vitest'
import { parseDefinition, validate } from '../../../engine/asl/index.ts'

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
