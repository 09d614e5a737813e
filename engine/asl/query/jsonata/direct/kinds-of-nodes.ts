/** What kind of node something is, as far as it decides how it is compiled. */

import type { Node } from './syntax.ts'
import type { Locals } from './variables.ts'
import { isKnown } from './syntax.ts'

/** Whether a node is known and nothing stands behind it: neither predicate nor `[]`. */
export function isBare(node: Node): boolean {
  return isKnown(node) && !node.predicate && !node.stages && !node.keepArray && !node.group
}

/** A function whose arguments nothing checks. */
export function isPlainLambda({ arguments: parameters, signature, thunk, ...others }: Node): boolean {
  const names = parameters!.map(parameter => parameter.value)
  return signature === undefined && !thunk && !names.includes('') && !names.includes('$') && Object.keys(others).every(key => key === 'type' || key === 'body' || key === 'position')
}

export function isObjectConstructor(node: Node): boolean {
  return node.type === 'unary' && node.value === '{' && isBare(node)
}

export function isStates(node: Node, locals: Locals): boolean {
  return node.type === 'variable' && node.value === 'states' && isBare(node) && !locals.has('states')
}

/** Whether everything in a node's value was there before the evaluation. */
export function isGiven(node: Node, locals: Locals): boolean {
  const [first, ...others] = node.type === 'path' ? node.steps! : [node]
  return !node.group && first!.type === 'variable' && !locals.has(first!.value as string) && others.every(step => step.type === 'name') && (first!.value !== 'states' || others.length > 0)
}

export function givesSequence(node: Node): boolean {
  return node.type === 'function' || node.type === 'apply' || node.value === '..'
}
