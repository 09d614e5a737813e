import { parsePath } from '../../query/jsonpath/parse.ts'
import type { PathSyntax } from '../../query/jsonpath/syntax.ts'
import { isIntrinsic, parseIntrinsic, type IntrinsicCall } from '../../query/intrinsics/parse-intrinsic.ts'
import { inspectJsonata } from '../../query/jsonata/inspect-jsonata.ts'
import { isObject, type Json } from '../../query/json.ts'
import type { Place, Report } from './report.ts'
import { isPlaceholder } from '../substitutions.ts'

/**
 * Syntax of paths, intrinsic functions and JSONata, checked when a definition is created rather than when it runs.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */

export function parsedPath(text: Json | undefined): PathSyntax | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return parsePath(text)
  } catch {
    return undefined
  }
}

export function parsedIntrinsic(text: string): IntrinsicCall | undefined {
  if (!isIntrinsic(text)) return undefined
  try {
    return parseIntrinsic(text)
  } catch {
    return undefined
  }
}

export function checkPath(value: Json, place: Place, report: Report): void {
  if (!isPlaceholder(value) && parsedPath(value) === undefined) report.schema('Value must be a valid JSONPath.', place)
}

/** Names and indexes only. Where a value is read, a variable may be the start of the path. */
export function checkReferencePath(value: Json, place: Place, report: Report, from: 'input' | 'input or variable'): void {
  if (isPlaceholder(value)) return
  const path = parsedPath(value)
  const starts = path !== undefined && (path.root.kind === 'input' || (from !== 'input' && path.root.kind === 'variable'))
  if (!starts || !path.segments.every(({ kind }) => kind === 'key' || kind === 'index')) report.schema('Value is not a Reference Path', place)
}

/** A path or an intrinsic function call, as in ErrorPath and in template fields whose name ends in `.$`. */
export function isPathOrIntrinsic(value: Json): boolean {
  if (typeof value !== 'string') return false
  return isPlaceholder(value) || (isIntrinsic(value) ? parsedIntrinsic(value) !== undefined : parsedPath(value) !== undefined)
}

/** Every `name.$` of a JSONPath template, at any depth. AWS reports them all at the template's own field. */
export function checkJsonPathTemplate(template: Json, place: Place, report: Report): void {
  visitMembers(template, (key, value) => {
    if (key.endsWith('.$')) {
      if (!isPathOrIntrinsic(value)) report.schema(`The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`, place)
    } else if (looksLikePath(value)) {
      report.warning('NO_DOLLAR', `The value for the field '${key}' looks like a JSONPath or an intrinsic function, but the name of the field does not end with '.$', so that it is taken as text`, place)
    }
  })
}

/** Whether a text that is taken literally was probably meant as an expression. */
export function looksLikePath(value: Json | undefined): boolean {
  if (typeof value !== 'string') return false
  if (/^\$\$?[.[]/.test(value)) return parsedPath(value) !== undefined
  return /^States\.[A-Z][A-Za-z0-9]*\(/.test(value) && parsedIntrinsic(value) !== undefined
}

/** Every `{% … %}` of a value, at any depth. */
export function checkJsonata(value: Json, place: Place, report: Report): void {
  if (typeof value === 'string') checkExpression(value, place, report)
  else if (Array.isArray(value)) value.forEach((item, index) => checkJsonata(item, [...place, index], report))
  else if (isObject(value)) for (const [key, member] of Object.entries(value)) checkJsonata(member, [...place, key], report)
}

function checkExpression(text: string, place: Place, report: Report): void {
  const expression = jsonataExpression(text)
  if (expression === undefined) return
  const { problem, topLevel, statesFields } = inspectJsonata(expression)
  if (problem) report.error('INVALID_JSONATA_EXPRESSION', problem.message, place)
  if (statesFields.includes('errorOutput') && !isInCatcher(place)) report.error('UNSUPPORTED_JSONATA_EXPRESSION', "Reference to '$states.errorOutput' is only supported in a catcher.", place)
  for (const name of new Set(topLevel)) report.error('UNSUPPORTED_JSONATA_EXPRESSION', `Reference to '${name}' at the top level is not supported.`, place)
}

function isInCatcher(place: Place): boolean {
  return place.some((step, index) => step === 'Catch' && typeof place[index + 1] === 'number')
}

/** The inside of `{% … %}`; undefined for text that is taken literally. */
export function jsonataExpression(text: string): string | undefined {
  return text.length >= 4 && text.startsWith('{%') && text.endsWith('%}') ? text.slice(2, -2).trim() : undefined
}

function visitMembers(value: Json, visit: (key: string, value: Json) => void): void {
  if (Array.isArray(value)) value.forEach((item) => visitMembers(item, visit))
  else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      visit(key, member)
      visitMembers(member, visit)
    }
  }
}
