import fc from 'fast-check'
import jsonata from 'jsonata'
import { afterEach, describe, expect, it } from 'vitest'
import type { Json } from '../../../engine/asl/query/index.ts'
import { compileIntrinsic, compileJsonata, compilePath } from '../../../engine/asl/query/index.ts'
import { interpretJsonata } from '../../../engine/asl/query/jsonata/compile-jsonata.ts'
import { compileDirect } from '../../../engine/asl/query/jsonata/direct/compile-direct.ts'
import { jsonataLimits } from '../../../engine/asl/query/jsonata/meter.ts'
import { parseJsonata } from '../../../engine/asl/query/jsonata/parse-jsonata.ts'
import { indexOfText } from '../../../engine/asl/query/text-search.ts'
import { isSweep } from '../../support/sweep.ts'
import { queryErrorOf, scopeOf } from './scope.ts'

// What an evaluation may do is counted, before it is done. No test here has a clock.

const { steps } = jsonataLimits
const setSteps = (limit: number): unknown => Object.assign(jsonataLimits, { steps: limit })
afterEach(() => void setSteps(steps))

/** What has no end shows it after a tenth of the steps, in a tenth of the time. */
const allowFewerSteps = (): unknown => isSweep || setSteps(steps / 10)

const evaluate = async (text: string, input: Json = {}, spent?: (steps: number) => void): Promise<Json> => compileJsonata(text).evaluate({ ...scopeOf(input), ...(spent ? { spent } : {}) })

const interpret = async (text: string, spent?: (steps: number) => void): Promise<Json> => interpretJsonata(text).evaluate({ ...scopeOf({}), ...(spent ? { spent } : {}) })

/** How an expression is evaluated: at once, where that is possible, and by the interpreter. */
function waysOf(text: string): ((text: string) => Promise<Json>)[] {
  const parsed = parseJsonata(text)
  return 'root' in parsed && compileDirect(parsed.root) ? [evaluate, interpret] : [interpret]
}

async function stepsOf(text: string): Promise<number> {
  let steps = 0
  await interpret(text, (more) => { steps += more })
  return steps
}

describe('what is metered is what jsonata gives', () => {
  it.each([
    '$each({"a": 1, "b": 2}, function($v) { $map([1, 2], function($x) { $x + $v }) }).*',
    '$map([1, 2], function($x) { $map([3, 4], function($y) { $y }) }).*',
    '$each({"a": 1}, function($v) { $filter([1, 2, 3], function($x) { $x > 1 }) }).**',
    '$map([1, 2], function($x) { [$x] }).*',
    '{"a": $map([1, 2], function($x) { $x }), "b": 3}.*',
    '$spread($map([1, 2], function($x) { {"k": $x} }))',
    '$map([1, 2], function($x) { $x }) = [1, 2]',
    '$distinct([$map([1, 2], function($x) { [$x] }), [1]])',
  ])('the keys of a list that it collected: %s', async (text) => {
    expect(await interpret(text)).toEqual(JSON.parse(JSON.stringify(await jsonata(text).evaluate(undefined))))
  })
})

const LIST = '$b := $map([1..20000], function($x) { 0 });'

describe('copying and growing inside JSONata is paid for', () => {
  it.each([
    ['appending in a fold', '$count($reduce([1..100000], $append))', 'timeout'],
    ['one large group', '$count([1..100000]{"a": $}.a)', 'timeout'],
    ['the fields of a large object', '($o := $merge([1..20000].{$string($): [1]}); $count($o.*))', 'timeout'],
    ['the same list for every element', '($l := [1..100000]; $count([1..3000].$l))', 'memory'],
    ['a list looked up by name again and again', '($o := [[1..1000].{"a": $}, 0]; $map([1..100000], function($i) { $count($o.a) }))', 'timeout'],
    ['numbers that choose among as many', '($l := [1..20000]; $count($l[$l]))', 'timeout'],
    ['a condition on a list', `(${LIST} $map([1..100000], function($i) { $b ? 1 : 2 }))`, 'timeout'],
    ['a filter that gives a list', `(${LIST} $filter([1..50000], function($x) { $b }))`, 'timeout'],
    ['a cross join', '($o := {"l": [1..20000], "m": [1..2000]}; $count($o.m@$i.$o.l@$j.($i + $j)))', 'timeout'],
    ['zipping a list with itself', `($l := [1..100000]; $zip(${Array.from({ length: 800 }).fill('$l').join()}))`, ''],
    ['joining with a long separator', '$join([1..100].$string(), $pad("", 5000000, "x"))', 'memory'],
    ['a long replacement for every match', '($r := $pad("", 200000, "$0-"); $replace($pad("", 100000, "ab "), /b/, $r))', 'timeout'],
    ['a match for every character', '$match($pad("", 400000, "a"), /a/)', ''],
    ['letters, taken apart', '$map([1..100], function($i) { $length($pad("", 4000000, "x")) })', 'timeout'],
    ['hashing', '$map([1..100], function($i) { $hash($pad("", 2000000, "x"), "MD5") })', 'timeout'],
    ['a long picture', '$formatNumber(1, $pad("", 200000, "#,"))', 'timeout'],
    ['a wide picture', '$fromMillis(0, "[Y,700000000]")', 'memory'],
    ['an indented value', '$string($reduce([1..90], function($a, $i) { {"a": $a} }, [1..60000]), true)', 'memory'],
    ['a transform that copies a value into itself', '({"a": {}} ~> |$|{"self": $}|)', 'memory'],
    ['a transform that grows what was measured', '($big := [1..800000]; $count($string([1..20].{"a": $} ~> |$|{"b": $big}|)))', 'memory'],
    ['empty lists in each other', `($x0 := [[]]; ${Array.from({ length: 30 }, (_, i) => `$x${i + 1} := [[$x${i}], [$x${i}]]`).join('; ')}; $x30)`, 'memory'],
    ['calls that no text names', '$count($map([1..520000], $string))', ''],
  ])('%s', async (_what, text, mention) => {
    if (mention !== 'memory') allowFewerSteps()
    for (const way of waysOf(text)) {
      const error = await queryErrorOf(() => way(text))
      expect(error.error).toBe('States.QueryEvaluationError')
      expect(error.cause).toMatch(/timeout|memory/)
      expect(error.cause).toContain(mention)
    }
  })

  it('an array constructor after a large entry, where the interpreter copies it', async () => {
    const text = `($l := [1..100000]; $count([$l${',1'.repeat(3000)}]))`
    expect((await queryErrorOf(() => interpret(text))).cause).toContain('timeout')
    expect(await evaluate(text)).toBe(103_000)
  })

  it.each(['[9007199254740992..9007199254740994]', '[-9007199254740994..-9007199254740992]', '[9007199254740990..9007199254740992]'])('counting beyond the integers that are exact is refused: %s', async (text) => {
    for (const way of waysOf(text)) expect((await queryErrorOf(() => way(text))).cause).toContain('memory')
  })

  it.each(['$not($l)', '$boolean($l)', '$l and true', '$l or false', '[1][$l]'])('what %s asks of a list is paid for', async (call) => {
    allowFewerSteps()
    const text = `($l := $map([1..20000], function($x) { 0 }); $map([1..100000], function($i) { ${call} }))`
    expect((await queryErrorOf(() => evaluate(text))).cause).toContain('timeout')
  })

  it.each<[string, Json]>([
    ['$count($spread([1..100000].{"a": $}))', 100_000],
    ['$sort([1..100000])[0]', 1],
    ['$count([1..10000]^(>$))', 10_000],
    ['$max([1..200000]) - $min([1..200000])', 199_999],
    ['($p := $pad("", 1000000, "a"); $contains($p & $p & $p, "b" & $p))', false],
    ['$count($map([1..30000], function($i) { [7, 8][0] }))', 30_000],
    ['$count($map([1..20000], function($i) { $toMillis("2026-01-01T00:00:00Z") }))', 20_000],
  ])('lets through what grows in a straight line: %s', async (text, expected) => {
    expect(await evaluate(text)).toBe(expected)
  })

  it.each([
    ['$count($spread([1..#].{"a": $}))', 2500],
    ['$count($sort([1..#]))', 20_000],
    ['$count($split($pad("", #, "ab"), "b"))', 20_000],
    ['$length($replace($pad("", #, "ab"), "b", "c"))', 20_000],
  ])('%s costs about twice as much for twice as many', async (text, size) => {
    const [once, twice] = [await stepsOf(text.replace('#', `${size * 4}`)), await stepsOf(text.replace('#', `${size * 8}`))]
    expect(twice / once).toBeGreaterThan(1.5)
    expect(twice / once).toBeLessThan(2.5)
  })

  it('a function under a name that promises are known by ends', async () => {
    expect((await queryErrorOf(() => evaluate('{"then": /a/}'))).cause).toContain('then')
    expect(await evaluate('{"then": 1}')).toEqual({ then: 1 })
    expect(await evaluate('($o := {"re": /a/}; $contains("a", $o.re))')).toBe(true)
  })
})

describe('what is done in another way answers what the jsonata package answers', () => {
  const item: fc.Arbitrary<Json> = fc.letrec<{ item: Json }>(tie => ({
    item: fc.oneof({ maxDepth: 3 }, fc.constantFrom<Json>(0, 1, 'a', null, true), fc.array(tie('item'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b'), tie('item'), { maxKeys: 2 })),
  })).item
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 })

  const agree = (expression: string, input: fc.Arbitrary<Json>) => fc.assert(fc.asyncProperty(input, async (data) => {
    const outcome = async (run: () => unknown) => {
      try {
        return JSON.stringify(await run()) ?? 'nothing'
      }
      catch (thrown) {
        if (thrown instanceof TypeError || (thrown as { cause?: string }).cause?.includes('is of a type')) return 'a wrong type'
        const { cause, code } = thrown as { cause?: string, code?: string }
        return code ?? /\b[DTS]\d{4}\b/.exec(cause ?? '')?.[0] ?? (cause?.includes('returned nothing') ? 'nothing' : cause)
      }
    }
    const expected = await outcome(() => jsonata(expression).evaluate(undefined, { states: { input: data } }))
    expect(await outcome(() => evaluate(expression, data)), JSON.stringify(data)).toBe(expected)
  }), { numRuns: 60 })

  it.each(['$spread($states.input)', '$string($spread($states.input))', '[$spread($states.input)]', '$keys($states.input)', '$count($states.input.*)', '$states.input{$type($): $}', '[$states.input, 1, [$states.input]]'])('%s', async expression => agree(expression, item))

  it.each(['$sort($states.input)', '$sort($states.input, function($x, $y) { $string($x) > $string($y) })', '$max($states.input)', '$min($states.input)', '$map($states.input, $string)', '$states.input ~> $reverse ~> $count', '$reduce($states.input, $append)'])('%s', async expression =>
    agree(expression, fc.oneof(fc.array(fc.integer({ max: 9, min: -9 })), fc.array(text), fc.array(item, { maxLength: 4 })) as fc.Arbitrary<Json>))

  it.each(['$contains($t, $p)', '$substringBefore($t, $p)', '$substringAfter($t, $p)', '$split($t, $p)', '$split($t, $p, $n)', '$replace($t, $p, $r)', '$replace($t, $p, $r, $n)', '$replace($t, /b+/, $r)', '$replace($t, /(a)b/, $r & "$1$0")', '$split($t, /b/)', '$substringBefore(?, $p)($t)'])('%s', async expression =>
    agree(`($t := $states.input.t; $p := $states.input.p; $r := $states.input.r; $n := $states.input.n; ${expression})`, fc.record({ t: text, p: text, r: text, n: fc.integer({ min: -1, max: 4 }) }) as unknown as fc.Arbitrary<Json>))
})

describe('a text in another', () => {
  it('is found where indexOf finds it', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 6 })
    fc.assert(fc.property(letters, letters, fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 40 }), (start, end, length, from) => {
      const wanted = start.repeat(length) + end
      for (const text of [wanted, start.repeat(length + 9) + end, `${end.repeat(150)}${wanted}x`, start.repeat(700)]) expect(indexOfText(text, wanted, from)).toBe(text.indexOf(wanted, from))
    }), { numRuns: 300 })
  })
})

describe('paths and intrinsic functions', () => {
  const numbers = Array.from({ length: 3000 }, (_, index) => index)

  it.each(['$.l[?(@ == $.l.max())]', '$.l[?(@ in $.l)]', `$.o[*][${Array.from({ length: 2000 }, (_, index) => `'k${index}'`).join()}]`])('end by the values they visit: %.60s', async (path) => {
    const error = await queryErrorOf(() => compilePath(path).evaluate(scopeOf({ l: numbers, o: numbers.map(() => ({ k1: 1 })) })))
    expect(error.cause).toMatch(/visits more than/)
  })

  it.each(['States.JsonToString(#)', 'States.Hash(#, \'MD5\')', 'States.ArrayUnique(#)', 'States.ArrayContains(#, 1)', 'States.Format(\'{}\', #)'])('%s of more than any payload is refused', async (call) => {
    const array = `States.Array(${Array.from({ length: 40 }).fill('$.text').join()})`
    const error = await queryErrorOf(() => compileIntrinsic(call.replace('#', array)).evaluate(scopeOf({ text: 'x'.repeat(200_000) })))
    expect([error.error, error.cause]).toEqual(['States.Runtime', expect.stringMatching(/longer than 262144 characters/)])
  })
})
