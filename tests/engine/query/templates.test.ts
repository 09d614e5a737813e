import { describe, expect, it } from 'vitest'
import type { Json } from '../../../engine/asl/query/index.ts'
import { compileTemplate, jsonBytes, jsonText } from '../../../engine/asl/query/index.ts'
import { queryErrorOf, scopeOf } from './scope.ts'

describe('a JSONPath payload template', () => {
  const evaluate = (template: Json, input: Json = { a: 1, b: [2, 3] }): Json =>
    compileTemplate(template, 'JSONPath').evaluate(scopeOf(input, { context: { Execution: { Id: 'e' } }, variables: { v: { w: 9 } } }))

  it('replaces keys that end in .$, at any depth, and nothing else', () => {
    expect(evaluate({
      'plain': '$.a',
      'path.$': '$.a',
      'context.$': '$$.Execution.Id',
      'variable.$': '$v.w',
      'intrinsic.$': 'States.Format(\'<{}>\', $.a)',
      'nested': { 'all.$': '$.b[*]', 'list': [{ 'x.$': '$.b[1]' }, 'States.UUID()', '{% 1 %}'] },
    })).toEqual({
      plain: '$.a',
      path: 1,
      context: 'e',
      variable: 9,
      intrinsic: '<1>',
      nested: { all: [2, 3], list: [{ x: 3 }, 'States.UUID()', '{% 1 %}'] },
    })
  })

  it('keeps a key named __proto__ a key', () => {
    const result = evaluate(JSON.parse('{"__proto__": {"x": 1}, "a.$": "$.a"}') as Json)
    expect(jsonText(result)).toBe('{"__proto__":{"x":1},"a":1}')
  })

  it('is the literal itself when it holds no expression', () => {
    const template = { a: [1, { b: null }] }
    expect(evaluate(template)).toBe(template)
  })

  it.each<[Json, string]>([[{ 'a.$': 1 }, 'a.$'], [{ x: [{ 'b.$': 'hello' }] }, 'hello'], [{ 'c.$': 'States.Nope()' }, 'Nope']])('%j is refused', async (template, mention) => {
    expect((await queryErrorOf(() => evaluate(template))).cause).toContain(mention)
  })
})

describe('a JSONata template', () => {
  const evaluate = (template: Json, field = 'Output'): Json | Promise<Json> =>
    compileTemplate(template, 'JSONata', { field }).evaluate(scopeOf({ a: 1, list: [{ n: 1 }, { n: 2 }] }, { variables: { v: 9 }, result: 'r' }))

  it('evaluates strings that are {% %} from end to end, anywhere', async () => {
    expect(await evaluate({ 'x': '{% $states.input.a + 1 %}', 'keep.$': '$.a', 'list': ['{% $v %}', ' {% 1 %}', '{% 1 %} ', '{%2%}', null], '{% 1 %}': true }))
      .toEqual({ 'x': 2, 'keep.$': '$.a', 'list': [9, ' {% 1 %}', '{% 1 %} ', 2, null], '{% 1 %}': true })
  })

  it('answers at once when it only looks things up', () => {
    expect(evaluate({ a: '{% $states.input.a %}', r: '{% $states.result %}', v: ['{% $v %}'], s: 'text' })).toEqual({ a: 1, r: 'r', v: [9], s: 'text' })
  })

  it.each<[Json, string]>([
    ['{% $gone %}', 'Output'],
    [{ deep: [0, { x: '{% $gone %}' }] }, 'Output/deep[1]/x'],
  ])('%j names its place as %s', async (template, location) => {
    const error = await queryErrorOf(() => evaluate(template))
    expect(error.error).toBe('States.QueryEvaluationError')
    expect(error.location).toBe(location)
    expect(error.cause).toBe(`The JSONata expression '$gone' specified for the field '${location}' returned nothing (undefined).`)
  })

  it('evaluates its expressions in order, so that random numbers repeat', async () => {
    expect(await evaluate(['{% $random() %}', '{% $random() %}', { x: '{% [$random(), {"a": $random(), "b": $random()}] %}' }]))
      .toEqual([0, 1 / 16, { x: [2 / 16, { a: 3 / 16, b: 4 / 16 }] }])
  })
})

describe('size of a payload', () => {
  it.each<[Json]>([[null], [1.5], ['é"\\\n\u0001\uD83D\uDE00\uD800'], [{ a: [1, 'b', {}, [], true], 'ü': null }], [[[]]]])('%j is counted in bytes of its JSON text', (value) => {
    expect(jsonBytes(value)).toBe(new TextEncoder().encode(JSON.stringify(value)).length)
  })

  it('is not counted on beyond the limit', () => {
    let value: Json = 'x'.repeat(1000)
    for (let i = 0; i < 60; i++) value = [value, value]
    expect(jsonBytes(value, 262_144)).toBeGreaterThan(262_144)
  })
})
