import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../engine/asl/query/index.ts'
import { comparisonOperators, compileChoiceRule, compilePattern, parseTimestamp } from '../../../engine/asl/query/index.ts'
import { fuzz } from '../fuzz.ts'
import { queryErrorOf, scopeOf } from './scope.ts'

function test(rule: JsonObject, input: Json): boolean {
  return compileChoiceRule(rule).test(scopeOf(input, { variables: { limit: 10 } }))
}

const early = '2024-02-29T23:59:59Z'
const late = '2024-03-01T02:00:00.5+02:00'
const sameAsLate = '2024-03-01T00:00:00.500Z'

describe('comparison operators', () => {
  const ordered: [string, Json, Json][] = [['Numeric', 1, 2.5], ['String', 'Apple', 'apple'], ['Timestamp', early, late]]

  it.each(ordered)('%s comparisons order %j before %j, with a value and with a path', (type, low, high) => {
    for (const [operator, lowHigh, equal, highLow] of [
      ['Equals', false, true, false],
      ['LessThan', true, false, false],
      ['GreaterThan', false, false, true],
      ['LessThanEquals', true, true, false],
      ['GreaterThanEquals', false, true, true],
    ] as const) {
      for (const [a, b, expected] of [[low, high, lowHigh], [low, low, equal], [high, low, highLow]] as const) {
        const name = type + operator
        expect([name, test({ Variable: '$.a', [name]: b }, { a })]).toEqual([name, expected])
        expect([name, test({ Variable: '$.a', [`${name}Path`]: '$.b' }, { a, b })]).toEqual([name, expected])
      }
    }
  })

  it.each(['Numeric', 'String', 'Timestamp', 'Boolean'])('%s comparisons are false for every other type', (type) => {
    const values: Record<string, Json> = { Numeric: 1, String: 'x', Timestamp: early, Boolean: true }
    for (const [other, value] of Object.entries({ ...values, Null: null, Array: [], Object: {} })) {
      if (other === type || (type === 'String' && other === 'Timestamp') || (type === 'Timestamp' && other === 'String')) continue
      expect([other, test({ Variable: '$', [`${type}Equals`]: values[type]! }, value)]).toEqual([other, false])
    }
  })

  it('compares instants, not texts', () => {
    expect(test({ Variable: '$', TimestampEquals: sameAsLate }, late)).toBe(true)
    expect(test({ Variable: '$', TimestampLessThan: sameAsLate }, 'yesterday')).toBe(false)
  })

  it.each<[string, Json, Json]>([['IsNull', null, 0], ['IsBoolean', false, 'false'], ['IsNumeric', 0, '0'], ['IsString', '', []], ['IsTimestamp', early, '2024-02-30T00:00:00Z']])('%s', (operator, yes, no) => {
    expect([test({ Variable: '$', [operator]: true }, yes), test({ Variable: '$', [operator]: false }, yes)]).toEqual([true, false])
    expect([test({ Variable: '$', [operator]: true }, no), test({ Variable: '$', [operator]: false }, no)]).toEqual([false, true])
  })

  it('IsPresent asks for the place, null included, and needs no value there', () => {
    expect([test({ Variable: '$.a', IsPresent: true }, { a: null }), test({ Variable: '$.a.b.c', IsPresent: true }, { a: null }), test({ Variable: '$.a', IsPresent: false }, {})]).toEqual([true, false, true])
  })

  it('can compare with a variable', () => {
    expect(test({ Variable: '$limit', NumericGreaterThanPath: '$.n' }, { n: 9 })).toBe(true)
  })

  it('are 39', () => {
    expect(comparisonOperators).toHaveLength(39)
  })
})

describe('And, Or, Not', () => {
  const over: JsonObject = { Variable: '$.n', NumericGreaterThan: 1 }
  const under: JsonObject = { Variable: '$.n', NumericLessThan: 5 }
  it('nest', () => {
    const rule: JsonObject = { And: [over, { Or: [{ Not: under }, { And: [under, { Not: { Variable: '$.n', NumericEquals: 3 } }] }] }] }
    expect([1, 2, 3, 4, 5, 6].map(n => test(rule, { n }))).toEqual([false, true, false, true, true, true])
  })

  it('stop at the first answer, so that a guard protects what follows', () => {
    expect(test({ And: [{ Variable: '$.x', IsPresent: true }, { Variable: '$.x', IsNull: false }] }, {})).toBe(false)
  })
})

describe('a Variable that finds nothing', () => {
  it('fails the state', async () => {
    const error = await queryErrorOf(() => test({ Variable: '$.gone', NumericEquals: 1 }, {}))
    expect([error.error, error.cause]).toEqual(['States.Runtime', 'Invalid path \'$.gone\': The choice state\'s condition path references an invalid value.'])
  })
})

describe('a rule that is none', () => {
  it.each<JsonObject>([{}, { Variable: '$' }, { NumericEquals: 1 }, { Variable: '$', NumericEquals: 1, IsNull: true }, { And: {} }, { Not: [] }, { Or: [1] }, { Variable: 'x', IsNull: true }, { Variable: '$', StringMatches: 1 }, { Variable: '$', StringEqualsPath: 1 }])('%j is refused', async (rule) => {
    expect((await queryErrorOf(() => compileChoiceRule(rule))).error).toBe('States.Runtime')
  })
})

describe('StringMatches', () => {
  it.each([
    ['*', '', true],
    ['log-*.txt', 'log-2026.txt', true],
    ['log-*.txt', 'log-2026.txt.gz', false],
    ['*a*b*', 'xxaxxbxx', true],
    ['*a*b*', 'xxbxxaxx', false],
    ['a\\*c', 'a*c', true],
    ['a\\*c', 'abc', false],
    ['a\\\\*', 'a\\anything', true],
    ['a\\b', 'a\\b', true],
    ['', '', true],
    ['', 'x', false],
    ['*aab', 'aaaab', true],
  ])('%s on %s is %s', (pattern, text, expected) => {
    expect(compilePattern(pattern)(text)).toBe(expected)
    expect(test({ Variable: '$', StringMatches: pattern }, text)).toBe(expected)
  })

  it('says of any pattern what a regular expression of the same meaning says', () => {
    const words = (...pieces: string[]) => fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map(parts => parts.join(''))
    fc.assert(fc.property(words('a', 'b', 'ab', '*', '*', '\\*', '\\\\', '\\', 'ä'), words('a', 'b', 'ab', 'ba', '*', '\\', 'ä'), (pattern, text) => {
      const meaning = pattern.replaceAll(/\\[*\\]|[\s\S]/g, piece => piece === '*' ? '[\\s\\S]*' : piece.at(-1)!.replace(/[*\\]/, '\\$&'))
      expect(compilePattern(pattern)(text)).toBe(new RegExp(`^(?:${meaning})$`).test(text))
    }), fuzz(3000))
  })
})

describe('timestamps', () => {
  it.each<[string, number | undefined]>([
    ['1970-01-01T00:00:00Z', 0],
    ['1970-01-01T00:00:00.25Z', 250],
    ['1970-01-01T01:00:00+01:00', 0],
    ['1969-12-31T19:30:00-04:30', 0],
    ['2016-03-14t01:59:00Z', undefined],
    ['2016-03-14T01:59:00z', undefined],
    ['2016-03-14T01:59:00', undefined],
    ['2016-03-14 01:59:00Z', undefined],
    ['2016-13-05T21:29:29Z', undefined],
    ['2015-02-29T00:00:00Z', undefined],
    ['2016-12-05T25:29:29Z', undefined],
    ['2016-12-05T21:60:29Z', undefined],
    ['2016-12-05T21:29:29+19:00', undefined],
    ['2016-12-05', undefined],
  ])('%s is %s', (text, expected) => {
    expect(parseTimestamp(text)).toBe(expected)
  })
})
