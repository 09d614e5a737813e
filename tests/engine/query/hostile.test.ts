import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../engine/asl/query/index.ts'
import { applyResultPath, compileChoiceRule, compileIntrinsic, compileJsonata, compilePath, compileReferencePath, compileTemplate, inspectJsonata, QueryError } from '../../../engine/asl/query/index.ts'
import { fuzz } from '../fuzz.ts'
import { scopeOf } from './scope.ts'

const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: false }) as fc.Arbitrary<Json>

/** Texts made of the pieces that expressions are made of, so that some of them parse and most come close. */
function soup(...pieces: string[]): fc.Arbitrary<string> {
  return fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map(parts => parts.join('')),
    fc.string({ maxLength: 30 }),
  )
}

const path = soup('$', '$$', '$v', '.', '..', '*', '[', ']', '0', '-1', '1:', ':', ',', '\'a\'', '"', 'a', 'b', '?', '(', ')', '@', '==', '!=', '<', '&&', '||', '!', ' ', '\\', '/a+/i', '=~', 'in', 'length()', 'null', 'true', '1e9')
const intrinsic = soup('States.', 'States.Format(', 'States.Array(', 'States.ArrayRange(', 'States.MathAdd(', 'States.Hash(', 'States.JsonMerge(', ')', ',', ' ', '\'', '\'{}\'', '\\', '$', '$.a', '$$.b', '1', '-2.5', 'true', 'null')
const expression = soup('$states', '.input', '.', '$v', '$', '$$', '%', '*', '**', '(', ')', '[', ']', '{', '}', ':', ':=', '+', '-', '/', '"a"', '1', '..', 'function($x)', '$map', '$sum', '$string', ',', '?', '~>', '|', '^', '@', '#', '&', '=', 'and', 'in', 'a', ' ', '/a/', '$merge', '$sort', '$toMillis', '$formatNumber', '$formatInteger', ';')

function onlyQueryErrors(run: () => unknown): void {
  try {
    run()
  }
  catch (thrown) {
    if (!(thrown instanceof QueryError)) throw thrown
  }
}

describe('nothing but a QueryError is ever thrown', () => {
  it('by paths', () => {
    fc.assert(fc.property(path, json, (text, input) => {
      onlyQueryErrors(() => compilePath(text).evaluate(scopeOf(input, { variables: { v: input }, context: { b: input } })))
      onlyQueryErrors(() => applyResultPath(compileReferencePath(text), input, 1))
    }), fuzz(3000))
  })

  it('by intrinsic functions', () => {
    fc.assert(fc.property(intrinsic, json, (text, input) => {
      onlyQueryErrors(() => compileIntrinsic(text).evaluate(scopeOf(input)))
    }), fuzz(3000))
  })

  it('by JSONata, whose results are JSON', async () => {
    await fc.assert(fc.asyncProperty(expression, json, async (text, input) => {
      inspectJsonata(text)
      try {
        const result = await compileJsonata(text).evaluate(scopeOf(input, { variables: { v: input } }))
        expect(JSON.parse(JSON.stringify(result))).toEqual(result)
      }
      catch (thrown) {
        if (!(thrown instanceof QueryError)) throw thrown
      }
    }), fuzz(1500))
  })

  it('by templates and choice rules', () => {
    const key = fc.constantFrom('a', 'a.$', 'Variable', 'And', 'Not', 'NumericEquals', 'StringMatches', 'IsPresent', 'StringEqualsPath', '__proto__', 'constructor')
    const tree = fc.letrec<{ node: Json }>(tie => ({
      node: fc.oneof({ maxDepth: 4 }, path, json, fc.array(tie('node'), { maxLength: 3 }), fc.dictionary(key, tie('node'), { maxKeys: 4 })),
    })).node
    fc.assert(fc.property(tree, json, (template, input) => {
      onlyQueryErrors(() => compileTemplate(template, 'JSONPath').evaluate(scopeOf(input)))
      onlyQueryErrors(() => compileChoiceRule(template as JsonObject))
    }), fuzz(2000))
  })

  it('by data and texts of monstrous size or depth', async () => {
    const deep = JSON.parse(`${'{"a":['.repeat(50_000)}1${']}'.repeat(50_000)}`) as Json
    const big = 'x'.repeat(100_000_000)
    const scope = scopeOf(deep, { context: { big }, variables: { big } })
    for (const text of ['$', '$.a', '$..a', '$..*', '$..*..*', '$..[?(@.a == $.a)]', '$.gone', '$$.big', `$${'.a[0]'.repeat(20_000)}`, `$[?(${'('.repeat(5000)}`, `$[?(@.x == ${'['.repeat(5000)}`]) {
      onlyQueryErrors(() => compilePath(text, { field: 'f' }).evaluate(scope))
    }
    for (const text of ['States.JsonToString($)', 'States.Array($, $)', 'States.ArrayUnique(States.Array($, $))', 'States.ArrayContains(States.Array($, 1), $)', 'States.Format(\'{}\', $)', 'States.Hash($big, \'MD5\')', 'States.Format(\'{}{}\', $big, $big)', 'States.StringSplit($big, \'x\')', `${'States.Array('.repeat(5000)}`]) {
      onlyQueryErrors(() => compileIntrinsic(text).evaluate(scope))
    }
    for (const text of ['$length($big)', '$big & $big', '$states.context', '$split($big, "")', `${'('.repeat(20_000)}1${')'.repeat(20_000)}`, `${'$f('.repeat(3000)}`, Array.from({ length: 3000 }).fill('1').join('+'), Array.from({ length: 100_000 }).fill('1').join('+'), `[${Array.from({ length: 150_000 }).fill('1').join(',')}]`, `[${Array.from({ length: 30_000 }).fill('1').join(',')}]`, `a${'.%'.repeat(30_000)}`]) {
      inspectJsonata(text)
      await (async () => compileJsonata(text).evaluate(scope))().catch((thrown: unknown) => expect(thrown).toBeInstanceOf(QueryError))
    }
    let nested: Json = 1
    for (let i = 0; i < 50_000; i++) nested = { 'a.$': '$', 'And': [nested] }
    onlyQueryErrors(() => compileTemplate(nested, 'JSONPath'))
    onlyQueryErrors(() => compileTemplate(nested, 'JSONata'))
    onlyQueryErrors(() => compileChoiceRule(nested as JsonObject))
  })
})
