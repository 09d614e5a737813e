import type { PathFunctionName, PathRoot, PathSyntax, Segment } from './syntax.ts'
import { Cursor } from './cursor.ts'
import { parseFilter } from './parse-filter.ts'
import { pathFunctionNames } from './syntax.ts'

const variableName = /[\p{ID_Start}_]\p{ID_Continue}*/uy
const integer = /-?\d{1,10}/y
const spacesOrSeparator = /[\s.[\](),]/
const filterStops = /[\s.[\](),=!<>&|~]/

/**
 * Parses a whole JSONPath as Amazon States Language uses it: `$`, `$$` or `$variable`, then dots and brackets.
 * Throws a QueryError with the position of the first fault.
 * https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html
 */
export function parsePath(text: string): PathSyntax {
  const cursor = new Cursor(text)
  const path = readPath(cursor)
  if (!cursor.done) cursor.fail(`Unexpected '${cursor.char}'`)
  return path
}

/** Reads a path and stops at the first character that can't belong to it. */
export function readPath(cursor: Cursor, inFilter = false): PathSyntax {
  const root = readRoot(cursor, inFilter)
  const segments: Segment[] = []
  while (readSegment(cursor, segments, inFilter));
  const early = segments.findIndex(segment => segment.kind === 'function')
  if (early >= 0 && early < segments.length - 1) cursor.fail('A function can only stand at the end of a path')
  return { root, segments }
}

function readRoot(cursor: Cursor, inFilter: boolean): PathRoot {
  if (inFilter && cursor.take('@')) return { kind: 'item' }
  if (cursor.take('$$')) return { kind: 'context' }
  if (!cursor.take('$')) cursor.fail('A path must start with \'$\'')
  const name = cursor.match(variableName)
  return name ? { kind: 'variable', name } : { kind: 'input' }
}

function readSegment(cursor: Cursor, segments: Segment[], inFilter: boolean): boolean {
  if (cursor.take('..')) {
    segments.push({ kind: 'descend' })
    if (cursor.char !== '[') readDotted(cursor, segments, inFilter)
    return true
  }
  if (cursor.take('.')) {
    if (cursor.char !== '[') readDotted(cursor, segments, inFilter)
    return true
  }
  if (cursor.char === '[') {
    segments.push(readBracketed(cursor))
    return true
  }
  return false
}

function readDotted(cursor: Cursor, segments: Segment[], inFilter: boolean): void {
  if (cursor.take('*')) {
    segments.push({ kind: 'wildcard' })
    return
  }
  const stops = inFilter ? filterStops : spacesOrSeparator
  const start = cursor.at
  while (!cursor.done && !stops.test(cursor.char)) cursor.at++
  const name = cursor.text.slice(start, cursor.at)
  if (name === '') cursor.fail('A property name is missing after \'.\'')
  if (cursor.char === '(') segments.push(readFunction(cursor, name))
  else segments.push({ kind: 'key', key: name })
}

function readFunction(cursor: Cursor, name: string): Segment {
  if (!(pathFunctionNames as readonly string[]).includes(name)) cursor.fail(`Unknown function '${name}'`)
  cursor.expect('(')
  cursor.skipSpaces()
  const argument = cursor.match(integer)
  if ((argument !== undefined) !== (name === 'index')) cursor.fail(`Function '${name}' is given the wrong arguments`)
  cursor.skipSpaces()
  cursor.expect(')')
  return { kind: 'function', name: name as PathFunctionName, argument: argument === undefined ? undefined : Number(argument) }
}

function readBracketed(cursor: Cursor): Segment {
  cursor.expect('[')
  cursor.skipSpaces()
  const segment = readInsideBrackets(cursor)
  cursor.skipSpaces()
  cursor.expect(']')
  return segment
}

function readInsideBrackets(cursor: Cursor): Segment {
  if (cursor.take('*')) return { kind: 'wildcard' }
  if (cursor.take('?')) {
    cursor.skipSpaces()
    cursor.expect('(')
    const test = parseFilter(cursor)
    cursor.skipSpaces()
    cursor.expect(')')
    return { kind: 'filter', test }
  }
  if (cursor.char === '\'' || cursor.char === '"') return readKeys(cursor)
  return readIndexes(cursor)
}

function readKeys(cursor: Cursor): Segment {
  const keys = [readQuoted(cursor)]
  for (cursor.skipSpaces(); cursor.take(','); cursor.skipSpaces()) {
    cursor.skipSpaces()
    if (cursor.char !== '\'' && cursor.char !== '"') cursor.fail('Expected a quoted property name')
    keys.push(readQuoted(cursor))
  }
  return keys.length === 1 ? { kind: 'key', key: keys[0]! } : { kind: 'keys', keys }
}

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

function readIndexes(cursor: Cursor): Segment {
  const first = cursor.match(integer)
  cursor.skipSpaces()
  if (cursor.take(':')) {
    cursor.skipSpaces()
    const last = cursor.match(integer)
    if (first === undefined && last === undefined) cursor.fail('A slice needs a start or an end')
    return { kind: 'slice', from: toNumber(first), to: toNumber(last) }
  }
  if (first === undefined) cursor.fail('Expected an index, a quoted name, \'*\', a slice or a filter')
  const indexes = [Number(first)]
  for (; cursor.take(','); cursor.skipSpaces()) {
    cursor.skipSpaces()
    const next = cursor.match(integer)
    if (next === undefined) cursor.fail('Expected an index')
    indexes.push(Number(next))
  }
  return indexes.length === 1 ? { kind: 'index', index: indexes[0]! } : { kind: 'indexes', indexes }
}

function toNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}
