import type { JsonObject } from '../../json.ts'
import type { Part, Run } from './run.ts'
import { isObject, setKey } from '../../json.ts'
import { callLibrary, isPure, textOf } from './library.ts'
import { unsure } from './run.ts'
import { isTrue } from './values.ts'

/** A function for arguments that it takes as they are; undefined where its signature has to be asked. */
type Shortcut = (args: readonly unknown[], run: Run) => unknown

/** What is quicker than a call: for arguments as they mostly are, with nothing for the signature to do. */
const shortcuts: Readonly<Record<string, Shortcut>> = {
  exists: ([value]) => value !== undefined,
  not: ([value]) => value === undefined ? undefined : !isTrue(value),
  count: ([value]) => Array.isArray(value) ? value.length : undefined,
  string: ([value], run) => typeof value === 'object' ? undefined : textOf(value, run),
  length: ([value]) => typeof value === 'string' && isShort(value) ? [...value].length : undefined,
  uppercase: ([value]) => typeof value === 'string' && isShort(value) ? value.toUpperCase() : undefined,
  lowercase: ([value]) => typeof value === 'string' && isShort(value) ? value.toLowerCase() : undefined,
  number: ([value]) => typeof value === 'number' ? value : undefined,
  floor: ([value]) => typeof value === 'number' ? Math.floor(value) : undefined,
  ceil: ([value]) => typeof value === 'number' ? Math.ceil(value) : undefined,
  abs: ([value]) => typeof value === 'number' ? Math.abs(value) : undefined,
  boolean: ([value]) => value === undefined ? undefined : isTrue(value),
  sum: ([value], run) => Array.isArray(value) ? sumOf(value, run) : undefined,
  merge: ([value], run) => Array.isArray(value) ? mergeOf(value, run) : undefined,
  millis: (args, { scope }) => args.length === 0 ? scope.now : undefined,
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
  run.hold(merged)
  return merged
}

/** Longer texts are paid for, by the character. */
function isShort(text: string): boolean {
  return text.length < 256
}

/**
 * A call of one of `jsonata`'s pure functions, in the context it stands in or in the one given; undefined for others. A
 * workflow variable of the same name would be called instead, and be no function.
 */
export function callPart(name: string, args: readonly Part[], given?: null): Part | undefined {
  if (!isPure(name)) return undefined
  const shortcut = args.length === (name === 'millis' ? 0 : 1) && Object.hasOwn(shortcuts, name) ? shortcuts[name] : undefined
  return (context, run) => {
    if (run.scope.variables.get(name) !== undefined) throw unsure
    const values = args.map(arg => arg(context, run))
    return shortcut?.(values, run) ?? callLibrary(name, values, given === undefined ? context : given, run)
  }
}
