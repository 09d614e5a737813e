import type { Part, Run } from './run.ts'
import { jsonataLimits, outOfMemory } from '../meter.ts'
import { unsure } from './run.ts'
import { textOf } from './library.ts'
import { asSequence, isEqual, isTrue, numberOrNothing } from './values.ts'

/** An operator between two values. */
type Operator = (left: unknown, right: unknown, run: Run) => unknown

const operators: Readonly<Record<string, Operator>> = {
  '+': arithmetic((a, b) => a + b),
  '-': arithmetic((a, b) => a - b),
  '*': arithmetic((a, b) => a * b),
  '/': arithmetic((a, b) => a / b),
  '%': arithmetic((a, b) => a % b),
  '=': (left, right, run) => left !== undefined && right !== undefined && isEqual(left, right, run),
  '!=': (left, right, run) => left !== undefined && right !== undefined && !isEqual(left, right, run),
  '<': comparison((a, b) => a < b),
  '<=': comparison((a, b) => a <= b),
  '>': comparison((a, b) => a > b),
  '>=': comparison((a, b) => a >= b),
  '&': concatenated,
  '..': rangeOf,
  'in': isIn,
}

/** The operator as a part, or undefined where it is none of these. */
export function binaryPart(operator: string, left: Part, right: Part): Part | undefined {
  if (operator === 'and') return (context, run) => isTrue(left(context, run), run) && isTrue(right(context, run), run)
  if (operator === 'or') return (context, run) => isTrue(left(context, run), run) || isTrue(right(context, run), run)
  const apply = operators[operator]
  return apply && ((context, run) => apply(left(context, run), right(context, run), run))
}

/** Unary minus. */
export function negation(part: Part): Part {
  return (context, run) => {
    const value = numberOrNothing(part(context, run))
    return value === undefined ? undefined : -value
  }
}

function arithmetic(compute: (a: number, b: number) => number): Operator {
  return (left, right) => {
    const a = numberOrNothing(left)
    const b = numberOrNothing(right)
    return a === undefined || b === undefined ? undefined : compute(a, b)
  }
}

function comparison(compare: (a: number | string, b: number | string) => boolean): Operator {
  return (left, right) => {
    if (!isComparable(left) || !isComparable(right)) throw unsure
    if (left === undefined || right === undefined) return undefined
    if (typeof left !== typeof right) throw unsure
    return compare(left, right)
  }
}

function isComparable(value: unknown): value is number | string | undefined {
  return value === undefined || typeof value === 'string' || typeof value === 'number'
}

function concatenated(left: unknown, right: unknown, run: Run): string {
  const text = (textOf(left, run) ?? '') + (textOf(right, run) ?? '')
  run.grow(text.length)
  return text
}

function isIn(left: unknown, right: unknown, run: Run): boolean {
  if (left === undefined || right === undefined) return false
  if (!Array.isArray(right)) return left === right
  run.spend(right.length / 256)
  // `includes` takes NaN for itself, `jsonata` does not.
  return right.includes(left) && !Number.isNaN(left)
}

function rangeOf(left: unknown, right: unknown, run: Run): unknown[] | undefined {
  if ((left !== undefined && !Number.isInteger(left)) || (right !== undefined && !Number.isInteger(right))) throw unsure
  const [first, last] = [left as number | undefined, right as number | undefined]
  if (first === undefined || last === undefined || first > last) return undefined
  const length = last - first + 1
  // Beyond these integers, counting up by one gets nowhere.
  if (!Number.isSafeInteger(last) || !Number.isSafeInteger(first)) throw outOfMemory()
  if (length > jsonataLimits.sequence) throw unsure
  run.spend(length / 32)
  run.grow(length * 8)
  const items: number[] = []
  for (let item = first; item <= last; item++) items.push(item)
  return asSequence(items)
}
