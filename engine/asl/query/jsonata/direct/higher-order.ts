import type { Part, Run } from './run.ts'
import { mergeSort } from './order.ts'
import { unsure } from './run.ts'
import { asSequence, isTrue } from './values.ts'

/** A function written where it is handed over: its parameters' places among the locals, and what it does. */
export interface Lambda {
  places: readonly number[]
  body: Part
  /** How many steps of the meter a call takes. */
  weight: number
}

/** Calls a function for an element; those without a parameter for it do not see the rest. */
type Call = (...values: unknown[]) => unknown

type HigherOrder = (items: unknown[], call: Call, run: Run, initial: unknown) => unknown

const higherOrder: Readonly<Record<string, HigherOrder>> = {
  map(items, call, run) {
    const results: unknown[] = []
    items.forEach((item, i) => {
      const result = call(item, i, items)
      if (result === undefined) return
      run.hold(result)
      results.push(result)
    })
    return asSequence(results)
  },
  filter: (items, call, run) => asSequence(items.filter((item, i) => isTrue(call(item, i, items), run))),
  reduce(items, call, _run, initial) {
    const from = initial === undefined && items.length > 0 ? 1 : 0
    let result = from === 1 ? items[0] : initial
    for (let i = from; i < items.length; i++) result = call(result, items[i], i, items)
    return result
  },
  sort: (items, call) => items.length <= 1 ? items : mergeSort(items, call),
}

/**
 * `$map`, `$filter`, `$reduce` or `$sort` of a list with a function; undefined for any other name. Values that are no
 * list are lists of one.
 */
export function higherOrderPart(name: string, list: Part, { places, body, weight }: Lambda, initial: Part | undefined): Part | undefined {
  if (!Object.hasOwn(higherOrder, name) || (name === 'reduce' ? places.length < 2 : initial)) return undefined
  const apply = higherOrder[name]!
  return (context, run) => {
    if (run.scope.variables.get(name) !== undefined) throw unsure
    const value = list(context, run)
    const start = initial?.(context, run)
    if (value === undefined) return undefined
    const call: Call = (...values) => {
      run.spend(weight)
      places.forEach((place, i) => run.locals[place] = values[i])
      return body(context, run)
    }
    return apply(Array.isArray(value) ? value : [value], call, run, start)
  }
}
