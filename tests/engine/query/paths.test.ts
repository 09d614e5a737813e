import { describe, expect, it } from 'vitest'
import type { Json } from '../../../engine/asl/query/index.ts'
import { applyResultPath, compilePath, compileReferencePath } from '../../../engine/asl/query/index.ts'
import { queryErrorOf, scopeOf } from './scope.ts'

const order: Json = {
  'id': 'o-1',
  'lines': [
    { sku: 'book', price: 12, tags: ['paper', 'gift'] },
    { sku: 'pen', price: 3, tags: [] },
    { sku: 'lamp', price: 40, discount: 5, tags: ['gift'] },
  ],
  'ship to': { city: 'Oslo', geo: { lat: 59.9 } },
  'note': null,
  'it\'s': 1,
  'back\\slash': 2,
  '__proto__x': 3,
}
const context: Json = { Execution: { Id: 'arn:e', Input: order }, Map: { Item: { Index: 4 } } }
const variables = { total: 55, cart: { lines: [1, 2, 3] }, naïve: true }

function evaluate(path: string, input: Json = order): Json {
  return compilePath(path).evaluate(scopeOf(input, { context, variables }))
}

describe('a path that names one place', () => {
  it.each<[string, Json]>([
    ['$', order],
    ['$.id', 'o-1'],
    ['$[\'id\']', 'o-1'],
    ['$["id"]', 'o-1'],
    ['$.[\'id\']', 'o-1'],
    ['$.note', null],
    ['$.lines[0].sku', 'book'],
    ['$.lines[-1].sku', 'lamp'],
    ['$.lines[ 1 ].price', 3],
    ['$[\'ship to\'].geo.lat', 59.9],
    ['$[\'it\\\'s\']', 1],
    ['$[\'back\\\\slash\']', 2],
    ['$[\'__proto__x\']', 3],
    ['$[\'id\',\'note\',\'gone\']', { id: 'o-1', note: null }],
    ['$$.Execution.Id', 'arn:e'],
    ['$$.Map.Item.Index', 4],
    ['$total', 55],
    ['$cart.lines[2]', 3],
    ['$naïve', true],
    ['$.lines.length()', 3],
    ['$.lines[*].price.sum()', 55],
    ['$..price.max()', 40],
    ['$[\'ship to\'].keys()', ['city', 'geo']],
  ])('%s', (path, expected) => {
    expect(evaluate(path)).toEqual(expected)
  })

  it('takes a property with any name from the data and from nowhere else', () => {
    expect(evaluate('$.__proto__', JSON.parse('{"__proto__": 7}') as Json)).toBe(7)
    expect(compilePath('$.constructor').find(scopeOf({}))).toBeUndefined()
    expect(compilePath('$.length').find(scopeOf([1, 2]))).toBeUndefined()
  })
})

describe('a path that collects matches', () => {
  it.each<[string, Json]>([
    ['$.lines[*].sku', ['book', 'pen', 'lamp']],
    ['$.lines[0,2].sku', ['book', 'lamp']],
    ['$.lines[1:].sku', ['pen', 'lamp']],
    ['$.lines[:1].sku', ['book']],
    ['$.lines[-2:].sku', ['pen', 'lamp']],
    ['$.lines[1:2].sku', ['pen']],
    ['$..sku', ['book', 'pen', 'lamp']],
    ['$..geo.lat', [59.9]],
    ['$.lines..tags[0]', ['paper', 'gift']],
    ['$[\'ship to\'].*', ['Oslo', { lat: 59.9 }]],
    ['$.lines[?(@.price > 10)].sku', ['book', 'lamp']],
    ['$.lines[?(@.price > 10 && @.discount)].sku', ['lamp']],
    ['$.lines[?(@.price < 10 || @.discount == 5)].sku', ['pen', 'lamp']],
    ['$.lines[?(!(@.discount))].sku', ['book', 'pen']],
    ['$.lines[?(@.discount != 5)].sku', ['book', 'pen']],
    ['$.lines[?(@.sku == \'pen\')].price', [3]],
    ['$.lines[?(@.sku==pen)].price', [3]],
    ['$.lines[?(@.sku in [\'pen\', \'lamp\'])].price', [3, 40]],
    ['$.lines[?(@.sku nin [\'pen\'])].price', [12, 40]],
    ['$.lines[?(@.sku =~ /^P.*/i)].price', [3]],
    ['$.lines[?(@.tags contains \'gift\')].sku', ['book', 'lamp']],
    ['$.lines[?(@.tags empty true)].sku', ['pen']],
    ['$.lines[?(@.tags size 2)].sku', ['book']],
    ['$.lines[?(\'gift\' in @.tags)].sku', ['book', 'lamp']],
    ['$.lines[?(@.sku == $.lines[0].sku)].price', [12]],
    ['$.lines[?(@.sku == 12)]', []],
    ['$.gone[*].sku', []],
    ['$.gone.lines[1:5].sku', []],
    ['$.id[?(@.x)]', []],
  ])('%s', (path, expected) => {
    expect(evaluate(path)).toEqual(expected)
  })
})

describe('a path that finds nothing', () => {
  it.each([
    ['$.gone', 'Invalid path \'$.gone\' : No results for path: $[\'gone\']'],
    ['$.no.such.path', 'Invalid path \'$.no.such.path\' : Missing property in path $[\'no\']'],
    ['$.lines[9]', 'Invalid path \'$.lines[9]\' : No results for path: $[\'lines\'][9]'],
  ])('%s says where', async (path, cause) => {
    const error = await queryErrorOf(() => evaluate(path))
    expect([error.error, error.cause]).toEqual(['States.Runtime', cause])
  })

  it('names the field and shows the input when it stands in a template', async () => {
    const error = await queryErrorOf(() => compilePath('$.gone', { field: 'value.$' }).evaluate(scopeOf({ a: 0 })))
    expect(error.cause).toBe('The JSONPath \'$.gone\' specified for the field \'value.$\' could not be found in the input \'{"a":0}\'')
  })

  it('shows the context object when the path starts from there', async () => {
    const error = await queryErrorOf(() => compilePath('$$.Gone', { field: 'v.$' }).evaluate(scopeOf(1, { context: { A: 1 } })))
    expect(error.cause).toContain('in the input \'{"A":1}\'')
  })

  it('names a variable that was never assigned', async () => {
    expect((await queryErrorOf(() => evaluate('$nobody.x'))).cause).toContain('\'$nobody\'')
  })
})

describe('a text that is no path', () => {
  it.each(['', 'a', '$.', '$..', '$[', '$[]', '$[\'a', '$[1', '$[1:2:3]', '$[:]', '$.a b', '$.a]', '$[?(@.a ==)]', '$[?(@.a', '$[?(1)]', '$.nope()', '$.length().x', '$[\'a\' \'b\']', '$.a[?(@.b =~ /(/)]', '$.a.index()'])('%s is refused with a position', async (text) => {
    const error = await queryErrorOf(() => compilePath(text))
    expect(error.error).toBe('States.Runtime')
    expect(error.position).toBeGreaterThanOrEqual(0)
    expect(error.position).toBeLessThanOrEqual(text.length)
  })

  it('tells definite paths from others', () => {
    expect(['$', '$.a[0].b', '$[\'a\',\'b\']', '$.a.length()'].map(path => compilePath(path).definite)).toEqual([true, true, true, true])
    expect(['$..a', '$.*', '$.a[0,1]', '$.a[1:]', '$.a[?(@.b)]', '$[\'a\',\'b\'].c'].map(path => compilePath(path).definite)).toEqual([false, false, false, false, false, false])
  })
})

describe('ResultPath', () => {
  const put = (path: string | null | undefined, input: Json, result: Json): Json =>
    applyResultPath(typeof path === 'string' ? compileReferencePath(path) : path, input, result)

  it('replaces the input by default and under $', () => {
    expect(put(undefined, { a: 1 }, 2)).toBe(2)
    expect(put('$', { a: 1 }, 2)).toBe(2)
  })

  it('drops the result when it is null', () => {
    expect(put(null, { a: 1 }, 2)).toEqual({ a: 1 })
  })

  it('adds, replaces and makes what is missing on the way, and leaves the input as it was', () => {
    const input = { a: 1, deep: { kept: true } }
    expect(put('$.b', input, 2)).toEqual({ a: 1, deep: { kept: true }, b: 2 })
    expect(put('$.a', input, 2)).toEqual({ a: 2, deep: { kept: true } })
    expect(put('$.deep.down.here', input, 2)).toEqual({ a: 1, deep: { kept: true, down: { here: 2 } } })
    expect(put('$[\'two words\']', input, 2)).toEqual({ ...input, 'two words': 2 })
    expect(input).toEqual({ a: 1, deep: { kept: true } })
  })

  it('replaces an element of an array', () => {
    expect(put('$.a[1].b', { a: [1, { c: 1 }] }, 2)).toEqual({ a: [1, { c: 1, b: 2 }] })
  })

  it.each<[string, Json]>([['$.a', 'text'], ['$.a.b', { a: 1 }], ['$.a.b', { a: [1] }], ['$.a[3]', { a: [1] }], ['$.a[0]', {}]])('%s can not be put into %j', async (path, input) => {
    expect((await queryErrorOf(() => put(path, input, 2))).error).toBe('States.ResultPathMatchFailure')
  })

  it.each(['$.a[*]', '$..a', '$.a[0,1]', '$.a[-1]', '$$.a', '$variable', '$.a[?(@.b)]'])('%s is no reference path', async (path) => {
    expect((await queryErrorOf(() => compileReferencePath(path))).cause).toContain('reference path')
  })
})
