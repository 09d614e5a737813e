import type { Run } from './run.ts'
import type { Marked } from './values.ts'
import { asSequence } from './values.ts'

/** An object's own value under a name; of an array, those of all its elements, as a sequence. */
export function lookUp(value: unknown, key: string, run: Run): unknown {
  return Array.isArray(value) ? ofEach(value, key, run) : ofObject(value, key)
}

export function ofObject(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  const found = (value as Record<string, unknown>)[key]
  return found === undefined || (key in Object.prototype && !Object.hasOwn(value, key)) ? undefined : found
}

function ofEach(items: readonly unknown[], key: string, run: Run): Marked {
  const found = asSequence([])
  run.spend(items.length / 4)
  for (const item of items) {
    const value = lookUp(item, key, run)
    if (Array.isArray(value)) for (const part of value) found.push(part)
    else if (value !== undefined) found.push(value)
  }
  run.spend(found.length / 4)
  return found
}
