import type { PathSyntax } from '../jsonpath/syntax.ts'
import { Cursor } from '../jsonpath/cursor.ts'
import { readPath } from '../jsonpath/parse.ts'

/** A string literal, with its escapes undone. `template` keeps escaped braces escaped, as States.Format reads them. */
export interface StringLiteral {
  kind: 'string'
  value: string
  template: string
}

export type IntrinsicArgument =
  | StringLiteral
  | { kind: 'literal', value: number | boolean | null }
  | { kind: 'path', path: PathSyntax, text: string }
  | { kind: 'call', call: IntrinsicCall }

export interface IntrinsicCall {
  name: string
  text: string
  args: IntrinsicArgument[]
}

/** How deep calls may stand in each other. */
const maxNesting = 10

const functionName = /States\.[A-Za-z0-9]+/y
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const keyword = /true|false|null/y

/** Whether a template value is meant as an intrinsic function call rather than a path. */
export function isIntrinsic(text: string): boolean {
  return text.startsWith('States.')
}

/**
 * Parses a call such as `States.Format('{} items', States.ArrayLength($.items))`. Throws a QueryError with the position
 * of the first fault. https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export function parseIntrinsic(text: string): IntrinsicCall {
  const cursor = new Cursor(text)
  const call = readCall(cursor, 1)
  cursor.skipSpaces()
  if (!cursor.done) cursor.fail(`Unexpected '${cursor.char}'`)
  return call
}

function readCall(cursor: Cursor, depth: number): IntrinsicCall {
  if (depth > maxNesting) cursor.fail(`More than ${maxNesting} intrinsic functions are nested`)
  return cursor.nested(() => {
    const start = cursor.at
    const name = cursor.match(functionName) ?? cursor.fail('Expected the name of an intrinsic function')
    cursor.skipSpaces()
    cursor.expect('(')
    const args: IntrinsicArgument[] = []
    cursor.skipSpaces()
    while (!cursor.take(')')) {
      if (args.length > 0) {
        cursor.expect(',')
        cursor.skipSpaces()
      }
      args.push(readArgument(cursor, depth))
      cursor.skipSpaces()
    }
    return { name, text: cursor.text.slice(start, cursor.at), args }
  })
}

function readArgument(cursor: Cursor, depth: number): IntrinsicArgument {
  const start = cursor.at
  if (cursor.char === '\'') return readString(cursor)
  if (cursor.char === '$') {
    const path = readPath(cursor)
    return { kind: 'path', path, text: cursor.text.slice(start, cursor.at) }
  }
  if (cursor.startsWith('States.')) return { kind: 'call', call: readCall(cursor, depth + 1) }
  const digits = cursor.match(number)
  if (digits !== undefined) return { kind: 'literal', value: Number(digits) }
  const word = cursor.match(keyword)
  if (word !== undefined) return { kind: 'literal', value: word === 'null' ? null : word === 'true' }
  return cursor.fail('Expected a path, a quoted string, a number, true, false, null or an intrinsic function')
}

/** Strings stand in single quotes; a quote, a brace or a backslash in them is escaped, nothing else can be. */
function readString(cursor: Cursor): StringLiteral {
  const start = cursor.at++
  let value = ''
  let template = ''
  while (!cursor.take('\'')) {
    if (cursor.done) cursor.fail('A quoted string is not closed', start)
    const escaped = cursor.take('\\')
    const { char } = cursor
    if (escaped && !'\'{}\\'.includes(char || ' ')) cursor.fail('Only \', {, } and \\ can follow a backslash')
    value += char
    template += escaped && char !== '\'' ? `\\${char}` : char
    cursor.at++
  }
  return { kind: 'string', value, template }
}
