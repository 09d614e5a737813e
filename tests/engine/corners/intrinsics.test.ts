import { describe, expect, test } from 'vitest'
import { compileIntrinsic, intrinsicFunctions, type Json } from '../../../engine/asl/query/index.ts'
import { queryErrorOf, scopeOf } from '../query/scope.ts'
import { readTable, sources } from './sources.ts'

interface Row {
  call: string
  input?: Json
  /** An input of one text many times. */
  repeat?: { text: string, times: number }
  is?: Json
  /** How long the text is that comes out. */
  length?: number
  fails?: string
  source: string
}

const rows = readTable<Row>('intrinsics.yaml')

describe('intrinsic functions at the ends of what they take', () => {
  test.each(rows)('$call · $source', async ({ about, call, input, repeat, is, length, fails, source }) => {
    expect(Object.keys(sources)).toContain(source)
    const evaluate = () => compileIntrinsic(call).evaluate(scopeOf(repeat ? repeat.text.repeat(repeat.times) : input ?? {}))
    if (fails !== undefined) {
      const { error, cause } = await queryErrorOf(evaluate)
      const sentence = fails === 'arguments' ? `Invalid arguments in ${about}` : fails
      expect([error, cause]).toEqual(['States.Runtime', `There was an error while evaluating the intrinsic function: ${call}. ${sentence}`])
    }
    else if (length !== undefined) {
      expect(String(evaluate())).toHaveLength(length)
    }
    else {
      expect(evaluate()).toStrictEqual(is)
    }
  })

  test('are all in the table', () => {
    expect(new Set(rows.map(({ about }) => about))).toEqual(new Set(Object.keys(intrinsicFunctions)))
  })
})
