import type { Order } from './paths.ts'
import type { Part, Run } from './run.ts'
import { unsure } from './run.ts'
import { asSequence } from './values.ts'

/** What elements are ordered by. */
export interface Term {
  part: Part
  descending: boolean
  /** How many steps of the meter it takes for one element. */
  weight: number
}

/** `^(>price, name)`: elements without a value come last. The same pairs are compared as in `jsonata`, and paid for. */
export function orderBy(terms: readonly Term[]): Order {
  return (items, run) => items.length <= 1 ? asSequence([...items]) : mergeSort(items, (a, b) => comesAfter(terms, a, b, run))
}

function comesAfter(terms: readonly Term[], a: unknown, b: unknown, run: Run): boolean {
  for (const { part, descending, weight } of terms) {
    run.spend(2 * (weight + 1))
    const [left, right] = [part(a, run), part(b, run)]
    if (left === undefined && right === undefined) continue
    if (left === undefined || right === undefined) return left === undefined
    if (!isComparable(left) || !isComparable(right) || typeof left !== typeof right) throw unsure
    if (left === right) continue
    return descending ? left < right : left > right
  }
  return false
}

function isComparable(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string'
}

/**
 * Merge sort, with the comparisons of `jsonata`'s own.
 *
 * @param items are left as they are
 * @param swap whether the first of two has to stand after the second
 */
export function mergeSort(items: readonly unknown[], swap: (a: unknown, b: unknown) => unknown): unknown[] {
  if (items.length <= 1) return [...items]
  const middle = Math.floor(items.length / 2)
  const left = mergeSort(items.slice(0, middle), swap)
  const right = mergeSort(items.slice(middle), swap)
  const merged: unknown[] = []
  let [l, r] = [0, 0]
  while (l < left.length && r < right.length) merged.push(swap(left[l], right[r]) ? right[r++] : left[l++])
  while (l < left.length) merged.push(left[l++])
  while (r < right.length) merged.push(right[r++])
  return merged
}
