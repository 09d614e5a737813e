import { expect, test } from 'vitest'
import { compileIntrinsic, compileJsonata, compilePath, compileReferencePath } from '../../../engine/asl/query/index.ts'
import { queryErrorOf, scopeOf } from './scope.ts'

// What fails in a run is data. A stack trace would cost more than the evaluation, a hundred thousand times over.
test.each([
  ['a JSONata error', () => compileJsonata('1 + "x"').evaluate(scopeOf({})), 'States.QueryEvaluationError'],
  ['a JSONata limit', () => compileJsonata('( $f := function($n) { 1 + $f($n) }; $f(0) )').evaluate(scopeOf({})), 'States.QueryEvaluationError'],
  ['a JSONata function\'s refusal', () => compileJsonata('$parse("{")').evaluate(scopeOf({})), 'States.QueryEvaluationError'],
  ['a JSONata syntax error', () => compileJsonata('1 +').evaluate(scopeOf({})), 'States.QueryEvaluationError'],
  ['a path that finds nothing', () => compilePath('$.a.b').evaluate(scopeOf({})), 'States.Runtime'],
  ['a path that is none', () => compileReferencePath('$..a'), 'States.Runtime'],
  ['an intrinsic function\'s refusal', () => compileIntrinsic('States.MathAdd($, 1)').evaluate(scopeOf({})), 'States.Runtime'],
])('%s has a name, a cause and no stack trace', async (_, evaluate, name) => {
  const failure = await queryErrorOf(evaluate)
  expect(failure.error).toBe(name)
  expect(failure.message).toBe(`${name}: ${failure.cause}`)
  expect(String(failure)).toBe(`QueryError: ${failure.message}`)
  expect(failure).not.toHaveProperty('stack')
})
