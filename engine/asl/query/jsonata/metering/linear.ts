import type { NativeFunction, WatchedEnvironment } from '../environment.ts'
import { indexOfText } from '../../text-search.ts'
import { elementsPerStep } from './prices.ts'

/** What a function of JSONata's finds in `this`. */
interface Focus {
  environment: WatchedEnvironment
  createSequence: (...items: unknown[]) => unknown[]
}

/** Makes another implementation of a function out of its own one, which still answers what is left to it. */
type Remake = (native: NativeFunction['implementation']) => (this: any, ...args: any[]) => unknown

type Comparator = (a: unknown, b: unknown) => unknown

/**
 * Functions that `jsonata` has in a form that takes time by the square of its arguments, or fails on long ones: the same answers in
 * time that grows with them. `$spread` and `$sort` copy the rest of their list for every element, `$max` and `$min` put every element
 * on the stack, and a text that is looked for is compared anew at every place.
 */
export const linear: Readonly<Record<string, Remake>> = {
  spread: native => function (this: Focus, value: unknown) {
    return Array.isArray(value) ? spreadAll.call(this, value, native) : native.call(this, value)
  },

  sort: native => function (this: Focus, items: unknown, comparator?: Comparator) {
    if (!Array.isArray(items) || items.length <= 1) return native.call(this, items, comparator)
    this.environment.base.meter!.spend(items.length * Math.log2(items.length) / elementsPerStep)
    if (comparator) return mergeSort(items, comparator)
    const comparable = items.every(item => Number.isFinite(item)) || items.every(item => typeof item === 'string')
    return comparable ? [...items as string[]].sort((a, b) => a > b ? 1 : a < b ? -1 : 0) : native.call(this, items)
  },

  max: () => (items: number[] | undefined) => items?.length ? items.reduce((a, b) => Math.max(a, b)) : undefined,
  min: () => (items: number[] | undefined) => items?.length ? items.reduce((a, b) => Math.min(a, b)) : undefined,

  contains: native => function (this: Focus, text: unknown, wanted: unknown) {
    return typeof text === 'string' && typeof wanted === 'string' ? indexOfText(text, wanted) >= 0 : native.call(this, text, wanted)
  },

  substringBefore: native => function (this: Focus, text: unknown, mark: unknown) {
    if (typeof text !== 'string' || typeof mark !== 'string') return native.call(this, text, mark)
    const at = indexOfText(text, mark)
    return at < 0 ? text : text.slice(0, at)
  },

  substringAfter: native => function (this: Focus, text: unknown, mark: unknown) {
    if (typeof text !== 'string' || typeof mark !== 'string') return native.call(this, text, mark)
    const at = indexOfText(text, mark)
    return at < 0 ? text : text.slice(at + mark.length)
  },

  split: native => function (this: Focus, text: unknown, separator: unknown, limit?: number) {
    if (typeof text !== 'string' || typeof separator !== 'string' || separator === '' || limit! < 0) return native.call(this, text, separator, limit)
    const parts: string[] = []
    const most = limit === undefined ? Number.POSITIVE_INFINITY : Math.trunc(limit)
    eachPart(text, separator, this, part => parts.push(part) <= most)
    return parts.slice(0, most)
  },

  replace: native => function (this: Focus, text: unknown, pattern: unknown, replacement: unknown, limit?: number) {
    if (typeof text !== 'string' || typeof pattern !== 'string' || pattern === '' || typeof replacement !== 'string' || limit! < 0) {
      return native.call(this, text, typeof pattern === 'function' && typeof replacement === 'string' ? paid(pattern as Matcher, replacement.length, this) : pattern, replacement, limit)
    }
    return replaceText(text, pattern, replacement, limit ?? Number.POSITIVE_INFINITY, this)
  },
}

function spreadAll(this: Focus, items: unknown[], native: NativeFunction['implementation']): unknown[] {
  const all: unknown[] = []
  let any = false
  const add = (item: unknown): void => {
    if (Array.isArray(item)) {
      any = true
      item.forEach(add)
      return
    }
    const parts = native.call(this, item)
    if (parts === undefined) return
    any = true
    if (!Array.isArray(parts)) all.push(parts)
    else for (const part of parts) all.push(part)
  }
  items.forEach(add)
  // As `jsonata` has it: a list of nothing is a sequence, which stands for nothing.
  return any ? all : this.createSequence()
}

/** Compares the same elements in the same order as `jsonata` does: a comparator may draw random numbers. */
async function mergeSort(items: unknown[], comparator: Comparator): Promise<unknown[]> {
  if (items.length <= 1) return items
  const middle = Math.floor(items.length / 2)
  const left = await mergeSort(items.slice(0, middle), comparator)
  const right = await mergeSort(items.slice(middle), comparator)
  const merged: unknown[] = []
  let [l, r] = [0, 0]
  while (l < left.length && r < right.length) merged.push(await comparator(left[l], right[r]) ? right[r++] : left[l++])
  while (l < left.length) merged.push(left[l++])
  while (r < right.length) merged.push(right[r++])
  return merged
}

/** Calls back for what stands between separators, as long as that says to go on. */
function eachPart(text: string, separator: string, { environment }: Focus, found: (part: string) => boolean): void {
  const meter = environment.base.meter!
  let from = 0
  for (let at = indexOfText(text, separator); at >= 0; at = indexOfText(text, separator, from)) {
    meter.spend(1 / 8)
    if (!found(text.slice(from, at))) return
    from = at + separator.length
  }
  found(text.slice(from))
}

function replaceText(text: string, pattern: string, replacement: string, most: number, focus: Focus): string {
  const meter = focus.environment.base.meter!
  const parts: string[] = []
  let [from, length] = [0, 0]
  for (let at = indexOfText(text, pattern); at >= 0 && parts.length < most; at = indexOfText(text, pattern, from)) {
    parts.push(text.slice(from, at))
    from = at + pattern.length
    length += parts.at(-1)!.length + replacement.length
    meter.spend(1 / 8)
    meter.hold(length)
  }
  parts.push(text.slice(from))
  return parts.join(replacement)
}

interface Match {
  next?: Matcher
}

type Matcher = (text?: string) => Match | undefined | Promise<Match | undefined>

/** A matcher that pays for the replacement at every match, which is read anew each time. */
function paid(matcher: Matcher, length: number, focus: Focus): Matcher {
  return async (text) => {
    focus.environment.base.meter!.spend(1 + length / 16)
    const match = await matcher(text)
    return match?.next ? { ...match, next: paid(match.next, length, focus) } : match
  }
}
