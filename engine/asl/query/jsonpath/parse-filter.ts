import type { Json } from '../json.ts'
import type { Cursor } from './cursor.ts'
import type { FilterNode, FilterOperand, FilterOperator } from './syntax.ts'
import { QueryError } from '../query-error.ts'
import { SafeRegex } from '../regex/safe-regex.ts'
import { readPath, readQuoted } from './parse.ts'

const operator = /==|!=|<=|>=|=~|<|>|(?:in|nin|subsetof|anyof|noneof|contains|size|empty|type)\b/y
const word = /(?:true|false|null)(?![\w-])/y
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const bareText = /[A-Za-z_][\w-]*/y
const flags = /[im]*/y

/** Reads what stands between `?(` and `)`: comparisons and existence tests, joined by `&&`, `||`, `!` and brackets. */
export function parseFilter(cursor: Cursor): FilterNode {
  return cursor.nested(() => {
    let left = parseConjunction(cursor)
    for (cursor.skipSpaces(); cursor.take('||'); cursor.skipSpaces()) left = { kind: 'or', left, right: parseConjunction(cursor) }
    return left
  })
}

function parseConjunction(cursor: Cursor): FilterNode {
  let left = parseTerm(cursor)
  for (cursor.skipSpaces(); cursor.take('&&'); cursor.skipSpaces()) left = { kind: 'and', left, right: parseTerm(cursor) }
  return left
}

function parseTerm(cursor: Cursor): FilterNode {
  cursor.skipSpaces()
  if (cursor.char === '!' && cursor.text[cursor.at + 1] !== '=') {
    cursor.at++
    return cursor.nested(() => ({ kind: 'not', test: parseTerm(cursor) }))
  }
  if (cursor.take('(')) {
    const inner = parseFilter(cursor)
    cursor.skipSpaces()
    cursor.expect(')')
    return inner
  }
  const start = cursor.at
  const left = parseOperand(cursor)
  cursor.skipSpaces()
  const found = cursor.match(operator) as FilterOperator | undefined
  if (found) {
    cursor.skipSpaces()
    return { kind: 'compare', operator: found, left, right: parseOperand(cursor) }
  }
  if (left.kind !== 'path') cursor.fail('A filter must compare a value or test a path', start)
  return { kind: 'exists', path: left.path }
}

function parseOperand(cursor: Cursor): FilterOperand {
  const { char } = cursor
  if (char === '@' || char === '$') return { kind: 'path', path: readPath(cursor, true) }
  if (char === '/') return { kind: 'regex', regex: readRegex(cursor) }
  return { kind: 'literal', value: readLiteral(cursor) }
}

function readLiteral(cursor: Cursor): Json {
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

function readRegex(cursor: Cursor): SafeRegex {
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
