import type { Json } from '../json.ts'
import type { SafeRegex } from '../regex/safe-regex.ts'

/** What a path starts from: `$`, `$$`, `$name`, or `@` inside a filter. */
export type PathRoot =
  | { kind: 'input' }
  | { kind: 'context' }
  | { kind: 'variable', name: string }
  | { kind: 'item' }

export type Segment =
  | { kind: 'key', key: string }
  | { kind: 'keys', keys: string[] }
  | { kind: 'index', index: number }
  | { kind: 'indexes', indexes: number[] }
  | { kind: 'slice', from: number | undefined, to: number | undefined }
  | { kind: 'wildcard' }
  | { kind: 'descend' }
  | { kind: 'filter', test: FilterNode }
  | { kind: 'function', name: PathFunctionName, argument: number | undefined }

export const pathFunctionNames = ['length', 'size', 'min', 'max', 'avg', 'sum', 'stddev', 'keys', 'first', 'last', 'index'] as const
export type PathFunctionName = typeof pathFunctionNames[number]

export interface PathSyntax {
  root: PathRoot
  segments: Segment[]
}

export type FilterOperator =
  | '==' | '!=' | '<' | '<=' | '>' | '>=' | '=~'
  | 'in' | 'nin' | 'subsetof' | 'anyof' | 'noneof' | 'contains' | 'size' | 'empty' | 'type'

export type FilterNode =
  | { kind: 'and' | 'or', left: FilterNode, right: FilterNode }
  | { kind: 'not', test: FilterNode }
  | { kind: 'exists', path: PathSyntax }
  | { kind: 'compare', operator: FilterOperator, left: FilterOperand, right: FilterOperand }

export type FilterOperand =
  | { kind: 'path', path: PathSyntax }
  | { kind: 'literal', value: Json }
  | { kind: 'regex', regex: SafeRegex }

/**
 * Whether a path can name at most one place. A definite path yields that value or an error; an indefinite one always
 * yields an array, empty when nothing matches. Several keys in one pair of brackets at the end make one object.
 */
export function isDefinite(path: PathSyntax): boolean {
  return path.segments.every((segment, i) =>
    segment.kind === 'key' || segment.kind === 'index' || segment.kind === 'function'
    || (segment.kind === 'keys' && i === path.segments.length - 1))
    || path.segments.at(-1)?.kind === 'function'
}
