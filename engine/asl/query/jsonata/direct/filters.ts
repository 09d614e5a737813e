import type { Part, Run } from './run.ts'
import type { FilterPart } from './paths.ts'
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
    const kept: unknown[] = []
    run.spend(items.length * weight)
    items.forEach((item, i) => {
      let times = timesKept(predicate(item, run), i, items.length, run)
      // A predicate that is true of nothing leaves a hole.
      if (times > 0 && item === undefined) throw unsure
      for (; times > 0; times--) {
        kept.push(item)
        if (times > 1) run.hold(item)
      }
    })
    return asSequence(kept)
  }
}

function timesKept(answer: unknown, index: number, length: number, run: Run): number {
  if (typeof answer === 'boolean') return answer ? 1 : 0
  const indices = typeof answer === 'number' && !Number.isNaN(answer) ? [answer] : answer
  if (!Array.isArray(indices) || !indices.every(isIndex)) return isTrue(answer, run) ? 1 : 0
  run.spend(indices.length / 8)
  return indices.filter(each => (Math.floor(each) < 0 ? length + Math.floor(each) : Math.floor(each)) === index).length
}

function isIndex(value: unknown): value is number {
  if (typeof value === 'number' && !Number.isNaN(value) && !Number.isFinite(value)) throw unsure
  return typeof value === 'number' && !Number.isNaN(value)
}

function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}
