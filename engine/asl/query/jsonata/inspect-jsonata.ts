import type { ExprNode } from 'jsonata'
import type { SyntaxProblem } from './parse-jsonata.ts'
import { parseJsonata, tooDeep } from './parse-jsonata.ts'
import { visitNodes } from './visit-nodes.ts'

/** What can be said of a JSONata expression without running it. */
export interface JsonataInspection {
  /** The syntax error, if there is one; nothing else is known then. */
  problem?: SyntaxProblem
  /**
   * What the expression reads from the context at its top level, where Step Functions has none: field names, `$`, `*`.
   * AWS refuses such definitions with UNSUPPORTED_JSONATA_EXPRESSION.
   */
  topLevel: string[]
  /** Variables read but not bound inside the expression, without `states` and without functions called by name. */
  variables: string[]
  /** Fields of `$states` that are read: input, result, errorOutput, context. */
  statesFields: string[]
}

/**
 * Parses an expression (without its `{% %}`) and lists what it refers to. Never throws.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function inspectJsonata(text: string): JsonataInspection {
  const found: JsonataInspection = { topLevel: [], variables: [], statesFields: [] }
  const parsed = parseJsonata(text)
  if ('problem' in parsed) return { ...found, problem: parsed.problem }
  try {
    collectNames(parsed.root, found)
    collectTopLevel(parsed.root, found.topLevel)
  }
  catch {
    found.problem = tooDeep
  }
  return found
}

function collectNames(root: ExprNode, found: JsonataInspection): void {
  const read = new Set<string>()
  const bound = new Set<string>(['states', ''])
  const called = new Set<unknown>()
  const calledNames = new Set<string>()
  const fields = new Set<string>()
  visitNodes(root, (node) => {
    const { type } = node as { type: string }
    if (type === 'bind') bound.add((node.lhs as ExprNode).value)
    if (type === 'lambda') for (const argument of node.arguments ?? []) bound.add(argument.value)
    if (type === 'function' || type === 'partial') called.add(node.procedure)
    if (type === 'path') noteStatesField(node, fields)
    for (const key of ['focus', 'index'] as const) {
      const name = (node as unknown as Record<string, unknown>)[key]
      if (typeof name === 'string') bound.add(name)
    }
  })
  visitNodes(root, (node) => {
    if (node.type === 'variable') (called.has(node) ? calledNames : read).add(node.value)
  })
  found.variables = [...read].filter(name => !bound.has(name))
  found.statesFields = [...fields]
}

function noteStatesField(path: ExprNode, fields: Set<string>): void {
  const [first, second] = path.steps ?? []
  if (first?.type === 'variable' && first.value === 'states' && second?.type === 'name') fields.add(second.value)
}

/** Walks only the parts that are evaluated against the top-level context. */
function collectTopLevel(node: ExprNode | undefined, names: string[]): void {
  if (!node) return
  switch (node.type as string) {
    case 'path': collectTopLevel(node.steps?.[0], names); return
    case 'name': names.push(node.value); return
    case 'wildcard': names.push('*'); return
    case 'descendant': names.push('**'); return
    case 'variable': if (node.value === '' || node.value === '$') names.push(`$${node.value}`); return
    case 'binary':
    case 'bind':
    case 'apply':
      for (const side of [node.type as string === 'bind' ? undefined : node.lhs, node.rhs]) collectTopLevel(side as ExprNode | undefined, names)
      return
    case 'unary':
      for (const entry of node.expressions ?? []) collectTopLevel(entry, names)
      for (const pair of (node.lhs ?? []) as unknown as ExprNode[][]) pair.forEach(side => collectTopLevel(side, names))
      collectTopLevel((node as { expression?: ExprNode }).expression, names)
      return
    case 'block': for (const entry of node.expressions ?? []) collectTopLevel(entry, names); return
    case 'lambda': collectTopLevel((node as { body?: ExprNode }).body, names); return
    case 'condition': {
      const { condition, then, else: otherwise } = node as unknown as Record<string, ExprNode | undefined>
      for (const part of [condition, then, otherwise]) collectTopLevel(part, names)
      return
    }
    case 'function':
    case 'partial':
      for (const argument of node.arguments ?? []) collectTopLevel(argument, names)
      collectTopLevel(node.procedure, names)
  }
}
