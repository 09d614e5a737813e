import type { Json, JsonObject } from '../../json.ts'
import type { Part, Run } from './run.ts'
import { setKey } from '../../json.ts'
import { jsonataLimits } from '../meter.ts'
import { elementsPerStep } from '../metering/prices.ts'
import { unsure } from './run.ts'

/** What stands between the brackets of an array constructor. */
export interface Entry {
  part: Part
  /** The entry is an array constructor, which stays an array inside this one; other arrays are spread. */
  nested: boolean
}

/** An entry of an object constructor. */
export interface Pair {
  key: Part
  /** The key where it is a literal. */
  name: string | undefined
  value: Part
}

/** `[a, b, [c]]`. With `cons`, a path keeps it as one value. */
export function arrayPart(entries: readonly Entry[], cons: boolean): Part {
  return (context, run) => {
    const items: unknown[] = []
    for (const { part, nested } of entries) {
      const value = part(context, run)
      if (value === undefined) continue
      if (nested || !Array.isArray(value)) items.push(value)
      else for (const item of value) items.push(item)
      run.hold(value)
    }
    if (items.length > jsonataLimits.sequence) throw unsure
    run.spend(items.length / elementsPerStep)
    if (cons) Object.defineProperty(items, 'cons', { enumerable: false, configurable: false, value: true })
    return items
  }
}

/** `{"a": b}`, for one context: several are grouped. What comes out is an object like any other, `__proto__` included. */
export function objectPart(pairs: readonly Pair[]): Part {
  const names = new Set(pairs.map(({ name }) => name).filter(isAllowed))
  const nameAll = names.size === pairs.length ? undefined : keysOf
  return (context, run) => {
    // The elements of an array are grouped, and into an empty one `jsonata` writes a place.
    if (Array.isArray(context)) throw unsure
    const keys = nameAll?.(pairs, context, run)
    const object: JsonObject = {}
    for (let i = 0; i < pairs.length; i++) {
      const { name, value } = pairs[i]!
      const key = keys ? keys[i] : name
      const entry = key === undefined ? undefined : value(context, run)
      if (entry === undefined) continue
      run.hold(entry)
      setKey(object, key!, entry as Json)
    }
    run.spend(pairs.length / 8)
    return object
  }
}

/** Whether a key is a text, and none of `jsonata`'s marks. */
export function isAllowed(name: unknown): name is string {
  return typeof name === 'string' && !name.startsWith('_jsonata_')
}

/** Keys that are no text, come twice or are marks of `jsonata`'s are errors; those that are nothing are left out. */
function keysOf(pairs: readonly Pair[], context: unknown, run: Run): (string | undefined)[] {
  const keys = pairs.map(({ key }) => key(context, run))
  const found = keys.filter(key => key !== undefined)
  if (!found.every(isAllowed) || new Set(found).size < found.length) throw unsure
  return keys as (string | undefined)[]
}
