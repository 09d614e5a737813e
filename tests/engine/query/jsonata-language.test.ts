import jsonata from 'jsonata'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../engine/asl/query/index.ts'
import { compileJsonata } from '../../../engine/asl/query/index.ts'
import { scopeOf } from './scope.ts'

const account = {
  name: 'Firefly',
  orders: [
    { id: 'o1', lines: [{ sku: 'hat', price: 34.45, quantity: 2, dims: { w: 3 } }, { sku: 'bow', price: 21.67, quantity: 1 }] },
    { id: 'o2', lines: [{ sku: 'hat', price: 34.45, quantity: 4, dims: { w: 5 } }, { sku: 'cloak', price: 107.99, quantity: 1, tags: ['red', 'long'] }] },
  ],
  phones: [{ type: 'home', number: '0203 544 1234' }, { type: 'office', number: '01962 001234' }],
  empty: [],
  nested: [[1, 2], [3], []],
}

/** Expressions from all over the language, written against `$a`, which both sides bind to the same data. */
const expressions = [
  '$a.orders.lines.price',
  '$a.orders.lines.(price * quantity)',
  '$sum($a.orders.lines.(price * quantity)) ~> $round(2)',
  '$a.orders[0].lines[-1].sku',
  '$a.orders.lines[0].sku',
  '($a.orders.lines)[0].sku',
  '$a.orders.lines[price > 30][quantity > 2].sku',
  '$a.orders.lines[sku = "hat"].{"what": sku, "cost": $string(price)}',
  '$a.orders.lines[sku in ["bow", "cloak"]].sku',
  '$a.orders.lines{sku: $sum(quantity)}',
  '$a.orders.lines{sku: {"orders": $count($), "prices": [price]}}',
  '$a.orders@$o.lines@$l[$l.quantity > 1].{"order": $o.id, "sku": $l.sku}',
  '$a.orders#$i.lines.{"at": $i, "sku": sku}',
  '$a.orders.lines.{"order": %.id, "sku": sku}',
  '$a.orders.lines^(>price, sku).sku',
  '$a.orders.lines.sku ~> $distinct()',
  '$a.**.w',
  '$a.orders.*[quantity = 1].sku',
  '$a.orders.lines.dims.w[]',
  '$a.phones[type = "home"].number[]',
  '$a.nested',
  '$a.nested[0]',
  '$a.nested.$sum($)',
  '[$a.nested, $a.empty]',
  '$a.empty',
  '$a ~> |orders.lines|{"price": price * 2}, ["dims"]|',
  '$map($a.orders, function($o, $i) { $i & $o.id })',
  '$filter($a.orders.lines, function($l) { $l.price > 100 }).sku',
  '$reduce($a.orders.lines.quantity, function($x, $y) { $x * $y })',
  '$single($a.orders, function($o) { $o.id = "o2" }).id',
  '$sort($a.orders.lines, function($l, $r) { $l.price > $r.price }).sku',
  '$each($a.phones[0], function($v, $k) { $k & "=" & $v })',
  '$sift($a.phones[0], function($v, $k) { $k = "type" })',
  '$merge([{"a": 1}, {"b": 2, "a": 3}])',
  '$spread({"a": 1, "b": 2})',
  '$keys($a.orders.lines)',
  '$lookup($a.phones, "type")',
  '$zip([1, 2, 3], [4, 5], [7, 8, 9])',
  '$append([1], [2, [3]])',
  '$reverse([1..5])',
  '[1..3, 7, [8..9]]',
  '$split("akg;bcd ; e", /\\s*;\\s*/)',
  '$replace("265USD", /([0-9]+)USD/, "$$$1")',
  '$replace("temperature = 68F today", /(-?\\d+(?:\\.\\d*)?)F\\b/, function($m) { ($number($m.groups[0]) - 32) * 5 / 9 & "C" })',
  '$match("ababbabbcc", /a(b+)/)',
  '$a.phones.number[$contains($, /^0196/)]',
  '$substringBefore("a-b-c", "-") & $substringAfter("a-b-c", "-")',
  '$uppercase($a.name) & $length($a.name)',
  '$formatNumber(12345.6, "#,###.00")',
  '$formatBase(100, 2)',
  '$fromMillis(1510067557121, "[M01]/[D01]/[Y0001] [h#1]:[m01][P]")',
  '$toMillis("2017-11-07T15:07:54.972Z")',
  '$formatInteger(2789, "w")',
  '$parseInteger("twelve thousand, four hundred and seventy-six", "w")',
  '$base64encode("myuser:mypass") ~> $base64decode()',
  '$encodeUrlComponent("?x=test")',
  '$type($a.orders) & $type(null) & $type(1)',
  '$exists($a.gone) or $boolean([0, 1])',
  '$number("1e3") + $power(2, 8) - $sqrt(16) % 3',
  '$a.name = "Firefly" ? "yes" : "no"',
  '($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(10))',
  '($twice := function($f) { function($x) { $f($f($x)) } }; $twice(function($x) { $x * 3 })(7))',
  '($first := $substring(?, 0, 3); ["abcdef", "ghijkl"].$first($))',
  '($up := $uppercase ~> $trim; $up("  x "))',
  'function($x, $y) { $x + $y }(1, 2)',
  '/* a comment */ $string({"a": [1, {"b": null}]})',
  '$string({"a": 1}, true)',
  '"\\u00e9" & \'single\'',
  '$average([1, 2, 3]) & $max([1, 5]) & $min([4, 2])',
  '$assert(true, "fine")',
  '{}',
  '[]',
  '[[]]',
  'null',
]

describe('expressions of JSONata, watched and limited,', () => {
  it.each(expressions)('mean what they mean in the jsonata package: %s', async (text) => {
    const data = structuredClone(account) as Json
    const reference: unknown = await jsonata(text).evaluate(undefined, { a: structuredClone(account) })
    const found: unknown = await (async () => compileJsonata(text).evaluate(scopeOf({}, { variables: { a: data } })))().catch((thrown: { cause: string }) => {
      expect(thrown.cause).toContain('returned nothing')
      return undefined
    })
    expect(JSON.stringify(found)).toBe(JSON.stringify(reference))
    expect(data).toEqual(account)
  })
})
