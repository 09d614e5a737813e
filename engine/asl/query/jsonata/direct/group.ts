import type { Json, JsonObject } from '../../json.ts'
import type { Pair } from './constructors.ts'
import type { Run } from './run.ts'
import { setKey } from '../../json.ts'
import { elementsPerStep } from '../metering/prices.ts'
import { isAllowed } from './constructors.ts'
import type { Marked } from './values.ts'
import { unsure } from './run.ts'

/** The elements that have one key, and which entry of the braces gave it. */
interface Group {
  pair: number
  /** The only element as it is, several as an array. */
  data: unknown
  /** The array was made here, and may be pushed to; an element may not. */
  isOurs: boolean
  count: number
}

/**
 * `{key: value}` for a list: every entry's value is evaluated once for each key, with all elements that have it as its context.
 *
 * @param pairs the entries
 * @param weight how many steps of the meter one element takes
 */
export function groupPart(pairs: readonly Pair[], weight: number): (found: unknown, run: Run) => JsonObject {
  return (found, run) => {
    // Into an empty array that is not its own `jsonata` writes a place, and may come upon it again.
    if (Array.isArray(found) && found.length === 0 && !(found as Marked).sequence) throw unsure
    const items = Array.isArray(found) && found.length > 0 ? found as unknown[] : [Array.isArray(found) ? undefined : found]
    const groups = Object.create(null) as Record<string, Group>
    for (const item of items) {
      run.spend(weight)
      pairs.forEach(({ key }, pair) => {
        const name = key(item, run)
        if (name === undefined) return
        if (!isAllowed(name)) throw unsure
        const group = groups[name]
        if (!group) groups[name] = { pair, data: item, isOurs: false, count: sizeOf(item) }
        else add(group, pair, item, run)
      })
    }
    const object: JsonObject = {}
    // In the order that an object has its keys in.
    for (const name of Object.keys(groups)) {
      const { pair, data } = groups[name]!
      const value = pairs[pair]!.value(data, run)
      if (value === undefined) continue
      run.hold(value)
      setKey(object, name, value as Json)
    }
    return object
  }
}

/** As `jsonata` does, whose group is copied for every element: that is paid for here, too. */
function add(group: Group, pair: number, item: unknown, run: Run): void {
  if (group.pair !== pair) throw unsure
  group.count += sizeOf(item)
  run.spend(group.count / elementsPerStep)
  if (item === undefined) return
  if (group.data === undefined) {
    group.data = item
    return
  }
  if (!group.isOurs) group.data = Array.isArray(group.data) ? [...group.data as unknown[]] : [group.data]
  group.isOurs = true
  const data = group.data as unknown[]
  if (Array.isArray(item)) for (const part of item) data.push(part)
  else data.push(item)
}

function sizeOf(item: unknown): number {
  return Array.isArray(item) ? item.length : 1
}
