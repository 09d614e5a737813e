import { indexOfText } from '../text-search.ts'
import type { Json } from '../json.ts'
import type { FilterNode, FilterOperand, FilterOperator, PathSyntax } from './syntax.ts'
import { isObject, jsonEquals, jsonType } from '../json.ts'
import { PathNotFound } from './path-not-found.ts'

/** Who follows the paths that stand in a filter. */
export interface PathFinder {
  /** All matches of a path; `item` is what `@` means. Throws PathNotFound. */
  find(path: PathSyntax, item: Json): Json[]
  /** The one value of a definite path, else the list of all. Throws PathNotFound. */
  value(path: PathSyntax, item: Json): Json
  /** Counts work; throws QueryError when it is too much. */
  visit(count?: number): void
}

/** Whether a filter accepts one candidate. A path that finds nothing makes its comparison false, never an error. */
export function passes(test: FilterNode, item: Json, walk: PathFinder): boolean {
  switch (test.kind) {
    case 'and': return passes(test.left, item, walk) && passes(test.right, item, walk)
    case 'or': return passes(test.left, item, walk) || passes(test.right, item, walk)
    case 'not': return !passes(test.test, item, walk)
    case 'exists': return exists(test.path, item, walk)
    case 'compare': return compare(test.operator, test.left, test.right, item, walk)
  }
}

function exists(path: PathSyntax, item: Json, walk: PathFinder): boolean {
  try {
    return walk.find(path, item).length > 0
  }
  catch (thrown) {
    if (thrown instanceof PathNotFound) return false
    throw thrown
  }
}

function compare(operator: FilterOperator, left: FilterOperand, right: FilterOperand, item: Json, walk: PathFinder): boolean {
  if (right.kind === 'regex' || left.kind === 'regex') {
    const subject = operand(left, item, walk)
    return operator === '=~' && right.kind === 'regex' && typeof subject === 'string' && right.regex.matchesWhole(subject, steps => walk.visit(steps))
  }
  const a = operand(left, item, walk)
  const b = operand(right, item, walk)
  const equal: Equal = (x, y) => jsonEquals(x, y, () => walk.visit())
  if (operator === '!=') return a === undefined || b === undefined ? a !== b : !equal(a, b)
  if (a === undefined || b === undefined) return false
  return relations[operator](a, b, equal)
}

function operand(side: FilterOperand, item: Json, walk: PathFinder): Json | undefined {
  if (side.kind === 'literal') return side.value
  if (side.kind === 'regex') return undefined
  try {
    return walk.value(side.path, item)
  }
  catch (thrown) {
    if (thrown instanceof PathNotFound) return undefined
    throw thrown
  }
}

type Equal = (a: Json, b: Json) => boolean

const has = (list: Json, value: Json, equal: Equal): boolean => Array.isArray(list) && list.some(entry => equal(entry, value))

function order(a: Json, b: Json): number {
  const comparable = (typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string')
  if (!comparable) return Number.NaN
  return a < b ? -1 : a > b ? 1 : 0
}

function size(value: Json): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length
  return isObject(value) ? Object.keys(value).length : Number.NaN
}

const relations: Record<Exclude<FilterOperator, '!='>, (a: Json, b: Json, equal: Equal) => boolean> = {
  '==': (a, b, equal) => equal(a, b),
  '<': (a, b) => order(a, b) < 0,
  '<=': (a, b) => order(a, b) <= 0,
  '>': (a, b) => order(a, b) > 0,
  '>=': (a, b) => order(a, b) >= 0,
  '=~': () => false,
  'in': (a, b, equal) => has(b, a, equal),
  'nin': (a, b, equal) => !has(b, a, equal),
  'subsetof': (a, b, equal) => Array.isArray(a) && a.every(entry => has(b, entry, equal)),
  'anyof': (a, b, equal) => Array.isArray(a) && a.some(entry => has(b, entry, equal)),
  'noneof': (a, b, equal) => Array.isArray(a) && !a.some(entry => has(b, entry, equal)),
  'contains': (a, b, equal) => typeof a === 'string' ? typeof b === 'string' && indexOfText(a, b) >= 0 : has(a, b, equal),
  'size': (a, b) => size(a) === b,
  'empty': (a, b) => (size(a) === 0) === b,
  'type': (a, b) => jsonType(a) === b,
}
