import type { FilterNode, FilterOperand, FilterOperator, PathFunctionName, PathRoot, PathSyntax, Segment } from './syntax.ts'
import { Cursor } from './cursor.ts'
import { readLiteral, readQuoted, readRegex } from './literals.ts'
import { pathFunctionNames } from './syntax.ts'

const variableName = /[\p{ID_Start}_]\p{ID_Continue}*/uy
const integer = /-?\d{1,10}/y
const spacesOrSeparator = /[\s.[\](),]/
const operator = /==|!=|<=|>=|=~|<|>|(?:in|nin|subsetof|anyof|noneof|contains|size|empty|type)\b/y
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

/** Reads what stands between `?(` and `)`: comparisons and existence tests, joined by `&&`, `||`, `!` and brackets. */
function parseFilter(cursor: Cursor): FilterNode {
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
