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
 * Whether a path yields a single value: that of the one place it names, or of the function it ends with. Any other path
 * yields an array of its matches, empty when there are none.
 */
export function isDefinite(path: PathSyntax): boolean {
  return path.segments.at(-1)?.kind === 'function' || namesOnePlace(path)
}

/** Whether a path, a function at its end aside, can lead to one place only. Several keys in the last brackets make one object. */
export function namesOnePlace(path: PathSyntax): boolean {
  return path.segments.every((segment, i) =>
    segment.kind === 'key' || segment.kind === 'index' || segment.kind === 'function'
    || (segment.kind === 'keys' && i === path.segments.length - 1))
}
