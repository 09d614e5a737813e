import fc from 'fast-check'
import { expect, test } from 'vitest'
import { payloadFits } from '../../../engine/asl/execution/history/payload.ts'
import type { Json } from '../../../engine/asl/index.ts'

test('a payload fits from the number of UTF-8 bytes of its JSON text on', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' }), (value) => {
    const bytes = new TextEncoder().encode(JSON.stringify(value)).length
    expect([bytes - 1, bytes, bytes + 1].map(limit => payloadFits(value as Json, limit))).toEqual([false, true, true])
  }), { numRuns: 2000 })
})

test.each([511, 512, 513, 262_144])('a text of %d bytes fits into so many and no fewer', (bytes) => {
  const value = { text: 'x'.repeat(bytes - '{"text":""}'.length) }
  expect(payloadFits(value, bytes)).toBe(true)
  expect(payloadFits(value, bytes - 1)).toBe(false)
})

test('a value nested deeper than a thousand levels does not fit, however few bytes it takes', () => {
  const nested = (levels: number): Json => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as Json
  expect(payloadFits(nested(1000), 262_144)).toBe(true)
  expect(payloadFits(nested(1002), 262_144)).toBe(false)
})
