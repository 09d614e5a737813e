import type { Json, JsonObject } from '../json.ts'
import { setKey } from '../json.ts'
import { isFunction } from './meter.ts'

/** What an evaluation gave is no JSON: a function, a regular expression. */
export class NoJson extends Error {}

/** What JSONata leaves on arrays of its own. */
const marks = ['sequence', 'keepSingleton', 'cons', 'outerWrapper', 'tupleStream']

/** A result as plain JSON: JSONata's sequences are arrays with marks on them, which must not travel on. Throws NoJson. */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  // JSON has no such numbers: the service writes their names.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : String(value)
  if (typeof value !== 'object' || isFunction(value) || value instanceof RegExp) throw new NoJson()
  return Array.isArray(value) ? arrayToJson(value) : objectToJson(value as Record<string, unknown>)
}

/** An array of plain JSON without marks: itself, or a copy. */
export function withoutMarks(items: Json[]): Json[] {
  return marks.some(mark => mark in items) ? [...items] : items
}

function objectToJson(source: Record<string, unknown>): JsonObject {
  let changed = Object.getPrototypeOf(source) !== Object.prototype
  const copy: JsonObject = {}
  for (const key of Object.keys(source)) {
    const json = source[key] === undefined ? undefined : toJson(source[key])
    if (!Object.is(json, source[key]) || json === undefined) changed = true
    if (json !== undefined) setKey(copy, key, json)
  }
  return changed ? copy : source as JsonObject
}

function arrayToJson(items: unknown[]): Json[] {
  let changed = marks.some(mark => mark in items)
  const copy = items.map((item) => {
    const json = toJson(item)
    if (!Object.is(json, item)) changed = true
    return json
  })
  return changed ? copy : items as Json[]
}
