import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AsyncEvaluable, Json, Scope } from '../../../engine/asl/query/index.ts'
import { compileJsonata, QueryError } from '../../../engine/asl/query/index.ts'
import { interpretJsonata } from '../../../engine/asl/query/jsonata/compile-jsonata.ts'
import { compileDirect, unsure } from '../../../engine/asl/query/jsonata/direct/compile-direct.ts'
import { parseJsonata } from '../../../engine/asl/query/jsonata/parse-jsonata.ts'
import { fuzz } from '../fuzz.ts'
import { expressions, shapes } from './expressions.ts'
import { scopeOf } from './scope.ts'

/** What an evaluation ends with: a value with all its parts (−0 is none of JSON's), or everything an error says. */
async function outcome(compile: () => AsyncEvaluable, scope: Scope): Promise<unknown> {
  try {
    return { json: await compile().evaluate(scope) }
  }
  catch (thrown) {
    if (!(thrown instanceof QueryError)) throw thrown
    const { error, cause, location, position } = thrown
    return { error, cause, location, position }
  }
}

function scope(data: Json, other: Json): Scope {
  return scopeOf(data, { context: { a: other }, result: other, variables: { v: data, x: other, max: other, i: 1 } })
}

describe('expressions evaluated directly', () => {
  it('give what the interpreter gives, or fail with the same words', async () => {
    await fc.assert(fc.asyncProperty(expressions, shapes, shapes, async (text, data, other) => {
      const [own, copy] = [scope(data, other), scope(structuredClone(data), structuredClone(other))]
      const before = JSON.stringify([data, other])
      const direct = await outcome(() => compileJsonata(text, { field: 'Output' }), own)
      expect(direct).toStrictEqual(await outcome(() => interpretJsonata(text, { field: 'Output' }), copy))
      expect(JSON.stringify([data, other])).toBe(before)
    }), fuzz(500))
  })

  const order: Json = JSON.parse(JSON.stringify({ id: 'o-1', lines: [{ sku: 'cup', n: 2, price: 3.5 }, { sku: 'pot', n: 1, price: 30, tags: ['big'] }], one: [{ sku: 'pan', n: 1 }], nested: [[1, 2], [3]], empty: [], nil: null, name: 'Grüße 😀', total: '12' })) as Json

  it.each([
    '$states.input.id',
    '$states.input.lines.sku',
    '$states.input.lines[0].sku',
    '$states.input.lines[-1].tags[0]',
    '$states.input.lines[n > 1].sku',
    '$states.input.lines[n > 1].sku[]',
    '$states.input.lines[[0..1]].price',
    '$states.input.lines[[0..$v - 2]].sku',
    '$states.input.lines[[$v - 2..$count($states.input.lines)]].sku',
    '$states.input.lines[[-1, 0, 0, 7]].sku',
    '$states.input.lines[[1, "x"]].sku',
    '$states.input.lines[$v = 3].sku',
    '$states.input.lines[$states.input.one].sku',
    '$states.input.lines[$states.input.empty].sku',
    '$states.input.lines[[]].sku',
    '$states.input.nested[[0, 1]]',
    '$states.input.id[[0..($v)]]',
    '$states.input.lines[sku in ["pot", "pan"]][0]',
    '$states.input.lines.(n * price)',
    '$states.input.lines.{"what": sku, "cost": n * price, "tag": tags[0]}',
    '$states.input.lines.[sku, n]',
    '$states.input.one.sku',
    '$states.input.one[].sku',
    '$states.input.nested',
    '$states.input.nested[0]',
    '$states.input.nested.$sum($)',
    '$states.input.empty',
    '[$states.input.empty, $states.input.nil, $states.input.gone]',
    '{"id": $states.input.id, "gone": $states.input.gone, "nil": $states.input.nil, "list": [$states.input.lines.n, [1]], "in": {"a": $v}}',
    '{$states.input.id: 1, "__proto__": 2, "10": 3, "9": 4}',
    '$v + 1',
    '-$v * 2 % 5 / 3',
    '1 / 3 & ""',
    '$states.input.name & " " & $v & $states.input.nil & $states.input.gone & $states.input.lines[1]',
    '$states.input.id = "o-1" and $v >= 3 or $states.input.gone',
    '$states.input.lines = $states.input.lines',
    '$states.input.nil != null',
    '$states.input.gone > 1 ? "yes" : "no"',
    '($total := $sum($states.input.lines.(n * price)); $tax := $round($total * 0.2, 2); {"total": $total, "tax": $tax})',
    '$count($states.input.lines) & $length($states.input.name) & $uppercase($states.input.name)',
    '$merge([$states.input, {"total": $number($states.input.total)}])',
    '$append($states.input.lines.sku, $states.input.one.sku) ~> $join(", ")',
    '$states.input.lines.sku ~> $distinct',
    '$exists($states.input.gone) or $not($boolean($states.input.empty))',
    '$substringBefore($states.input.id, "-") & $substring($states.input.id, -1)',
    '$string($states.input.lines[0]) & $string($millis())',
    '$keys($states.input.lines)',
    '$max([1, $v, 2]) - $min([$v, 7])',
    '$type($states.input.nil) & $type([])',
    '$partition($range(1, 5, 1), 2)',
    '$map($states.input.lines, function($l, $i) { {"at": $i, "sku": $l.sku} })',
    '$map($states.input.lines, function($l) { $keys($l.tags[0] ? $l : {"a": 1}) })',
    '$map($states.input.one, function($l) { $string() })',
    '$filter($states.input.lines, function($l) { $l.price > 10 }).sku',
    '$reduce($states.input.lines.n, function($a, $b) { $a * $b }, 5)',
    '$states.input.lines ~> $map(function($l) { ($cost := $l.n * $l.price; $cost > 10 ? $cost) })',
    '$sort($states.input.lines, function($a, $b) { $a.price < $b.price }).sku',
    '$split($states.input.name, " ") ~> $join("-")',
    '$contains($states.input.name, "ü") and $not($contains($states.input.id, "x"))',
    '$replace($states.input.id, "-", "$1-") & $replace("aaa", "aa", "b")',
    '$split($states.input.name, /[ü ]/)',
    '$match("o-1-22", /(o|1)-(\\d+)/)',
    '$replace($states.input.id, /(\\w)-(\\d)/, "$2$$$1$0$x") & $replace("aaa", /a/, "")',
    '$states.input.name ~> $contains(/grü/i)',
    '$states.input.**.sku',
    '$count($states.input.**)',
    '$states.input.lines.*',
    '$states.input.*[0]',
    '$states.input.lines#$i.{"at": $i, "sku": sku}',
    '$states.input.lines#$i[$i > 0].sku',
    '$states.input.lines^(>price)#$rank.[$rank, sku]',
    '$states.input.lines[n > 0]#$i[0].$i',
    '$states.input.lines@$l.$states.input.one@$o.[$l.sku, $o.sku]',
    '$states.input.one#$i[]',
    '$states.input ~> |lines|{"cost": n * price}, ["price"]|',
    '$states.input.lines ~> |$|{"sku": $uppercase(sku)}|',
    '$states.input ~> |**[sku = "cup"]|{"n": 0}|',
    '$states.input.gone ~> |$|{"n": 0}|',
    '$states.input',
    '$states',
    '$states.context.Execution.Id ? 1',
  ])('%s needs no interpreter and means the same', async (text) => {
    const parsed = parseJsonata(text)
    if ('problem' in parsed) throw new Error(parsed.problem.message)
    const seen = scopeOf(order, { variables: { v: 3 } })
    const direct = compileDirect(parsed.root)?.(seen)
    expect(direct).not.toBe(unsure)
    expect(direct === undefined ? 'nothing' : direct).toStrictEqual(await (async () => interpretJsonata(text).evaluate(seen))().catch(() => 'nothing'))
  })

  it('give what the interpreter gives where it is searched, descended, changed or bound, and know it', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '-', '1'), maxLength: 8 })
    const line = fc.record({ t: text, n: fc.integer({ min: -1, max: 3 }), l: fc.array(fc.record({ t: text, n: fc.nat(2) }, { noNullPrototype: true }), { maxLength: 3 }) }, { requiredKeys: [], noNullPrototype: true })
    const data = fc.record({ t: text, by: fc.constantFrom('', '$1', '<$0>', '$$', '$2b'), n: fc.nat(3), o: line, l: fc.array(line, { maxLength: 3 }) }, { noNullPrototype: true })
    const pattern = fc.constantFrom('/a/', '/[ab]+/', '/(a)|(b)/', '/-(?=1)/', '/A/i', '/(.)(.)?/')
    const list = fc.constantFrom('l', 'o', 'l.l', 'l[n > 0]', 'l[0]', 'l[]', 'l.l[-1]', '*', 'o.*', '**', '**[n]', '**.l', 'l.**', 'l.*[0]')
    const use = fc.constantFrom('', '.n', '.t', '.$i', '.[$i, t]', '.{"i": $i, "n": n}', '.l[$i]', '.l#$j.[$i, $j, n]', '.l@$m.{"t": $m.t, "i": $i}', '[$i = 1].n', '[0]', '[-1].$i', '[]')
    const known = fc.oneof(
      fc.tuple(fc.constantFrom('split', 'match', 'contains'), pattern).map(([name, regex]) => `$${name}($states.input.t, ${regex})`),
      pattern.map(regex => `$replace($states.input.t, ${regex}, $states.input.by)`),
      list.map(path => `$states.input.${path}`),
      fc.tuple(list, fc.constantFrom('#$i', '[n]#$i', '^(n)#$i', '^(>n, t)#$i', '@$i', '@$i#$j'), use).map(parts => `$states.input.${parts.join('')}`),
      fc.tuple(list, fc.constantFrom('{"n": 9}', '{"was": t, "u": l.n}', '{t: n}', '{}'), fc.constantFrom('', ', "t"', ', ["l", "n"]', ', t')).map(([path, update, names]) => `$states.input ~> |${path}|${update}${names}|`),
    )
    let sure = 0
    let all = 0
    await fc.assert(fc.asyncProperty(known, data as unknown as fc.Arbitrary<Json>, async (text, input) => {
      const [own, copy] = [scopeOf(input), scopeOf(structuredClone(input))]
      const parsed = parseJsonata(text)
      if ('problem' in parsed) return
      const direct = compileDirect(parsed.root)
      all++
      if (direct && direct(own) !== unsure) sure++
      expect(await outcome(() => compileJsonata(text), own)).toStrictEqual(await outcome(() => interpretJsonata(text), copy))
      expect(input).toEqual(copy.input)
    }), fuzz(300))
    expect(sure / all).toBeGreaterThan(0.8)
  })

  it.each(['$states.input ~> |$states.input.l|{"n": 1}|', '($f := |$states.input.l|{"n": 1}|; $f({}))', '$v ~> |$states.input.l|{}, "a"|', '[$states.input.l[], $states.input.l.*]', '$states.input.l{"a": 1}'])('%s leaves the state\'s input as it was, without any mark', async (text) => {
    for (const compile of [compileJsonata, interpretJsonata]) {
      for (const l of [[], [{ a: 1 }]]) {
        const input = { l }
        await outcome(() => compile(text), scopeOf(input, { variables: { v: input } }))
        expect([Reflect.ownKeys(input.l), input.l]).toStrictEqual([[...l.keys()].map(String).concat('length'), l.length === 0 ? [] : [{ a: 1 }]])
      }
    }
  })

  it('a predicate that says the same of every element is evaluated once, and charged for each', async () => {
    const letters = Array.from({ length: 400 }, (_, i) => `letter-${i}`)
    const spentBy = async (text: string, compile: (text: string) => AsyncEvaluable): Promise<number> => {
      let spent = 0
      const seen = { ...scopeOf(letters, { variables: { size: 5000 } }), spent: (steps: number) => { spent += steps } }
      expect(await compile(text).evaluate(seen)).toEqual(letters)
      return spent
    }
    const text = '[$states.input[[0..$size - 1]]]'
    const parsed = parseJsonata(text)
    if ('problem' in parsed) throw new Error(parsed.problem.message)
    expect(compileDirect(parsed.root)?.(scopeOf(letters, { variables: { size: 5000 } }))).toEqual(letters)
    const [direct, interpreted] = [await spentBy(text, compileJsonata), await spentBy(text, interpretJsonata)]
    expect(Math.abs(direct / interpreted - 1)).toBeLessThan(0.1)
  })

  it.each([
    ['a text beyond all limits', '($a := $states.input & $states.input; $b := $a & $a; $c := $b & $b; $d := $c & $c; $length($d & $d))', 'x'.repeat(262_144)],
    ['an object that holds itself again and again', `(${Array.from({ length: 30 }, (_, i) => `$x${i + 1} := [$x${i}, $x${i}]`).join('; ')}; $x30)`, 'x'],
    ['a list that grows', '$count($reduce($range(1, 60, 1), function($a, $i) { $append($a, $a) }, [1]))', 'x'],
    ['a text that grows where it is replaced', '$length($replace($states.input, "x", $states.input))', 'x'.repeat(262_144)],
    ['loops in loops', '$map([1..1000], function($i) { $map([1..1000], function($j) { $i * $j }) })', 'x'],
    ['a long range for each of many', '$states.input[[1..40000]]', Array.from({ length: 800 }, (_, i) => i)],
    ['descendants of lists that are shared', `(${Array.from({ length: 24 }, (_, i) => `$x${i + 1} := [[$x${i}], [$x${i}]]`).join('; ')}; $count($x24.**))`, []],
    ['texts that are cut at every letter', '$count($map([1..1000], function($i) { $split($states.input, /x/) }))', 'x'.repeat(20_000)],
    ['replacements of every letter', '$length($replace($states.input, /x/, $states.input))', 'x'.repeat(20_000)],
    ['matches of every letter', '$count($match($states.input, /x/))', 'x'.repeat(160_000)],
    ['every pair of long lists', '$count($states.input@$a.$states.input@$b.($a = $b))', Array.from({ length: 5000 }, (_, i) => i)],
    ['a copy for every element', '$count($map($states.input, function($i) { $states.input ~> |$|{"n": $i.n}| }))', Array.from({ length: 3000 }, (_, n) => ({ n }))],
    ['products of long lists', '$count($states.input.($states.input.($states.input.($))))', Array.from({ length: 400 }, (_, i) => i)],
  ])('are charged as there: %s', async (_what, text, data) => {
    const seen = scopeOf(data, { variables: { x0: data } })
    expect(await outcome(() => compileJsonata(text), seen)).toMatchObject({ cause: expect.stringMatching(/memory|timeout/) as string })
  })
})
