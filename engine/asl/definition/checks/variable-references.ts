import { isIntrinsic, type IntrinsicCall } from '../../query/intrinsics/parse-intrinsic.ts'
import { inspectJsonata } from '../../query/jsonata/inspect-jsonata.ts'
import type { FilterNode, PathSyntax } from '../../query/jsonpath/syntax.ts'
import { isObject, type Json, type JsonObject } from '../../query/json.ts'
import { jsonataExpression, parsedIntrinsic, parsedPath } from './check-expressions.ts'
import type { QueryLanguage, StateMachineDefinition } from '../types.ts'

/** Fields that hold states of their own: what those read is theirs. */
const NESTED = new Set(['States', 'Branches', 'ItemProcessor', 'Iterator'])

/** Fields of a JSONPath state that hold a path, besides those whose name ends in `Path` or `.$`. */
const PATH_FIELD = /(Path|\.\$)$/

/**
 * Which variables each state reads, as DescribeStateMachine lists them; states that read none are left out.
 *
 * @returns names of variables by name of state, nested states included
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html
 */
export function variableReferences(definition: StateMachineDefinition): Record<string, string[]> {
  const references: Record<string, string[]> = {}
  const walk = (scope: Json | undefined, language: QueryLanguage): void => {
    if (!isObject(scope) || !isObject(scope.States)) return
    for (const [name, state] of Object.entries(scope.States)) {
      if (!isObject(state)) continue
      const own = state.QueryLanguage === 'JSONPath' || state.QueryLanguage === 'JSONata' ? state.QueryLanguage : language
      const names = new Set<string>()
      collect(state, own, names)
      if (names.size > 0) Object.defineProperty(references, name, { value: [...names], enumerable: true, configurable: true, writable: true })
      if (Array.isArray(state.Branches)) state.Branches.forEach((branch) => walk(branch, language))
      walk(state.ItemProcessor ?? state.Iterator, language)
    }
  }
  walk(definition as unknown as JsonObject, definition.QueryLanguage ?? 'JSONPath')
  return references
}

function collect(value: Json, language: QueryLanguage, names: Set<string>, field = ''): void {
  if (Array.isArray(value)) for (const item of value) collect(item, language, names, field)
  else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) if (!NESTED.has(key)) collect(member, language, names, key)
  } else if (typeof value === 'string') {
    if (language === 'JSONata') ofExpression(value, names)
    else if (PATH_FIELD.test(field) || field === 'Variable') ofPathText(value, names)
  }
}

function ofExpression(text: string, names: Set<string>): void {
  const expression = jsonataExpression(text)
  if (expression !== undefined) for (const name of inspectJsonata(expression).variables) names.add(name)
}

function ofPathText(text: string, names: Set<string>): void {
  if (isIntrinsic(text)) ofCall(parsedIntrinsic(text), names)
  else ofPath(parsedPath(text), names)
}

function ofCall(call: IntrinsicCall | undefined, names: Set<string>): void {
  for (const argument of call?.args ?? []) {
    if (argument.kind === 'path') ofPath(argument.path, names)
    else if (argument.kind === 'call') ofCall(argument.call, names)
  }
}

function ofPath(path: PathSyntax | undefined, names: Set<string>): void {
  if (path === undefined) return
  if (path.root.kind === 'variable') names.add(path.root.name)
  for (const segment of path.segments) if (segment.kind === 'filter') ofFilter(segment.test, names)
}

function ofFilter(test: FilterNode, names: Set<string>): void {
  switch (test.kind) {
    case 'not': return ofFilter(test.test, names)
    case 'exists': return ofPath(test.path, names)
    case 'compare':
      for (const side of [test.left, test.right]) if (side.kind === 'path') ofPath(side.path, names)
      return
    default:
      ofFilter(test.left, names)
      ofFilter(test.right, names)
  }
}
