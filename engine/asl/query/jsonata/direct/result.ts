import type { Json } from '../../json.ts'
import type { Part } from './run.ts'
import { toJson, withoutMarks } from '../to-json.ts'

/** What an expression has made, as JSON; undefined for nothing. */
export function resultJson(part: Part): Part {
  return (context, run) => {
    const value = part(context, run)
    return value === undefined ? undefined : toJson(value)
  }
}

/** What an expression has only found is JSON already; the array around several finds is not. */
export function givenJson(part: Part): Part {
  return (context, run) => {
    const value = part(context, run)
    if (Array.isArray(value)) return withoutMarks(value as Json[])
    return typeof value === 'number' ? value + 0 : value
  }
}
