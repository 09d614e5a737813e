import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDiagnostic, parseDefinition, toMermaid, validate, type StateMachineDefinition } from '../../../engine/asl/index.ts'
import { fuzz } from '../fuzz.ts'
import { jumble, nearMachine } from './arbitrary.ts'

const SEVERITIES = ['ERROR', 'WARNING', 'ADVICE']

/** What holds for every answer, whatever the question was. */
function expectSound(source: string | StateMachineDefinition): void {
  const { valid, result, diagnostics } = validate(source)
  expect(result).toBe(valid ? 'OK' : 'FAIL')
  expect(valid).toBe(diagnostics.every(({ severity }) => severity !== 'ERROR'))
  const order = diagnostics.map(({ severity }) => SEVERITIES.indexOf(severity))
  expect(order).toEqual([...order].sort())
  for (const diagnostic of diagnostics) {
    expect(diagnostic.code).toMatch(/^[A-Z_]+$/)
    expect(formatDiagnostic(diagnostic)).not.toMatch(/undefined|\[object/)
    if (typeof source === 'string' && diagnostic.range) expect(diagnostic.range.start.line).toBeGreaterThan(0)
  }
}

test('any text gets diagnostics, never an exception', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('{', '}', '[', ']', ':', '\n', '  ', '- ', '"', "'", '&a', '*a', '!x', '|', '>', '#', '%', 'a', ',', '?', '<<', '\t')).map((parts) => parts.join(''))), (text) => {
    const { definition, diagnostics } = parseDefinition(text)
    if (definition === undefined) expect(diagnostics.some(({ severity }) => severity === 'ERROR')).toBe(true)
    expectSound(text)
  }), fuzz(500))
})

test('words that older YAML reads otherwise get diagnostics like any text', () => {
  for (const text of ['on', 'no', '010', 'Comment: yes']) expectSound(text)
})

test('any JSON gets diagnostics, as a value and as text', () => {
  fc.assert(fc.property(fc.oneof(jumble, nearMachine), (value) => {
    expectSound(value as StateMachineDefinition)
    expectSound(JSON.stringify(value) ?? '')
  }), fuzz(500))
})

test('JSON that is read has the value JSON.parse gives it, and knows where each member stands', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), fc.constantFrom(0, 1, 2), (value, indent) => {
    const text = JSON.stringify(value, null, indent)
    const parsed = parseDefinition(text, { file: 'x.json' })
    expect(parsed.definition).toEqual(JSON.parse(text))
    const lines = text.split('\n')
    for (const key of Object.keys(value)) {
      const range = parsed.rangeOf(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
      // The two keys that look like the root or like an index in brackets are the price of AWS's way to write places.
      if (key === '' || /\[\d+\]$/.test(key)) continue
      expect(lines[range!.start.line - 1]!.slice(range!.start.column - 1)).toMatch(/^"/)
      expect(lines[range!.start.line - 1]!.slice(range!.start.column - 1).startsWith(JSON.stringify(key))).toBe(true)
    }
  }), fuzz(500))
})

test('anything can be drawn, each state once', () => {
  fc.assert(fc.property(fc.oneof(jumble, nearMachine), (value) => {
    const { source, nodeOf } = toMermaid(value as unknown as StateMachineDefinition)
    expect(source.startsWith('flowchart TB\n')).toBe(true)
    expect(new Set(Object.values(nodeOf)).size).toBe(Object.keys(nodeOf).length)
  }), fuzz(500))
})
