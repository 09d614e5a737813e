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
  return !node.group && first!.type === 'variable' && !locals.has(first!.value as string) && others.every(step => step.type === 'name' && !step.focus) && !first!.focus && (first!.value !== 'states' || others.length > 0)
}

export function givesSequence(node: Node): boolean {
  return ['function', 'apply', 'wildcard', 'descendant'].includes(node.type) || node.value === '..'
}

/** Functions whose one argument is no context where it is left out. */
const ofArrays = new Set(['count', 'sum', 'max', 'min'])

/** Whether a node is sure to give the same in every context: constants and variables, and what is worked out of them. */
export function isSameEverywhere(node: Node, locals: Locals): boolean {
  const isSame = (part: Node): boolean => isSameEverywhere(part, locals)
  if (!isBare(node)) return false
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value': return true
    case 'variable': return node.value !== ''
    case 'path': return isSame(node.steps![0]!) && node.steps![0]!.type === 'variable' && node.steps!.slice(1).every(step => step.type === 'name' && isBare(step))
    case 'binary': return isSame(node.lhs as Node) && isSame(node.rhs!)
    case 'unary': return node.value === '-' ? isSame(node.expression!) : node.value === '[' && node.expressions!.every(isSame)
    case 'block': return node.expressions!.length === 1 && isSame(node.expressions![0]!)
    case 'function': return ofArrays.has(node.procedure!.value as string) && !locals.has(node.procedure!.value as string) && node.arguments!.length === 1 && isSame(node.arguments![0]!)
    default: return false
  }
}
