import fc from 'fast-check'
import jsonata from 'jsonata'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../engine/asl/query/index.ts'
import { compileCondition, compileJsonata, inspectJsonata, isJsonata, jsonataBody, QueryError } from '../../../engine/asl/query/index.ts'
import { queryErrorOf, scopeOf } from './scope.ts'

const input = { items: [{ n: 3, tag: 'a' }, { n: 9, tag: 'b' }], one: [{ n: 5 }], name: 'Ada', text: 'a1b22c', nil: null }
const more = { context: { Execution: { Id: 'e' } }, variables: { v: { w: [1, 2] } }, result: { ok: true } }

function evaluate(text: string, data: Json = input): Json | Promise<Json> {
  return compileJsonata(text, { field: 'Output' }).evaluate(scopeOf(data, more))
}

describe('what an expression sees', () => {
  it.each<[string, Json]>([
    ['$states.input.name', 'Ada'],
    ['$states.context.Execution.Id', 'e'],
    ['$states.result.ok', true],
    ['$v.w', [1, 2]],
    ['$v.w[1]', 2],
    ['$states.input.nil', null],
    ['$states', { input, context: more.context, result: { ok: true } }],
    ['$exists($states.errorOutput)', false],
    ['$states.input.items.n', [3, 9]],
    ['$states.input.one.n', 5],
    ['$states.input.one', [{ n: 5 }]],
    ['$states.input.items[n > 5].tag', 'b'],
    ['$states.input.items[n > 5].[tag]', ['b']],
    ['$states.input.items{tag: n}', { a: 3, b: 9 }],
    ['$count($states.input.items) & "x"', '2x'],
    ['{"a": $states.input.one.n, "b": [$states.input.name]}', { a: 5, b: ['Ada'] }],
    ['($x := 2; $x * 3)', 6],
    ['null', null],
    ['"text"', 'text'],
    ['$states.input.gone ? 1 : 2', 2],
    ['-0', 0],
  ])('%s', async (text, expected) => {
    expect(await evaluate(text)).toEqual(expected)
  })

  it('leaves no marks of JSONata on arrays: a singleton that comes back stays an array', async () => {
    const first = await evaluate('$states.input.items[n > 5][]')
    expect(first).toEqual([{ n: 9, tag: 'b' }])
    expect(Object.keys(first as object)).toEqual(['0'])
    expect(await evaluate('[$states.input.list]', { list: first })).toEqual([{ n: 9, tag: 'b' }])
    expect(await evaluate('$states.input.list', { list: first })).toEqual([{ n: 9, tag: 'b' }])
  })

  it('leaves no marks inside a result either', async () => {
    const result = await evaluate('{"a": $states.input.items[n > 5][], "b": [$states.input.items.n, [$states.input.items.tag]]}') as { a: Json[], b: Json[] }
    expect(result).toEqual({ a: [{ n: 9, tag: 'b' }], b: [3, 9, ['a', 'b']] })
    for (const array of [result.a, result.b, result.b[2] as Json[]]) expect(Reflect.ownKeys(array)).toHaveLength(array.length + 1)
  })

  it('leaves the input as it was', async () => {
    const data = structuredClone(input)
    await evaluate('$append($states.input.items, 1) ~> $reverse', data)
    await evaluate('$states.input ~> |items|{"n": 0}, "tag"|', data)
    expect(data).toEqual(input)
  })

  it.each(['$states.input.o(1)', '$states.input.empty{"a": 1}', '$states.input.lists.{"a": $}', '$states.input.lists.*.{"a": $}'])('leaves the input of %s as it was', async (text) => {
    const data = { o: { a: 1 }, empty: [], lists: [[], [[]]] }
    const before = JSON.stringify(data)
    await (async () => evaluate(text, data))().catch((thrown: unknown) => expect(thrown).toBeInstanceOf(QueryError))
    expect(JSON.stringify(data)).toBe(before)
  })
})

describe('functions that Step Functions adds or takes away', () => {
  it.each<[string, Json]>([
    ['$partition([1], 2)', [[1]]],
    ['$parse("[{\\"a\\":1},{\\"a\\":[\\"a\\",\\"a\\"]}]")', [{ a: 1 }, { a: ['a', 'a'] }]],
    ['[1/0]', ['Infinity']],
    ['{"a": -1/0}', { a: '-Infinity' }],
    ['1e308*10', 'Infinity'],
    ['$parseInteger("abc", "0")', 'NaN'],
    ['$range(0, 6, 2)', [0, 2, 4, 6]],
    ['$parse(\'{"a":[1]}\').a', [1]],
    ['$parse("-0")', 0],
    ['$random(42) = $random(42)', true],
    ['[$random(), $random()]', [0, 1 / 16]],
    ['$now()', '2026-11-22T12:00:00.000Z'],
    ['$now("[Y0001]")', '2026'],
    ['$millis()', Date.UTC(2026, 10, 22, 12)],
    ['$shuffle([1,2,3]) ~> $sort', [1, 2, 3]],
    ['$pad("ab", 5, "#-")', 'ab#-#'],
    ['$pad("ab", -4)', '  ab'],
    ['$pad("abc", 2)', 'abc'],
    ['$distinct([1, {"a":1}, 1, {"a":1}])', [1, { a: 1 }]],
    ['$toMillis("22/11/2026", "[D01]/[M01]/[Y0001]")', Date.UTC(2026, 10, 22)],
    ['$split("a1b22c", /\\d+/)', ['a', 'b', 'c']],
    ['$replace("John Smith", /(\\w+)\\s(\\w+)/, "$2, $1")', 'Smith, John'],
    ['$match("ababbb", /a(b+)/).groups', ['b', 'bbb']],
    ['$contains("Hello", /^hell/i)', true],
  ])('%s', async (text, expected) => {
    expect(await evaluate(text)).toEqual(expected)
  })

  it.each([
    ['$parse("[{\\"a\\":{\\"b\\":1,\\"\\u0062\\":1}}]")', 'D3137: Invalid JSON'],
    ['$parse(" ")', 'D3137: Invalid JSON'],
    ['$string(1/0)', 'D3001'],
  ])('%s fails with a sentence that says %s', async (text, mention) => {
    const error = await queryErrorOf(() => evaluate(text))
    expect(error.error).toBe('States.QueryEvaluationError')
    expect(error.cause).toContain(`The JSONata expression '${text}' specified for the field 'Output' threw an error during evaluation`)
    expect(error.cause).toContain(mention)
  })
})

describe('an evaluation that fails', () => {
  it.each([
    ['$states.input.gone', ' returned nothing (undefined).'],
    ['$nobody', ' returned nothing (undefined).'],
    ['function($x) { $x }', ' returned an unsupported result type.'],
    ['[$sum]', ' returned an unsupported result type.'],
    ['{"a": /x/}', ' returned an unsupported result type.'],
    ['1 + "a"', ' threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number'],
    ['$states.input.nil()', ' threw an error during evaluation. T1006: Attempted to invoke a non-function'],
    ['(function() { $nobody() })()', ' threw an error during evaluation. T1006: Attempted to invoke a non-function'],
    ['$error("no stock")', ' threw an error during evaluation. D3137: no stock'],
  ])('%s', async (text, tail) => {
    const error = await queryErrorOf(() => evaluate(text))
    expect([error.error, error.location, error.cause]).toEqual(['States.QueryEvaluationError', 'Output', `The JSONata expression '${text}' specified for the field 'Output'${tail}`])
  })

  it.each(['a[1,2)', '"unterminated', '1 +', '{"a":}', '$match("a", /abc', '(', '', '$v ?? 1', '[1, $v ?: 2]'])('%s is refused when it is compiled', async (text) => {
    const error = await queryErrorOf(() => compileJsonata(text))
    expect(error.cause).toContain('is not valid')
  })

  it('a condition has to be a boolean', async () => {
    const scope = scopeOf(input, more)
    expect(await compileCondition('$states.input.name = "Ada"').test(scope)).toBe(true)
    const error = await queryErrorOf(() => compileCondition('$states.input.name', { field: 'Choices[0]/Condition' }).test(scope))
    expect(error.cause).toBe('The JSONata expression \'$states.input.name\' specified for the field \'Choices[0]/Condition\' returned an unexpected result type. Expected \'boolean\', but was \'string\' for value: "Ada"')
  })
})

describe('limits', () => {
  it.each([
    ['endless tail recursion', '($f := function($x) { $f($x + 1) }; $f(1))', 'timeout'],
    ['endless recursion', '($f := function($x) { 1 + $f($x + 1) }; $f(1))', 'Stack overflow'],
    ['deep nesting of operators', Array.from({ length: 200 }).fill('1').join('+'), 'Stack overflow'],
    ['nested maps', '$map([1..100000], function($i) { $map([1..100000], function($j) { $i * $j }) })', 'timeout'],
    ['a range', '$count([1..873783])', 'memory'],
    ['a doubled string', '($p := function($s, $n) { $n = 0 ? $s : $p($s & $s, $n - 1) }; $length($p("x", 23)))', 'memory'],
    ['a doubled object', '$string($reduce([1..60], function($a, $i) { {"l": $a, "r": $a} }, 1))', 'memory'],
    ['a doubled array', '$count($reduce([1..60], function($a, $i) { $append($a, $a) }, [1]))', 'memory'],
    ['padding', '$pad("x", 1000000000)', 'memory'],
    ['joined strings', '$join($map([1..1000], function($i) { $pad("", 100000) }))', 'memory'],
    ['a regular expression', '$contains("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)', 'timeout'],
    ['many regular expressions', '$map([1..100000], function($i) { $contains("aaaaaaaaaaaaaaaaaaaa!", /^(a|aa)+$/) })', 'timeout'],
    ['distinct values', '$count($distinct([1..200000]))', 'timeout'],
    ['descendants', '$count($reduce([1..20], function($a, $i) { {"l": $a, "r": $a} }, 1).**.**.**)', ''],
    ['roman numbers', '$formatInteger(1e15, "I")', 'memory'],
    ['an ambiguous date', `$toMillis("${'1'.repeat(60)}x", "${'[Y]'.repeat(30)}")`, 'timeout'],
    ['a work list that grows', '($f := function($l) { $f($append($l, $l)) }; $f([1]))', 'memory'],
  ])('end %s', async (_what, text, mention) => {
    const error = await queryErrorOf(() => evaluate(text))
    expect(error.error).toBe('States.QueryEvaluationError')
    expect(error.cause).toContain(mention)
  })

  it.each<[string, Json]>([
    ['$count([1..873782])', 873_782],
    ['($p := function($s, $n) { $n = 0 ? $s : $p($s & $s, $n - 1) }; $length($p("x", 22)))', 4_194_304],
    [Array.from({ length: 99 }).fill('1').join('+'), 99],
    ['($f := function($n, $a) { $n = 0 ? $a : $f($n - 1, $a + $n) }; $f(5000, 0))', 12_502_500],
    [`$count([${Array.from({ length: 300 }).fill('$sum([1, 2])').join(',')}])`, 300],
    [`$count($keys({${Array.from({ length: 300 }, (_, i) => `"k${i}": $sum([1, 2])`).join(',')}}))`, 300],
    ['$sum($map([1..2000], function($i) { $i }))', 2_001_000],
    ['$count($keys($map([1..300], function($i) { {"k": "k" & $i, "n": $i} }){k: $sum(n)}))', 300],
    ['($l := $map([1..300], function($i) { {"k": "k" & $i, "n": $i} }); $count($keys({"l": $l}.l@$e{$e.k: $sum($e.n)})))', 300],
    ['($f := function($n) { $n = 0 ? [0] : [{"a": $n, "b": $f($n - 1)}, $n] }; $count($f(8)))', 2],
  ])('let through what AWS lets through: %.60s', async (text, expected) => {
    expect(await evaluate(text)).toBe(expected)
  })

  it('end in the same way every time', async () => {
    const text = '($f := function($x) { $f($x + $random()) }; $f(1))'
    expect((await queryErrorOf(() => evaluate(text))).cause).toBe((await queryErrorOf(() => evaluate(text))).cause)
  })

  it('hold for input nested deeper than the stack', async () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as Json
    for (const text of ['$states.input.**', '$string($states.input)', '$states.input = [1]', '[$states.input]', '$states.input.a']) {
      const end = await (async () => evaluate(text, deep))().then(() => 'a result', (thrown: unknown) => thrown)
      expect(end === 'a result' || end instanceof QueryError).toBe(true)
    }
  })
})

describe('plain look-ups', () => {
  const value = fc.letrec<{ value: Json }>(tie => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Json>(null, 0, 1, '', 'x', true, [], {}),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'length', 'sequence'), tie('value'), { maxKeys: 3 }),
    ),
  })).value
  const keys = fc.array(fc.constantFrom('a', 'b', 'length', 'sequence'), { maxLength: 4 })
  const root = fc.constantFrom('$states.input', '$states.result', '$v', '$states')

  it('answer what the jsonata package answers', async () => {
    await fc.assert(fc.asyncProperty(value, root, keys, async (data, start, names) => {
      const text = [start, ...names].join('.')
      const scope = scopeOf(data, { variables: { v: data }, result: data })
      const reference: unknown = await jsonata(text).evaluate(undefined, { states: { input: data, context: {}, result: data }, v: data })
      const expected = reference === undefined ? 'nothing' : JSON.stringify(reference)
      const found = await (async () => compileJsonata(text).evaluate(scope))().then(json => JSON.stringify(json), () => 'nothing')
      expect(found).toBe(expected)
    }), { numRuns: 500 })
  })
})

describe('inspection', () => {
  it('lists what an expression refers to', () => {
    expect(inspectJsonata('$foo + $states.result.z & $sum($q.x[y = $z]) & ($own := 1; $own) & $map($l, function($e) { $e })')).toEqual({
      topLevel: [],
      variables: expect.arrayContaining(['foo', 'q', 'z', 'l']) as string[],
      statesFields: ['result'],
    })
  })

  it.each([['phone', ['phone']], ['$', ['$']], ['$$', ['$$']], ['$$.a', ['$$']], ['*', ['*']], ['$states.input.a.b', []], ['$states.input.items[n > 1]', []], ['$sum(items)', ['items']], ['{"a": b}', ['b']]])('%s reads %j from the top level', (text, names) => {
    expect(inspectJsonata(text).topLevel).toEqual(names)
  })

  it('reports a syntax error with its code and place', () => {
    expect(inspectJsonata('a[1,2)').problem).toEqual({ code: 'S0202', message: 'Expected "]", got ","', position: 4 })
    expect(inspectJsonata('('.repeat(100_000)).problem?.code).toBeDefined()
  })
})

describe('delimiters', () => {
  it('mark an expression only from end to end', () => {
    expect(['{% 1 %}', '{%%}', '{% %}', ' {% 1 %}', '{% 1 %} ', '{%}', '{ % 1 %}'].map(isJsonata)).toEqual([true, true, true, false, false, false, false])
    expect(jsonataBody('{%  $a.b %}')).toBe('$a.b')
  })
})
