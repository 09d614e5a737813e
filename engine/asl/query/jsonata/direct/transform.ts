import type { Node } from './syntax.ts'
import type { Part } from './run.ts'
import { isObject } from '../../json.ts'
import { measureAnew } from '../meter.ts'
import { elementsPerStep } from '../metering/prices.ts'
import { callLibrary } from './library.ts'
import { unsure } from './run.ts'

/** What stands between the bars of `|pattern|update, deletions|`. */
export interface Transform {
  pattern: Part
  update: Part
  deletions: Part | undefined
  /** How many steps of the meter one match takes. */
  weight: number
}

/** A value with every object in it that the pattern finds changed. The value stays as it was, what comes out is a copy. */
export function transformPart(value: Part, { pattern, update, deletions, weight }: Transform): Part {
  return (context, run) => {
    if (run.scope.variables.get('clone') !== undefined) throw unsure
    const original = value(context, run)
    if (original === undefined) return undefined
    if (typeof original !== 'object') throw unsure
    const copy = callLibrary('clone', [original], undefined, run)
    for (const match of listOf(pattern(copy, run))) {
      // Anything else `jsonata` trips over, or puts names on.
      if (!isObject(match)) throw unsure
      run.spend(weight)
      merge(match, update(match, run))
      const names = listOf(deletions?.(match, run))
      if (!names.every(name => typeof name === 'string')) throw unsure
      for (const name of names) delete match[name]
    }
    const size = measureAnew(copy)
    run.grow(size)
    run.spend(size / elementsPerStep)
    return copy
  }
}

function merge(match: Record<string, unknown>, changes: unknown): void {
  if (changes === undefined) return
  if (!isObject(changes) || Object.hasOwn(changes, '__proto__')) throw unsure
  Object.assign(match, changes)
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}

/** Whether a pattern finds nothing outside of what it is given: names, `*`, `**` and `$`, with any predicates. */
export function findsInside(pattern: Node): boolean {
  if (pattern.type === 'path') return !pattern.group && pattern.steps!.every(findsInside)
  return ['name', 'wildcard', 'descendant', 'sort'].includes(pattern.type) || (pattern.type === 'variable' && pattern.value === '')
}
