import type { ExprNode } from 'jsonata'
import type { Json } from '../json.ts'
import type { Scope } from '../scope.ts'
import { isObject, ownValue } from '../json.ts'

/** Finds a value without the interpreter, or says undefined when only the interpreter can tell. */
export type LookUp = (scope: Scope) => Json | undefined

const plainKeys = new Set(['type', 'value', 'position', 'steps'])

/**
 * Most expressions in workflows only fetch something: `$states.input.order.id`, `$total`. As long as there are only
 * objects on the way, JSONata's answer is plain property access; arrays (which it maps over), missing values and
 * anything else are left to the interpreter.
 */
export function compileLookUp(root: ExprNode): LookUp | undefined {
  const steps = root.type as string === 'path' ? root.steps ?? [] : [root]
  if (![root, ...steps].every(isPlain)) return undefined
  const [first, ...names] = steps
  if (root.type === 'number') return () => root.value + 0
  if (root.type === 'string' || root.type === 'value') return () => root.value as Json
  if (first?.type !== 'variable' || first.value === '' || first.value === '$' || !names.every(step => step.type === 'name')) return undefined
  const keys = names.map(step => step.value as string)
  if (first.value !== 'states') return scope => follow(scope.variables.get(first.value as string), keys, 0)
  const [field] = keys
  return field === undefined ? undefined : scope => follow(statesField(scope, field), keys, 1)
}

function isPlain(node: ExprNode): boolean {
  return Object.keys(node).every(key => plainKeys.has(key))
}

function statesField(scope: Scope, field: string): Json | undefined {
  switch (field) {
    case 'input': return scope.input
    case 'context': return scope.context
    case 'result': return scope.result
    case 'errorOutput': return scope.errorOutput
    default: return undefined
  }
}

function follow(start: Json | undefined, keys: readonly string[], from: number): Json | undefined {
  let value = start
  for (let i = from; i < keys.length; i++) {
    if (value === undefined || !isObject(value)) return undefined
    value = ownValue(value, keys[i]!)
  }
  return value
}
