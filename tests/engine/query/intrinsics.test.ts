import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../engine/asl/query/index.ts'
import { compileIntrinsic, intrinsicFunctions } from '../../../engine/asl/query/index.ts'
import { hashAlgorithms, hashText } from '../../../engine/asl/query/intrinsics/hash.ts'
import { queryErrorOf, scopeOf } from './scope.ts'

const input = { name: 'Ada', n: 7, list: [1, 2, 2, 'x'], obj: { a: 1, b: [] }, text: '{"a":1}', nil: null, template: 'Hi {}!', comma: { 'a,b)': 5 } }

function call(text: string, data: Json = input): Json {
  return compileIntrinsic(text).evaluate(scopeOf(data, { context: { Execution: { Name: 'run-7-b' } }, variables: { v: 3 } }))
}

describe('each intrinsic function', () => {
  it.each<[string, Json]>([
    ['States.Array()', []],
    ['States.Array(1, \'a\', null, true, $.obj)', [1, 'a', null, true, { a: 1, b: [] }]],
    ['States.ArrayPartition($.list, 3)', [[1, 2, 2], ['x']]],
    ['States.ArrayPartition(States.Array(), 3)', []],
    ['States.ArrayContains($.list, 2)', true],
    ['States.ArrayContains($.list, \'2\')', true],
    ['States.ArrayContains(States.Array($.obj), $.obj)', true],
    ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
    ['States.ArrayRange(0, 10, 3)', [0, 3, 6, 9]],
    ['States.ArrayRange(3, 1, -1)', [3, 2, 1]],
    ['States.ArrayRange(3, 1, 1)', []],
    ['States.ArrayGetItem($.list, 3)', 'x'],
    ['States.ArrayLength($.list)', 4],
    ['States.ArrayUnique($.list)', [1, 2, 'x']],
    ['States.Base64Encode(\'Dåta\')', 'RMOldGE='],
    ['States.Base64Decode(\'RMOldGE=\')', 'Dåta'],
    ['States.Hash(\'input data\', \'SHA-1\')', 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ['States.JsonMerge($.obj, States.StringToJson(\'{"b":2,"c":3}\'), false)', { a: 1, b: 2, c: 3 }],
    ['States.StringToJson($.text)', { a: 1 }],
    ['States.StringToJson(\' \')', null],
    ['States.JsonToString($.obj)', '{"a":1,"b":[]}'],
    ['States.MathAdd($.n, -8)', -1],
    ['States.MathAdd(-1.5, 0)', -1],
    ['States.MathAdd(0.5, 1)', 2],
    ['States.StringSplit(\'a.b+c,,d\', \'.+,\')', ['a', 'b', 'c', 'd']],
    ['States.StringSplit(\',,\', \',\')', []],
    ['States.Format(\'{} is {} \\{\\} \\\\ it\\\'s\', $.name, $.n)', 'Ada is 7 {} \\ it\'s'],
    ['States.Format($.template, $.obj)', 'Hi {a=1, b=[]}!'],
    ['States.Format(\'{}\', $.nil)', 'null'],
    ['States.Format(\'plain\')', 'plain'],
    ['States.UUID()', '01234567-89ab-4def-8123-456789abcdef'],
    ['States.MathRandom(10, 26)', 10],
  ])('%s', (text, expected) => {
    expect(call(text)).toEqual(expected)
  })

  it('is tested above', () => {
    expect(Object.keys(intrinsicFunctions)).toHaveLength(18)
  })

  it('draws MathRandom from the seed when one is given, inside the range', () => {
    expect(call('States.MathRandom(1, 1000, 42)')).toBe(call('States.MathRandom(1, 1000, 42)'))
    const draws = Array.from({ length: 50 }, (_, i) => call(`States.MathRandom(5, 8, ${i * 39_916_801 % 2 ** 31})`))
    expect(new Set(draws)).toEqual(new Set([5, 6, 7]))
  })
})

describe('arguments', () => {
  it.each<[string, Json]>([
    ['States.ArrayGetItem(States.StringSplit($$.Execution.Name, \'-\'), 1)', '7'],
    ['States.MathAdd($v, States.ArrayLength($.list))', 7],
    ['States.Array( $.n ,\'a, b\' )', [7, 'a, b']],
    ['States.Array($.comma[\'a,b)\'])', [5]],
    ['States.Array($.list[?(@ == 2)])', [[2, 2]]],
    ['States.Array($.list[*])', [[1, 2, 2, 'x']]],
  ])('%s', (text, expected) => {
    expect(call(text)).toEqual(expected)
  })

  it('that find nothing fail with States.Runtime, in AWS\'s words', async () => {
    const error = await queryErrorOf(() => call('States.Format(\'{}\', $.gone)', { other: 1 }))
    expect(error.error).toBe('States.Runtime')
    expect(error.cause).toBe('The function \'States.Format(\'{}\', $.gone)\' had the following error: The JsonPath argument for the field \'$.gone\' could not be found in the input \'{"other":1}\'')
  })
})

describe('a text that is no call', () => {
  it.each(['States.', 'States.Nope()', 'States.Format', 'States.Format(', 'States.Format(\'a)', 'States.Format(\'\\"\')', 'States.Format("a")', 'States.Array(1,)', 'States.Array(1 2)', 'States.Array() x', 'States.Array(nope)', 'Format()', 'States.constructor()'])('%s is refused', async (text) => {
    expect((await queryErrorOf(() => compileIntrinsic(text))).error).toBe('States.Runtime')
  })
})

describe('nesting', () => {
  it('goes ten deep and no deeper', async () => {
    const nested = (depth: number): string => `${'States.Array('.repeat(depth)}1${')'.repeat(depth)}`
    expect(JSON.stringify(call(nested(10)))).toBe(`${'['.repeat(10)}1${']'.repeat(10)}`)
    expect((await queryErrorOf(() => compileIntrinsic(nested(11)))).cause).toContain('nested')
  })
})

describe('hashes', () => {
  it('are those of a known implementation', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...hashAlgorithms), (text, algorithm) => {
      expect(hashText(text, algorithm)).toBe(createHash(algorithm.replace('-', '').toLowerCase()).update(text).digest('hex'))
    }), { numRuns: 200 })
  })
})
