import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dataLosses, formatDiagnostic } from '../../../engine/asl/index.ts'

describe('data that is not kept as it is written', () => {
  test.each<[string, string, string[]]>([
    ['an integer beyond 2^53', '{"order": {"id": 9007199254740993}}', ['in:1:18: warning NUMBER_ROUNDED: The number 9007199254740993 is beyond the integers that are kept exactly and became 9007199254740992 (/order/id)']],
    ['a negative one, in an array', '[1,\n -9007199254740993]', ['in:2:2: warning NUMBER_ROUNDED: The number -9007199254740993 is beyond the integers that are kept exactly and became -9007199254740992 (/1)']],
    ['one of many digits, alone', '12345678901234567890123', ['in:1:1: warning NUMBER_ROUNDED: The number 12345678901234567890123 is beyond the integers that are kept exactly and became 1.2345678901234568e+22 (/)']],
    ['integers that come out as they went in', '[9007199254740992, 1e20, 10000000000000000000000, 48084301114801850, 0.12345678901234567890]', []],
    ['one beyond all doubles', `[1${'0'.repeat(400)}]`, [`in:1:2: warning NUMBER_ROUNDED: The number 1${'0'.repeat(400)} is beyond the integers that are kept exactly and became Infinity (/0)`]],
    ['digits in a text', '{"id": "9007199254740993", "é\\"9007199254740993": 1}', []],
    ['a key given twice', '{\n  "a": 1,\n  "a": 2 }', ['in:3:3: warning REPEATED_KEY: The key "a" is given more than once, and only its last value counts (/a)']],
    ['a key given twice, spelled otherwise', '{"x": [{"a/b": 1, "\\u0061/b": 2}]}', ['in:1:19: warning REPEATED_KEY: The key "a/b" is given more than once, and only its last value counts (/x/0/a~1b)']],
    ['the same key in two objects', '[{"a": "a"}, {"a": ["a", "a"]}]', []],
    ['both', '{"a": 9007199254740993, "a": 1}', ['in:1:7: warning NUMBER_ROUNDED: The number 9007199254740993 is beyond the integers that are kept exactly and became 9007199254740992 (/a)', 'in:1:25: warning REPEATED_KEY: The key "a" is given more than once, and only its last value counts (/a)']],
    ['YAML', 'order:\n  ids: [1, 9007199254740993]\n  text: "9007199254740993"\n', ['in:2:12: warning NUMBER_ROUNDED: The number 9007199254740993 is beyond the integers that are kept exactly and became 9007199254740992 (/order/ids/1)']],
    ['neither JSON nor YAML', '{"a": [', []],
    ['nothing', '', []],
  ])('%s', (_what, text, expected) => {
    expect(dataLosses(text, { file: 'in' }).map(formatDiagnostic)).toEqual(expected)
  })

  test('is never data that JSON can hold', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(dataLosses(JSON.stringify(value))).toEqual([])
    }))
  })

  test('is found in a text of a million brackets, too', () => {
    expect(dataLosses(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toEqual([])
  })
})
