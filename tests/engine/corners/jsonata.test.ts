import { describe, expect, test } from 'vitest'
import { compileJsonata, type Json } from '../../../engine/asl/query/index.ts'
import { queryErrorOf, scopeOf } from '../query/scope.ts'
import { readTable, sources } from './sources.ts'

interface Row {
  call: string
  is?: Json
  nothing?: true
  fails?: string
  source: string
}

describe('JSONata functions at the ends of what they take', () => {
  test.each(readTable<Row>('jsonata.yaml'))('$call · $source', async ({ call, is, nothing, fails, source }) => {
    expect(Object.keys(sources)).toContain(source)
    const evaluate = async () => compileJsonata(call, { field: 'Output' }).evaluate(scopeOf({}))
    if (nothing ?? fails !== undefined) {
      const { error, cause } = await queryErrorOf(evaluate)
      expect(error).toBe('States.QueryEvaluationError')
      expect(cause).toContain(fails ?? `'${call}' specified for the field 'Output' returned nothing (undefined).`)
    }
    else {
      expect(await evaluate()).toStrictEqual(is)
    }
  })
})
