import type { Json, JsonObject } from '../json.ts'
import { setKey } from '../json.ts'
import { isFunction } from './meter.ts'

/** Thrown where what an evaluation gave is no JSON: a function, a regular expression. No Error, because nobody reads a stack trace of it. */
export const noJson = Symbol('noJson')

/** What JSONata leaves on arrays of its own. */
const marks = ['sequence', 'keepSingleton', 'cons', 'outerWrapper', 'tupleStream']

/** A result as plain JSON: JSONata's sequences are arrays with marks on them, which must not travel on. Throws `noJson`. */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  // JSON has no such numbers: the service writes their names.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : String(value)
  if (typeof value !== 'object' || isFunction(value) || value instanceof RegExp) throw noJson
  return Array.isArray(value) ? arrayToJson(value) : objectToJson(value as Record<string, unknown>)
}

/** An array of plain JSON without marks: itself, or a copy. */
export function withoutMarks(items: Json[]): Json[] {
  return marks.some(mark => mark in items) ? [...items] : items
}

/** Copies from the first value on that is no plain JSON; most objects have none. */
function objectToJson(source: Record<string, unknown>): JsonObject {
  const keys = Object.keys(source)
  let copy: JsonObject | undefined = Object.getPrototypeOf(source) === Object.prototype ? undefined : {}
  for (let i = 0; i < keys.length; i++) {
    const value = source[keys[i]!]
    const json = value === undefined ? undefined : toJson(value)
    if (copy === undefined && json !== undefined && Object.is(json, value)) continue
    copy ??= Object.fromEntries(keys.slice(0, i).map(key => [key, source[key] as Json]))
    if (json !== undefined) setKey(copy, keys[i]!, json)
  }
  return copy ?? source as JsonObject
}

function arrayToJson(items: unknown[]): Json[] {
  let copy: Json[] | undefined = marks.some(mark => mark in items) ? [] : undefined
  for (let i = 0; i < items.length; i++) {
    const json = toJson(items[i])
    if (copy === undefined && Object.is(json, items[i])) continue
    copy ??= items.slice(0, i) as Json[]
    copy.push(json)
  }
  return copy ?? items as Json[]
}
