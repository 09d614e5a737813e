import type { Json } from '../json.ts'
import type { Cursor } from './cursor.ts'
import { QueryError } from '../query-error.ts'
import { SafeRegex } from '../regex/safe-regex.ts'

const word = /(?:true|false|null)(?![\w-])/y
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const bareText = /[A-Za-z_][\w-]*/y
const flags = /[im]*/y

/**
 * A quoted name or string. Only the quote itself and the backslash can be escaped; a backslash before anything else
 * stands for itself, as recorded from AWS.
 */
export function readQuoted(cursor: Cursor): string {
  const quote = cursor.char
  const start = cursor.at++
  let value = ''
  while (cursor.char !== quote) {
    if (cursor.done) cursor.fail('A quoted name is not closed', start)
    if (cursor.char === '\\' && (cursor.text[cursor.at + 1] === quote || cursor.text[cursor.at + 1] === '\\')) cursor.at++
    value += cursor.char
    cursor.at++
  }
  cursor.at++
  return value
}

/** A value that a filter compares with: text in quotes or bare, a number, true, false, null, or a list of these. */
export function readLiteral(cursor: Cursor): Json {
  if (cursor.char === '\'' || cursor.char === '"') return readQuoted(cursor)
  if (cursor.char === '[') return readArray(cursor)
  const digits = cursor.match(number)
  if (digits !== undefined) return Number(digits)
  const start = cursor.at
  switch (cursor.match(word)) {
    case 'true': return true
    case 'false': return false
    case 'null': return null
    default: break
  }
  cursor.at = start
  // Published definitions that the service accepts compare with text that has no quotes.
  return cursor.match(bareText) ?? cursor.fail('Expected a value', start)
}

function readArray(cursor: Cursor): Json {
  return cursor.nested(() => {
    cursor.expect('[')
    const items: Json[] = []
    cursor.skipSpaces()
    while (!cursor.take(']')) {
      if (items.length > 0) {
        cursor.expect(',')
        cursor.skipSpaces()
      }
      items.push(readLiteral(cursor))
      cursor.skipSpaces()
    }
    return items
  })
}

/** A regular expression between slashes, and its flags. */
export function readRegex(cursor: Cursor): SafeRegex {
  const start = cursor.at++
  let source = ''
  while (cursor.char !== '/') {
    if (cursor.done) cursor.fail('A regular expression is not closed', start)
    if (cursor.char === '\\') {
      source += cursor.char
      cursor.at++
    }
    source += cursor.char
    cursor.at++
  }
  cursor.at++
  try {
    return new SafeRegex(source, cursor.match(flags) ?? '')
  }
  catch (thrown) {
    return cursor.fail(thrown instanceof QueryError ? thrown.cause : 'The regular expression is not valid', start)
  }
}
