import type { Json } from '../../asl/index.ts'
import { isObject } from '../../asl/index.ts'

/** A place where two values differ. */
export interface Difference {
  /** `lines[2].boxes`; empty for the whole value. */
  path: string
  expected: Json | undefined
  actual: Json | undefined
}

/**
 * The first place where a value is not as asked. The order of an object's fields does not matter.
 *
 * @param expected what it should be
 * @param actual what it is
 * @param path where both stand
 */
export function firstDifference(expected: Json | undefined, actual: Json | undefined, path = ''): Difference | undefined {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (expected.length !== actual.length)
      return { path, expected, actual }
    for (const [index, entry] of expected.entries()) {
      const found = firstDifference(entry, actual[index], `${path}[${index}]`)
      if (found)
        return found
    }
    return undefined
  }
  if (isObject(expected) && isObject(actual)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const found = firstDifference(expected[key], actual[key], path === '' ? key : `${path}.${key}`)
      if (found)
        return found
    }
    return undefined
  }
  return Object.is(expected, actual) ? undefined : { path, expected, actual }
}
