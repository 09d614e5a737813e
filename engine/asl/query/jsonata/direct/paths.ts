import type { Part, Run } from './run.ts'
import type { Marked } from './values.ts'
import { ofObject } from './lookup.ts'
import { asSequence, settled } from './values.ts'

/** A step of a path. */
export interface Step {
  /** Evaluates the step for one element, its predicates left out. */
  part: Part
  /** How many steps of the meter that takes. */
  weight: number
  /** Set where the step only looks up a name. */
  key: string | undefined
  filters: readonly FilterPart[]
  /** Set where the step puts what has been found into an order. */
  order?: Order | undefined
}

/** Elements in another order; they are no sequence then. */
export type Order = (items: readonly unknown[], run: Run) => unknown[]

/** A predicate, applied to a value as a sequence. */
export type FilterPart = (value: unknown, run: Run) => unknown[]

/** How a path begins, and what brackets say about it. */
export interface PathOptions {
  /** The first step is a variable or made of one: it is evaluated once, whatever the context is. */
  absolute: boolean
  /** `[]` stands somewhere in the path. */
  keepSingleton: boolean
  keepArray: boolean
  /** What is done with everything that was found, `{key: value}` behind the path: it gets an array, or a value as it is. */
  group?: ((found: unknown, run: Run) => unknown) | undefined
  /** The rest of the path, from the first step on that binds something. */
  tuples?: ((items: readonly unknown[], run: Run) => Marked) | undefined
}

/**
 * A path: every step is evaluated for each element of what the one before it gave, and what comes of it is flattened
 * into one sequence. As long as there is one object on the way and nothing but names, that is plain property access.
 */
export function pathPart(steps: readonly Step[], { absolute, keepSingleton, keepArray, group, tuples }: PathOptions): Part {
  const all = (found: Marked, run: Run): unknown => {
    if (group) return group(found, run)
    if (!keepSingleton) return settled(found, keepArray)
    const kept = found.cons && !found.sequence ? asSequence([found]) : found
    // Other arrays are not only ours, and keep their one element anyway.
    if (kept.sequence) kept.keepSingleton = true
    return settled(kept, keepArray)
  }
  const end = tuples ? steps.length : steps.length - 1
  const rest = (items: unknown[], from: number, run: Run): unknown => {
    if (items.length === 0 && from <= end) return group?.(undefined, run)
    let found = items as Marked
    for (let i = from; i < steps.length && found.length > 0; i++) found = evaluateStep(steps[i]!, found, i === end, run)
    return all(tuples && found.length > 0 ? tuples(found, run) : found, run)
  }
  const [first] = steps
  return (context, run) => {
    if (Array.isArray(context) && !absolute) return rest(context, 0, run)
    if (!first) return rest([context], 0, run)
    let value = context
    let at = 0
    if (first.key === undefined && first.filters.length === 0) {
      value = first.part(context, run)
      at = 1
      if (Array.isArray(value)) return rest(flattened([value], at > end), at, run)
    }
    for (; at < steps.length; at++) {
      if (value === undefined && at > 0) return group?.(undefined, run)
      const { key, filters } = steps[at]!
      if (key === undefined || filters.length > 0) return rest([value], at, run)
      value = ofObject(value, key)
      if (Array.isArray(value)) return rest(flattened([value], at === end), at + 1, run)
    }
    if (tuples && value !== undefined) return rest([value], at, run)
    if (group) return group(value, run)
    return value !== undefined && keepSingleton ? all(asSequence([value]), run) : value
  }
}

/** Applies predicates in brackets to what an expression gave. */
export function filteredPart(part: Part, filters: readonly FilterPart[]): Part {
  return (context, run) => {
    let value = part(context, run)
    for (const filter of filters) value = filter(value, run)
    return value
  }
}

function evaluateStep({ part, key, weight, filters, order }: Step, items: readonly unknown[], last: boolean, run: Run): Marked {
  if (order) return filters.reduce((found: unknown, filter) => filter(found, run), order(items, run)) as Marked
  const found: unknown[] = []
  run.spend(items.length * weight)
  for (const item of items) {
    let value = part(item, run)
    for (const filter of filters) value = filter(value, run)
    if (value === undefined) continue
    if (key === undefined) run.hold(value)
    found.push(value)
  }
  const result = flattened(found, last)
  run.spend(result.length / 8)
  return result
}

/** Arrays are spread, unless they are the only result of the last step, or constructed by the expression. */
function flattened(found: readonly unknown[], last: boolean): Marked {
  const [only] = found
  if (last && found.length === 1 && Array.isArray(only) && (only as Marked).sequence !== true) return only
  const items: unknown[] = []
  for (const value of found) {
    if (!Array.isArray(value) || (value as Marked).cons) items.push(value)
    else for (const part of value) items.push(part)
  }
  return asSequence(items)
}
