import { describe, expect, test } from 'vitest'
import { parseDefinition } from '../../../engine/asl/index.ts'

const codes = (text: string, file?: string): string[] => parseDefinition(text, file === undefined ? {} : { file }).diagnostics.map(({ code }) => code)

const YAML = `StartAt: Ask
States:
  Ask:
    Type: Wait
    Seconds: 3
    Next: Done

  # the end
  Done:
    Type: Succeed
`

describe('places', () => {
  test('a state is its key and its whole value, without the blank lines after it', () => {
    const parsed = parseDefinition(YAML)
    expect(parsed.rangeOf('/States/Ask')).toEqual({ start: { line: 3, column: 3 }, end: { line: 6, column: 15 } })
    expect(parsed.rangeOf('/States/Ask/Seconds')).toEqual({ start: { line: 5, column: 5 }, end: { line: 5, column: 15 } })
    expect(parsed.rangeOf('/States/Nobody')).toBeUndefined()
  })

  test('JSON has them too, with array indexes either as a step or in brackets', () => {
    const parsed = parseDefinition('{\n  "States": {"C": {"Type": "Choice",\n    "Choices": [ {"Next": "A"},\n      {"Next": "B"} ]}}\n}')
    const second = { start: { line: 4, column: 7 }, end: { line: 4, column: 20 } }
    expect(parsed.rangeOf('/States/C/Choices/1')).toEqual(second)
    expect(parsed.rangeOf('/States/C/Choices[1]')).toEqual(second)
  })

  test('names with slashes and tildes are escaped as in any JSON pointer', () => {
    const parsed = parseDefinition('States:\n  a/b~c: {Type: Succeed}\n')
    expect(parsed.rangeOf('/States/a~1b~0c')?.start).toEqual({ line: 2, column: 3 })
  })
})

describe('YAML as people write it', () => {
  test('words that YAML 1.1 made booleans and dates stay text', () => {
    const { definition, diagnostics } = parseDefinition('StartAt: on\nComment: yes\nVersion: 2024-01-01\nStates: {off: {Type: Pass, End: true}}\n')
    expect(diagnostics.every(({ severity }) => severity === 'ADVICE')).toBe(true)
    expect(definition).toMatchObject({ StartAt: 'on', Comment: 'yes', Version: '2024-01-01', States: { off: { End: true } } })
  })

  test.each([
    ['NO', /^NO is text .* and false in YAML 1\.1/],
    ['on', /and true/],
    ['010', /^010 is the number 10 .* and 8 in YAML 1\.1.*or write the number/],
    ['0b11', /and 3/],
    ['1_000', /and 1000/],
    ['1:30', /and 90/],
  ])('%s is read otherwise by SAM, which one sentence says at its place', (word, message) => {
    const { diagnostics } = parseDefinition(`StartAt: A\nStates:\n  A: {Type: Succeed, Comment: ${word}}\n`, { file: 'a.yaml' })
    expect(diagnostics).toMatchObject([{ code: 'OLD_YAML_WORD', severity: 'ADVICE', file: 'a.yaml', range: { start: { line: 3, column: 31 } }, message: expect.stringMatching(message) }])
  })

  test.each(['"NO"', "'010'", 'true', '07', '0', '10', 'nobody', '2026-11-30', '12.50', '0x1F', '!Sub no'])('%s is read alike', (word) => {
    expect(parseDefinition(`A: ${word}\n`).diagnostics.filter(({ code }) => code === 'OLD_YAML_WORD')).toEqual([])
  })

  test('a second document is one sentence at its place', () => {
    expect(parseDefinition('a: 1\n---\nb: 2\n').diagnostics).toMatchObject([{ code: 'INVALID_YAML', message: expect.stringMatching(/^A second YAML document begins here/), range: { start: { line: 2, column: 1 } } }])
  })

  test('anchors, aliases and merge keys are resolved; what a mapping says itself wins', () => {
    const { definition } = parseDefinition('Retries: &r {ErrorEquals: [A], MaxAttempts: 2}\nStates:\n  T: {Retry: [{MaxAttempts: 5, <<: *r}]}\n')
    expect(definition).toMatchObject({ States: { T: { Retry: [{ ErrorEquals: ['A'], MaxAttempts: 5 }] } } })
  })

  test('an alias inside itself and one that multiplies without end are errors', () => {
    const bomb = ['a: &a [1,1,1,1,1,1,1,1,1]', ...'bcdefgh'.split('').map((name, i) => `${name}: &${name} [${Array.from({ length: 9 }).fill(`*${'abcdefg'[i]}`).join(',')}]`)].join('\n')
    expect(codes('a: &a [*a]')).toEqual(['INVALID_YAML'])
    expect(codes(bomb)).toEqual(['INVALID_YAML'])
  })

  test('tabs, keys that are no text, infinity and a second document are errors with a place', () => {
    for (const text of ['a:\n\tb: 1', '? [a]\n: 1', 'a: .inf', 'a: 1\n---\nb: 2']) {
      const [diagnostic] = parseDefinition(text, { file: 'x.yaml' }).diagnostics
      expect(diagnostic).toMatchObject({ severity: 'ERROR', code: 'INVALID_YAML', file: 'x.yaml' })
      expect(diagnostic!.range!.start.line).toBeGreaterThan(0)
    }
  })

  test("CloudFormation's short forms become placeholders, other tags are left out and mentioned", () => {
    const { definition, diagnostics } = parseDefinition('StartAt: !GetAtt Fn.Arn\nComment: !Sub hello\n')
    expect(definition).toEqual({ StartAt: '${Fn.Arn}', Comment: 'hello' })
    expect(diagnostics.every(({ severity }) => severity === 'ADVICE')).toBe(true)
  })

  test('a key like __proto__ is a key', () => {
    const { definition } = parseDefinition('States: {__proto__: {Type: Pass}}')
    expect(Object.keys(definition!.States)).toEqual(['__proto__'])
  })
})

describe("text that is no definition gets the service's codes", () => {
  test('nothing at all, a list, a number', () => {
    for (const text of ['', '  \n', '[]', '"text"', '7']) {
      expect(parseDefinition(text).diagnostics).toMatchObject([{ code: 'SCHEMA_VALIDATION_FAILED', message: 'Definition must be a valid JSON object' }])
    }
  })

  test('words: the unknown token, with line and column', () => {
    const [diagnostic] = parseDefinition('just words').diagnostics
    expect(diagnostic).toMatchObject({ code: 'INVALID_JSON_DESCRIPTION', location: '[Source: (String)"just words"; line: 1, column: 5]' })
    expect(diagnostic!.message).toMatch(/^Unrecognized token 'just': was expecting/)
  })

  test.each([
    ['{"a": 1,}', 1, 9],
    ['{"a" 1}', 1, 6],
    ['{\n "a": [1 2]\n}', 2, 10],
    ['{"a": tru}', 1, 10],
    ['{"a": "x', 1, 9],
    ['{"a": "\u0001"}', 1, 8],
    ['{"a": 1} x', 1, 10],
    ['{"a": "\\q"}', 1, 7],
    ['{', 1, 2],
  ])('%j', (text, line, column) => {
    expect(parseDefinition(text).diagnostics).toMatchObject([{ code: 'INVALID_JSON_DESCRIPTION', range: { start: { line, column } } }])
  })

  test('a state given twice, and a field given twice', () => {
    expect(parseDefinition('{"States":{"A":{},"A":{}}}').diagnostics).toMatchObject([{ code: 'DUPLICATE_STATE_NAME', location: '/States/A' }])
    expect(parseDefinition('States:\n  A: {}\n  A: {}\n').diagnostics).toMatchObject([{ code: 'DUPLICATE_STATE_NAME', range: { start: { line: 3 } } }])
    expect(codes('a: 1\na: 2')).toEqual(['INVALID_JSON_DESCRIPTION'])
  })

  test('nesting beyond reason, in both formats, and text beyond the quota', () => {
    expect(codes('['.repeat(100_000))).toEqual(['TOO_DEEPLY_NESTED'])
    expect(codes('a: '.concat('['.repeat(20_000)), 'x.yaml')).toEqual(['TOO_DEEPLY_NESTED'])
    expect(codes('x'.repeat(1_048_577))).toEqual(['SCHEMA_VALIDATION_FAILED'])
  })
})

test.each(['// a', '/* a */', '# a'])('JSON with the comment %s is told that JSON has none, beside the service’s words', (comment) => {
  const { diagnostics } = parseDefinition(`{\n  "StartAt": "A", ${comment}\n  "States": {}\n}`)
  expect(diagnostics).toMatchObject([{ code: 'INVALID_JSON_DESCRIPTION', message: expect.stringMatching(/^Unexpected character/), hint: expect.stringMatching(/JSON has no comments/), range: { start: { line: 2 } } }])
})
