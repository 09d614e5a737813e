import type { Part, Run } from './run.ts'
import type { FilterPart } from './paths.ts'
import { elementsTestedPerStep } from '../metering/prices.ts'
import { unsure } from './run.ts'
import { asSequence, isTrue } from './values.ts'

/** `[2]`, `[-1]`: the element at an index, counted from the end when it is negative; an array there is taken apart. */
export function indexFilter(index: number): FilterPart {
  const at = Math.floor(index)
  return (value) => {
    const items = itemsOf(value)
    const item = items[at < 0 ? items.length + at : at]
    if (Array.isArray(item)) return item
    return asSequence(item === undefined ? [] : [item])
  }
}

/** `[price > 10]`, `[[0..2]]`: those elements for which the predicate is true, or gives their index. */
export function predicateFilter(predicate: Part, weight: number): FilterPart {
  return (value, run) => {
    const items = itemsOf(value)
    run.spend(items.length * weight)
    return keptOf(items, (i, item) => timesKept(predicate(item, run), i, items.length, run), run)
  }
}

function keptOf(items: readonly unknown[], timesOf: (index: number, item: unknown) => number, run: Run): unknown[] {
  const kept: unknown[] = []
  items.forEach((item, i) => {
    let times = timesOf(i, item)
    // A predicate that is true of nothing leaves a hole.
    if (times > 0 && item === undefined) throw unsure
    for (; times > 0; times--) {
      kept.push(item)
      if (times > 1) run.hold(item)
    }
  })
  return asSequence(kept)
}

/**
 * `[[0..$size - 1]]`, `[$wanted]`: a predicate that says the same of every element is evaluated once, and costs as much as it does for each.
 */
export function sameForAllFilter(predicate: Part, weight: number): FilterPart {
  const each = predicateFilter(predicate, weight)
  return (value, run) => {
    const items = itemsOf(value)
    if (items.length === 0) return each(value, run)
    const before = run.steps
    const answer = predicate(items[0], run)
    run.spend((run.steps - before) * (items.length - 1) + items.length * weight)
    if (!Array.isArray(answer) || !answer.every(isIndex)) return predicateFilter(() => answer, 0)(value, run)
    run.spend(items.length * answer.length / elementsTestedPerStep)
    const times = new Map<number, number>()
    for (const index of answer) {
      const at = Math.floor(index) < 0 ? items.length + Math.floor(index) : Math.floor(index)
      times.set(at, (times.get(at) ?? 0) + 1)
    }
    return keptOf(items, i => times.get(i) ?? 0, run)
  }
}

/** How often an element stays, by what a predicate says of it. */
export function timesKept(answer: unknown, index: number, length: number, run: Run): number {
  if (typeof answer === 'boolean') return answer ? 1 : 0
  const indices = typeof answer === 'number' && !Number.isNaN(answer) ? [answer] : answer
  if (!Array.isArray(indices) || !indices.every(isIndex)) return isTrue(answer, run) ? 1 : 0
  run.spend(indices.length / elementsTestedPerStep)
  return indices.filter(each => (Math.floor(each) < 0 ? length + Math.floor(each) : Math.floor(each)) === index).length
}

function isIndex(value: unknown): value is number {
  if (typeof value === 'number' && !Number.isNaN(value) && !Number.isFinite(value)) throw unsure
  return typeof value === 'number' && !Number.isNaN(value)
}

function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}
