import type { Json } from '../json.ts'

/** One level of nesting: the keys an object has had so far, none for an array. */
interface Level {
  keys: Set<string> | undefined
  /** Whether the next string in an object is a key. */
  atKey: boolean
}

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

/** Whether an object of a sound JSON text has a key twice: only strings and brackets matter for that. */
function hasRepeatedKey(json: string): boolean {
  const levels: Level[] = []
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    const level = levels.at(-1)
    if (token === '{' || token === '[') {
      levels.push({ keys: token === '{' ? new Set() : undefined, atKey: token === '{' })
    }
    else if (token === '}' || token === ']') {
      levels.pop()
    }
    else if (token === ',') {
      level!.atKey = level!.keys !== undefined
    }
    else if (level?.keys && level.atKey) {
      const key = JSON.parse(token) as string
      if (level.keys.has(key)) return true
      level.keys.add(key)
      level.atKey = false
    }
  }
  return false
}
