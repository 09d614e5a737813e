import { describe, expect, it } from 'vitest'
import { variableLimits, variableNameProblem, VariableScope } from '../../../engine/asl/query/index.ts'
import { queryErrorOf } from './scope.ts'

describe('variables', () => {
  it('of an outer scope are seen inside, and inner ones are gone outside', () => {
    const outer = new VariableScope()
    outer.assign({ a: 1 })
    const inner = outer.inner()
    inner.assign({ b: 2 })
    expect([inner.get('a'), inner.get('b'), outer.get('b')]).toEqual([1, 2, undefined])
    expect(inner.all()).toEqual({ a: 1, b: 2 })
    expect([inner.has('a'), outer.has('b')]).toEqual([true, false])
  })

  it('of an outer scope can not be assigned inside, and then nothing is', async () => {
    const outer = new VariableScope()
    outer.assign({ a: 1 })
    const inner = outer.inner()
    expect((await queryErrorOf(() => inner.assign({ b: 2, a: 3 }))).cause).toContain('outer scope')
    expect(inner.has('b')).toBe(false)
  })

  it.each(['a', 'a_1', 'naïve', 'x'.repeat(80)])('can be named %s', (name) => {
    expect(variableNameProblem(name)).toBeUndefined()
  })

  it.each(['', '_a', '1a', 'a-b', 'a.b', '$a', 'states', 'x'.repeat(81)])('can not be named %s', async (name) => {
    expect(variableNameProblem(name)).toBeDefined()
    expect((await queryErrorOf(() => new VariableScope().assign({ [name]: 1 }))).error).toBe('States.Runtime')
  })

  it('are limited one by one, per Assign and per execution', async () => {
    const full = 'x'.repeat(variableLimits.variableBytes - 2)
    const scope = new VariableScope()
    scope.assign({ a: full })
    expect((await queryErrorOf(() => scope.assign({ b: `${full}x` }))).cause).toContain('262144')
    expect((await queryErrorOf(() => scope.assign({ b: full, c: 1 }))).cause).toContain('262144')
    for (let i = 1; i < 40; i++) scope.assign({ [`v${i}`]: full })
    expect((await queryErrorOf(() => scope.inner().assign({ one: full }))).cause).toContain('10485760')
    scope.assign({ a: 1 })
    const branch = scope.inner()
    branch.assign({ one: 'x'.repeat(1000) })
    branch.release()
    scope.assign({ other: 'x'.repeat(variableLimits.variableBytes - 10) })
    expect(scope.has('one')).toBe(false)
  })
})
