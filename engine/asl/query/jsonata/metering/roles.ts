import type { ExprNode } from 'jsonata'
import { visitNodes } from '../visit-nodes.ts'

/** What a node of a syntax tree may have, beyond what its types say. */
interface Parts {
  group?: { lhs: [ExprNode, ExprNode][] }
  predicate?: { expr?: ExprNode }[]
  stages?: { expr?: ExprNode }[]
  condition?: ExprNode
  body?: ExprNode
  terms?: { expression: ExprNode }[]
  focus?: unknown
  index?: unknown
  ancestor?: unknown
}

/** Which parts of an expression `jsonata` evaluates once for every element, and what for. */
export class Roles {
  /** Expressions that give the key of an object or of a group, `{key: value}`. */
  readonly keys = new Set<ExprNode>()
  /** Expressions that give the value of a field. */
  readonly values = new Set<ExprNode>()
  /** Expressions whose value is looked through for whether it is true, or which elements it chooses: predicates, conditions, what functions give. */
  readonly tests = new Set<ExprNode>()
  /** Expressions that a list is ordered by. */
  readonly terms = new Set<ExprNode>()
  /** How many names one element may carry along, bound with `@` and `#` or standing for a parent. */
  bindings = 1

  constructor(root: ExprNode) {
    visitNodes(root, (node) => {
      const { group, predicate, stages, condition, body, terms, focus, index, ancestor } = node as Parts
      for (const bound of [focus, index, ancestor]) if (bound !== undefined) this.bindings++
      for (const { expr } of [...predicate ?? [], ...stages ?? []]) if (expr) this.tests.add(expr)
      for (const test of [condition, body]) if (test) this.tests.add(test)
      for (const { expression } of terms ?? []) this.terms.add(expression)
      const pairs = [...group?.lhs ?? [], ...node.type === 'unary' && node.value === '{' ? node.lhs as unknown as [ExprNode, ExprNode][] : []]
      for (const [key, value] of pairs) {
        this.keys.add(key)
        this.values.add(value)
      }
    })
  }
}
