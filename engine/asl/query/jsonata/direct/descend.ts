import type { Part, Run } from './run.ts'
import { jsonataLimits } from '../meter.ts'
import { elementsPerStep } from '../metering/prices.ts'
import { unsure } from './run.ts'
import { asSequence } from './values.ts'

/** `**`: the context and everything in it, arrays taken apart. One find stands for itself, whatever brackets are behind it. */
export const descendants: Part = (context, run) => {
  if (context === undefined) return undefined
  const found: unknown[] = []
  descend(context, found, run)
  run.hold(found)
  return found.length === 1 ? found[0] : asSequence(found)
}

/** `*`: the values of an object's fields, or an array's elements and what `jsonata` marks it with; arrays among them are taken apart. */
export const wildcard: Part = (context, run) => {
  if (typeof context !== 'object' || context === null) return undefined
  // Of an array with a mark like that, `jsonata` takes the first element only.
  if (Array.isArray(context) && 'outerWrapper' in context) throw unsure
  const found: unknown[] = []
  let isSequence = true
  for (const value of Object.values(context)) {
    if (!Array.isArray(value)) {
      pushed(value, found, run)
      continue
    }
    // An array that something is appended to is another one, and no sequence.
    isSequence = false
    flatten(value, found, run)
    run.spend(found.length / elementsPerStep)
  }
  run.hold(found)
  return isSequence ? asSequence(found) : found
}

function descend(value: unknown, found: unknown[], run: Run): void {
  if (Array.isArray(value)) {
    run.spend(value.length / elementsPerStep)
    for (const item of value) descend(item, found, run)
    return
  }
  pushed(value, found, run)
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value)) descend((value as Record<string, unknown>)[key], found, run)
}

function flatten(value: unknown, found: unknown[], run: Run): void {
  if (!Array.isArray(value)) return pushed(value, found, run)
  run.spend(value.length / elementsPerStep)
  for (const item of value) flatten(item, found, run)
}

function pushed(value: unknown, found: unknown[], run: Run): void {
  if (found.length >= jsonataLimits.sequence) throw unsure
  run.spend(1 / elementsPerStep)
  found.push(value)
}
