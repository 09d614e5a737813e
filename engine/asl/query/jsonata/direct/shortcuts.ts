import type { JsonObject } from '../../json.ts'
import type { Run } from './run.ts'
import { isObject, setKey } from '../../json.ts'
import { indexOfText, isFoundByLeaps } from '../../text-search.ts'
import { charactersPerStep } from '../meter.ts'
import { textOf } from './library.ts'
import { isTrue } from './values.ts'

/** A function for arguments that it takes as they are; undefined where its signature has to be asked. */
export type Shortcut = (args: readonly unknown[], run: Run) => unknown

/** What is quicker than a call, by the number of arguments: for arguments as they mostly are, with nothing for the signature to do. */
const shortcuts: readonly Readonly<Record<string, Shortcut>>[] = [{
  millis: (_args, { scope }) => scope.now,
}, {
  exists: ([value]) => value !== undefined,
  not: ([value], run) => value === undefined ? undefined : !isTrue(value, run),
  count: ([value]) => Array.isArray(value) ? value.length : undefined,
  string: ([value], run) => typeof value === 'object' ? undefined : textOf(value, run),
  length: ([value]) => typeof value === 'string' && isShort(value) ? [...value].length : undefined,
  uppercase: ([value]) => typeof value === 'string' && isShort(value) ? value.toUpperCase() : undefined,
  lowercase: ([value]) => typeof value === 'string' && isShort(value) ? value.toLowerCase() : undefined,
  number: ([value]) => typeof value === 'number' ? value : undefined,
  floor: ([value]) => typeof value === 'number' ? Math.floor(value) : undefined,
  ceil: ([value]) => typeof value === 'number' ? Math.ceil(value) : undefined,
  abs: ([value]) => typeof value === 'number' ? Math.abs(value) : undefined,
  boolean: ([value], run) => value === undefined ? undefined : isTrue(value, run),
  sum: ([value], run) => Array.isArray(value) ? sumOf(value, run) : undefined,
  merge: ([value], run) => Array.isArray(value) ? mergeOf(value, run) : undefined,
}, {
  contains: ([text, part], run) => typeof text === 'string' && typeof part === 'string' ? contains(text, part, run) : undefined,
  split: ([text, separator], run) => typeof text === 'string' && typeof separator === 'string' && isFoundByLeaps(separator) ? splitAt(text, separator, run) : undefined,
}, {
  replace: ([text, part, by], run) => typeof text === 'string' && typeof part === 'string' && typeof by === 'string' && part !== '' && isFoundByLeaps(part) ? replaced(text, part, by, run) : undefined,
}]

/** The shortcut for a function with so many arguments, where there is one. */
export function shortcutFor(name: string, count: number): Shortcut | undefined {
  const byName = shortcuts[count]
  return byName && Object.hasOwn(byName, name) ? byName[name] : undefined
}

function contains(text: string, part: string, run: Run): boolean {
  run.spend(text.length / charactersPerStep)
  return indexOfText(text, part) >= 0
}

function splitAt(text: string, separator: string, run: Run): string[] {
  run.spend(text.length / 16)
  const parts = text.split(separator)
  run.hold(parts)
  return parts
}

function replaced(text: string, part: string, by: string, run: Run): string {
  run.spend(text.length / charactersPerStep)
  run.grow(text.length + text.length / part.length * by.length)
  return text.replaceAll(part, () => by)
}

/** Nothing where an element is no number: then the signature says what is wrong with it. */
function sumOf(items: readonly unknown[], run: Run): number | undefined {
  run.spend(items.length / 32)
  let total = 0
  for (const item of items) {
    if (typeof item !== 'number') return undefined
    total += item
  }
  return total
}

/** One object out of several, later ones over earlier ones; nothing where an element is none. */
function mergeOf(items: readonly unknown[], run: Run): JsonObject | undefined {
  const merged: JsonObject = {}
  for (const item of items) {
    if (!isObject(item)) return undefined
    const keys = Object.keys(item)
    run.spend(keys.length / 8)
    for (const key of keys) setKey(merged, key, item[key]!)
  }
  return merged
}

/** Longer texts are paid for by the character, where a call is. */
function isShort(text: string): boolean {
  return text.length < 256
}
