import type { Json } from '../json.ts'
import { lossesIn } from '../json-losses.ts'

/**
 * Reads a JSON text that has each key of an object once, and no number beyond all doubles. As in AWS, single quotes may
 * stand around strings.
 *
 * @param text any text
 * @returns the value; undefined where the text is no such JSON, or nothing but blanks
 */
export function parsePlainJson(text: string): Json | undefined {
  try {
    const json = text.includes('\'') ? withDoubleQuotes(text) : text
    const value = JSON.parse(json, LONG_NUMBER.test(json) ? finite : undefined) as Json
    if (hasRepeatedKey(json)) return undefined
    return Object.is(value, -0) ? 0 : value
  }
  catch {
    return undefined
  }
}

/** What a number beyond all doubles needs: many digits, or a large exponent. */
const LONG_NUMBER = /\d{300}|[eE]\+?\d{3}/

function finite(_key: string, value: Json): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('a number beyond all doubles')
  return value
}

/** The same text with double quotes around its strings. */
function withDoubleQuotes(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g, (string: string, single: string | undefined) =>
    single === undefined ? string : `"${single.replace(/\\'|"/g, quote => quote === '"' ? '\\"' : '\'')}"`)
}

/** Whether an object of a sound JSON text has a key twice. */
function hasRepeatedKey(json: string): boolean {
  for (const { kind } of lossesIn(json)) if (kind === 'repeated') return true
  return false
}
