import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { commentsOf } from '../../../engine/asl/format/comments.ts'
import { formatDefinition } from '../../../engine/asl/format/format.ts'
import { parseDefinition } from '../../../engine/asl/index.ts'
import { VALID_MACHINES } from '../definition/valid-machines.ts'
import { yamlText } from './arbitrary-yaml.ts'

function formatted(text: string, file?: string): string {
  const result = formatDefinition(text, file === undefined ? {} : { file })
  if ('problem' in result) throw new Error(result.problem.message)
  return result.text
}

/** The text says what it said, has all comments, and has its form. */
function expectKept(text: string, file?: string): void {
  const options = file === undefined ? {} : { file }
  const once = formatted(text, file)
  expect(parseDefinition(once, options).definition).toEqual(parseDefinition(text, options).definition)
  if (!once.startsWith('{')) expect(commentsOf(once)).toEqual(commentsOf(text))
  expect(formatted(once, file)).toBe(once)
}

describe('nothing is lost', () => {
  const snippets = join(import.meta.dirname, '..', '..', '..', 'snippets')

  test.each(globSync('**/*.asl.{yaml,json}', { cwd: snippets }).sort())('of %s', (name) => {
    expectKept(readFileSync(join(snippets, name), 'utf8'), name)
  })

  test.each(Object.keys(VALID_MACHINES))('of %s, as JSON and as YAML in brackets', (name) => {
    const text = JSON.stringify(VALID_MACHINES[name], null, 7)
    expectKept(text)
    expectKept(text, 'x.yaml')
  })

  test.each<[string, string]>([
    ['block scalars of every kind', 'A: |\n    a\n      b\n\n    c\nB: >-\n  a\n  b\nC: |2-\n    indented\n   less\nD: |+\n  kept\n\nE: >+\n\n  x\n\n'],
    ['a comment in the head of a block scalar', 'A: | # why\n  a\nB: 1\n'],
    ['a block scalar in a list', 'A:\n- |\n   x\n- >-\n   y\n   z\n'],
    ['text over many lines', 'A: "a\n  b \\\n  c\\  \n  d"\nB: one\n  two\n\n  three\nC: \'x\n\n  y\'\n'],
    ['numbers as they are written', 'A: 1.0\nB: 12345678901234567890\nC: 0x1F\nD: 010\nE: 1e3\nF: 0.10\n'],
    ['nothing, in every spelling', 'A:\nB: ~\nC: null\nD: [~, ]\nE: {}\nF: []\nG: ""\n'],
    ['tags', 'A: !Sub "${X}"\nB: !GetAtt a.b\nC: !Join ["", [a, b]]\nD: !!str 1\nE: !If\n  - a\n  - !Ref b\n'],
    ['anchors, aliases and merge keys', 'States:\n  B: &b { Type: Pass, Next: &n C }\n  A:\n    End: &e true\n    Type: Pass\n    Comment: *n\n  D:\n    Type: Pass\n    <<: [*b]\n    End: *e\n'],
    ['an anchor that the order of fields would put after its alias', 'States:\n  A:\n    End: true\n    Next: &x B\n    Type: *x\n  B: { Retry: &r [], Type: *x, Catch: *r }\n'],
    ['an anchor with one name twice', 'States:\n  A: { Next: &x B, Comment: *x, Type: &x Pass }\n  B: { Type: *x }\n'],
    ['comments everywhere', '# head\n\n# second\nStates: # states\n  # above\n  A: # first\n    # inside\n    Next: B # next\n    Retry: &r # behind\n      # between\n      - ErrorEquals: [a, # one\n          b] # two\n        # last of the item\n    Catch:\n    # before the list\n    - Next: B\n    Type: Task\n  # after A\n\n  B: {Type: Succeed} # b\n# foot\nStartAt: A # start\n# end\n'],
    ['a comment between a key and its anchor', 'A:\n  # c\n  &a\n  x: 1\nB: *a\n'],
    ['directives and markers', '%YAML 1.2\n---\n# c\nA: 1\n...\n'],
    ['Windows lines', 'States:\r\n  A:\r\n    End: true # c\r\n    Comment: |\r\n      x\r\n      y\r\n    Type: Pass\r\n'],
    ['keys that are no plain text', '"a b": 1\n? complex\n: 2\n3: 4\ntrue: 5\n'],
    ['what looks like a marked comment in text', 'A: |\n  B:\n    # c\n    &x\nC: 1\n'],
    ['wide brackets', 'A: { aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: [bbbbbbbbbbbbbbbbbbbbbbbbb, cccccccccccccccccccccccc], d: "{}, []" }\n'],
    ['JSON numbers, escapes and placeholders', '{"A": 1.0, "B": 12345678901234567890, "C": "\\u00e9\\n", "D": ${X}, "E": [], "F": {}, "G": [1, [2, {"H": -0}]]}'],
    ['a member called __proto__', '{"__proto__": {"a": 1}, "States": {"constructor": {"Type": "Succeed"}}}'],
  ])('of %s', (_, text) => {
    expectKept(text, text.startsWith('{') ? 'x.json' : 'x.yaml')
  })
})

test('nothing is lost of YAML of any shape', () => {
  fc.assert(fc.property(yamlText, (text) => expectKept(text, 'x.yaml')), { numRuns: 100 })
})

describe('the form', () => {
  test('fields stand in the order of the documentation, data as it was', () => {
    const text = formatted('States: { A: { End: true, Catch: [{ Next: B, ErrorEquals: [X] }], Retry: [{ MaxAttempts: 1, ErrorEquals: [X] }], Parameters: { z: 1, a: 2 }, Resource: r, Comment: c, Type: Task }, B: { Default: C, Choices: [{ Next: C, Variable: $, IsNull: true }], Type: Choice }, M: { ItemProcessor: { States: {}, StartAt: X, ProcessorConfig: {} }, Type: Map } }\nStartAt: A\nQueryLanguage: JSONPath\nComment: c\n')
    const value = parse(text)
    expect(Object.keys(value)).toEqual(['Comment', 'QueryLanguage', 'StartAt', 'States'])
    expect(Object.keys(value.States)).toEqual(['A', 'B', 'M'])
    expect(Object.keys(value.States.A)).toEqual(['Type', 'Comment', 'Resource', 'Parameters', 'Retry', 'Catch', 'End'])
    expect(Object.keys(value.States.A.Parameters)).toEqual(['z', 'a'])
    expect(Object.keys(value.States.A.Retry[0])).toEqual(['ErrorEquals', 'MaxAttempts'])
    expect(Object.keys(value.States.A.Catch[0])).toEqual(['ErrorEquals', 'Next'])
    expect(Object.keys(value.States.B)).toEqual(['Type', 'Choices', 'Default'])
    expect(Object.keys(value.States.B.Choices[0])).toEqual(['Variable', 'IsNull', 'Next'])
    expect(Object.keys(value.States.M.ItemProcessor)).toEqual(['ProcessorConfig', 'StartAt', 'States'])
  })

  test('two spaces a level, one empty line, comments where they were', () => {
    expect(formatted('# head\nStates:\n    A: # first\n        Next: B # then\n        Type: Pass\n        Retry: &r # behind\n        - ErrorEquals: [ a,b ]\n\n\n    B: {Type: Succeed}\nStartAt: A\n')).toBe(`# head

StartAt: A
States:
  A: # first
    Type: Pass
    Retry: &r # behind
      - ErrorEquals: [a, b]
    Next: B # then

  B: { Type: Succeed }
`)
  })

  test('brackets that are too wide for a line become lines', () => {
    expect(formatted(`A: { k: [${Array.from({ length: 30 }, (_, index) => index).join(', ')}] }\nB: { short: 1 }\n`)).toMatch(/^A:\n {2}k:\n {4}- 0\n[\s\S]*\nB: \{ short: 1 \}\n$/)
  })
})
