import fc from 'fast-check'
import type { Json } from '../../../engine/asl/query/index.ts'

const keys = ['a', 'b', 'c', 'n', 'length', 'sequence', 'toString', '__proto__', 'outerWrapper', 'zwei Wörter']

/** Data of all shapes: missing fields, null, arrays of none and one, arrays in arrays, texts that look like numbers, names that JavaScript knows. */
export const shapes: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Json>(null, 0, 1, 2, -3, 0.1, 1e21, 1.7976931348623157e308, 12.345678901234567, '', 'a', 'b', '12', '0x1F', '-1.5e3', 'Grüße', '日本', '😀!', true, false),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(fc.record({ a: tie('value'), n: fc.integer({ min: -2, max: 5 }) }, { requiredKeys: [], noNullPrototype: true }), { maxLength: 3 }),
  ),
})).value.map(value => JSON.parse(JSON.stringify(value)) as Json)

const names = fc.constantFrom('a', 'b', 'c', 'n', 'length', 'toString', '`__proto__`', '`zwei Wörter`', 'sequence', 'outerWrapper', 'gone')
const oneArgument = ['sum', 'count', 'max', 'min', 'average', 'string', 'lowercase', 'uppercase', 'length', 'trim', 'number', 'floor', 'ceil', 'round', 'abs', 'sqrt', 'boolean', 'not', 'keys', 'exists', 'spread', 'merge', 'reverse', 'type', 'distinct', 'join', 'base64encode', 'encodeUrlComponent', 'parse', 'partition', 'zip', 'fromMillis', 'shuffle', 'sort', 'nothing']
const twoArguments = ['append', 'lookup', 'substringBefore', 'substringAfter', 'join', 'round', 'power', 'substring', 'pad', 'zip', 'partition', 'hash', 'formatBase', 'split', 'contains', 'string']
const patterns = fc.constantFrom('/a/', '/b|1/i', '/[^a]+/', '/(.)(.)/', '/(a)?b?/', '/-/', '/^/', '/$/', '/\\d+/', '/(?=a)/', '/(((((((((((.)))))))))))/')
const binary = ['+', '-', '*', '/', '%', '=', '!=', '<', '<=', '>', '>=', '&', '..', 'in', 'and', 'or']

/** The same without calls of local functions: nothing shall go on until its limit. */
function calling(body: string): string {
  return body.replaceAll(/\$(?:f|g|y|sum)\(/g, '$count(')
}

/**
 * Expressions of what is evaluated without the interpreter, with a pinch of what is not. They read `$states`, the
 * variables `v`, `x` and one called `max`, and local ones. Not all of them parse.
 */
export const expressions: fc.Arbitrary<string> = fc.letrec<{ any: string, path: string }>((tie) => {
  const any = tie('any')
  const path = tie('path')
  const pair = fc.tuple(fc.oneof({ weight: 4, arbitrary: fc.constantFrom('"a"', '"b"', '"1"', '"__proto__"', '"toString"') }, { weight: 1, arbitrary: any }), any).map(([key, value]) => `${key}: ${value}`)
  return {
    any: fc.oneof(
      { maxDepth: 5, depthSize: 'small', withCrossShrink: true },
      { weight: 5, arbitrary: path },
      { weight: 3, arbitrary: fc.constantFrom('0', '1', '2', '-1', '0.1', '1e308', '"a"', '"12"', '""', '"["', '"é😀"', 'true', 'false', 'null', '[]', '{}', '()', '$max', '$millis()', '$now()') },
      { weight: 4, arbitrary: fc.tuple(any, fc.constantFrom(...binary), any).map(([a, operator, b]) => `${a} ${operator} ${b}`) },
      { weight: 2, arbitrary: fc.tuple(any, fc.constantFrom(...binary), any).map(([a, operator, b]) => `(${a}) ${operator} (${b})`) },
      { weight: 1, arbitrary: any.map(a => `-${a}`) },
      { weight: 2, arbitrary: fc.tuple(any, any, any).map(([a, b, c]) => `(${a} ? ${b} : ${c})`) },
      { weight: 1, arbitrary: fc.tuple(any, any).map(([a, b]) => `(${a} ? ${b})`) },
      { weight: 3, arbitrary: fc.array(any, { maxLength: 3 }).map(items => `[${items.join(', ')}]`) },
      { weight: 3, arbitrary: fc.array(pair, { maxLength: 3 }).map(pairs => `{${pairs.join(', ')}}`) },
      { weight: 2, arbitrary: fc.tuple(fc.constantFrom('x', 'y', 'y', 'v', 'states'), any, any).map(([name, value, then]) => `($${name} := ${value}; ${then})`) },
      { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...oneArgument), any).map(([name, a]) => `$${name}(${a})`) },
      { weight: 2, arbitrary: fc.tuple(fc.constantFrom('f', 'g', 'sum', 'y'), fc.constantFrom('', '$x', '$x, $y', '$n'), any, any).map(([name, parameters, body, then]) => `($${name} := function(${parameters}) { ${calling(body)} }; ${then})`) },
      { weight: 1, arbitrary: fc.tuple(any, any, any).map(([stop, more, first]) => `($f := function($n, $y) { $n > 3 ? (${calling(stop)}) : [$f($n + 1, ${calling(more)}), $y] }; $f($count(${calling(first)}), 1))`) },
      { weight: 1, arbitrary: fc.tuple(any, any).map(([stop, more]) => `($f := function($n, $y) { $n > 3 ? (${calling(stop)}) : $f($n + 1, ${calling(more)}) }; $f(0, $x))`) },
      { weight: 2, arbitrary: fc.tuple(fc.constantFrom('f', 'g', 'y'), fc.array(any, { maxLength: 2 })).map(([name, args]) => `$${name}(${args.join(', ')})`) },
      { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...twoArguments), any, any).map(([name, a, b]) => `$${name}(${a}, ${b})`) },
      { weight: 2, arbitrary: fc.tuple(fc.constantFrom('map', 'filter', 'reduce', 'sort', 'each'), any, fc.constantFrom('$x', '$x, $y', '$x, $y, $z', '', '$x, $x'), any).map(([name, list, parameters, body]) => `$${name}(${list}, function(${parameters}) { ${body} })`) },
      { weight: 2, arbitrary: fc.tuple(fc.constantFrom('split', 'contains', 'match', 'replace'), any, patterns).map(([name, a, pattern]) => `$${name}(${a}, ${pattern})`) },
      { weight: 2, arbitrary: fc.tuple(any, patterns, fc.oneof(fc.constantFrom('"-"', '"<$1>"', '"$0$0"', '"$$$2$"', '"$ 1$-1"', '"$10"'), any)).map(([a, pattern, by]) => `$replace(${a}, ${pattern}, ${by})`) },
      { weight: 1, arbitrary: fc.tuple(any, patterns, fc.constantFrom('split', 'contains', 'match')).map(([a, pattern, name]) => `${a} ~> $${name}(${pattern})`) },
      { weight: 3, arbitrary: fc.tuple(any, fc.oneof(fc.constantFrom('$', 'a', 'a.b', '**', '*', '**[n]', 'a[n > 0]', '$.a', '(a)', '$states.input', '$v', '$x.a'), path), fc.array(pair, { maxLength: 2 }), fc.constantFrom('', '', ', "a"', ', ["a", "n"]', ', []', ', n')).map(([a, pattern, pairs, deleted]) => `(${a}) ~> |${pattern}|{${pairs.join(', ')}}${deleted}|`) },
      { weight: 1, arbitrary: fc.tuple(any, any).map(([a, update]) => `${a} ~> |$|${update}|`) },
      { weight: 1, arbitrary: fc.tuple(any, any, any).map(parts => `$replace(${parts.join(', ')})`) },
      { weight: 1, arbitrary: fc.tuple(any, fc.constantFrom('map', 'reduce'), any, any).map(([list, name, body, first]) => `${list} ~> $${name}(function($x, $y) { (${body}) }, ${first})`) },
      { weight: 1, arbitrary: fc.constantFrom(...oneArgument).map(name => `$${name}()`) },
      { weight: 2, arbitrary: fc.tuple(any, fc.constantFrom(...oneArgument), fc.constantFrom('', '()')).map(([a, name, call]) => `${a} ~> $${name}${call}`) },
    ),
    path: fc.oneof(
      { maxDepth: 5, depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: fc.constantFrom('$states.input', '$states.result', '$states.context.a', '$v', '$states.input.a', '$v.b', '$x', '$x.a', '$') },
      { weight: 1, arbitrary: fc.constantFrom('$states', '$max', '$y', '$$', '$states.gone', '$states.errorOutput') },
      { weight: 2, arbitrary: names },
      { weight: 6, arbitrary: fc.tuple(path, names).map(([a, name]) => `${a}.${name}`) },
      { weight: 2, arbitrary: fc.tuple(path, fc.constantFrom('[0]', '[-1]', '[1.5]', '[]', '[true]', '[[0..1]]', '[n > 1]', '[a = b]', '[$ = 1]', '[a]')).map(parts => parts.join('')) },
      { weight: 2, arbitrary: fc.tuple(path, any).map(([a, b]) => `${a}[${b}]`) },
      { weight: 2, arbitrary: fc.tuple(path, any).map(([a, b]) => `${a}.(${b})`) },
      { weight: 2, arbitrary: fc.tuple(path, fc.constantFrom('^(n)', '^(>n)', '^(a, >n)', '^($)', '^(<$string($))', '^(n)[0]', '^(n)[-1].a', '^(>a)[n > 0]')).map(parts => parts.join('')) },
      { weight: 1, arbitrary: fc.tuple(path, any).map(([a, b]) => `${a}^(>${b})`) },
      { weight: 2, arbitrary: fc.tuple(path, fc.array(pair, { minLength: 1, maxLength: 2 })).map(([a, pairs]) => `${a}{${pairs.join(', ')}}`) },
      { weight: 2, arbitrary: fc.tuple(path, fc.constantFrom('$string(n)', '$type($)', 'a', '$string($)', '$string(n) & "x"'), any).map(([a, key, value]) => `${a}{${key}: ${value}}`) },
      { weight: 1, arbitrary: fc.tuple(path, fc.array(any, { maxLength: 2 })).map(([a, items]) => `${a}.[${items.join(', ')}]`) },
      { weight: 1, arbitrary: fc.tuple(path, fc.array(pair, { maxLength: 2 })).map(([a, pairs]) => `${a}.{${pairs.join(', ')}}`) },
      { weight: 1, arbitrary: fc.tuple(path, fc.constantFrom('$string($)', '$sum(n)', '$count()', '$exists(a)', '$v', '$x', '*', '$type()')).map(parts => parts.join('.')) },
      { weight: 2, arbitrary: fc.tuple(path, fc.constantFrom('.*', '.**', '.*[0]', '.**[]', '.**[n]', '.**.a', '.*.n', '.*.*', '.[$, *]')).map(parts => parts.join('')) },
      { weight: 3, arbitrary: fc.tuple(path, fc.constantFrom('#$i', '@$y', '#$y', '@$x#$i', '[n]#$i', '[0]#$i', '#$i[$i > 0]', '#$i[0]', '#$i[-1]', '^(n)#$i', '^(>a)[n]#$y', '#$i^(n)', '[]#$i', '#$i[]', '@$f', '#$', '#$v'), fc.oneof(fc.constantFrom('', '.$i', '.[$i, $]', '.[$y, $x]', '.{"i": $i, "n": n}', '.a#$y.[$i, $y, $]', '.a@$x.b@$y.[$x, $y]', '{$string($i): $}', '.n[$i]', '.$y.a[$ = $i]'), any.map(a => `.(${a})`))).map(parts => parts.join('')) },
      { weight: 1, arbitrary: any.map(a => `(${a})`) },
    ),
  }
}).any
