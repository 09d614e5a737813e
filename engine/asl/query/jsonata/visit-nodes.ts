import type { ExprNode } from 'jsonata'

/** Calls back for every node of a syntax tree, parents first. Syntax trees share nodes; each is visited once. */
export function visitNodes(root: ExprNode, visit: (node: ExprNode) => void): void {
  const seen = new Set<unknown>()
  const pending: unknown[] = [root]
  while (pending.length > 0) {
    const current = pending.pop()
    if (typeof current !== 'object' || current === null || current instanceof RegExp || seen.has(current)) continue
    seen.add(current)
    if (typeof (current as ExprNode).type === 'string') visit(current as ExprNode)
    for (const part of Array.isArray(current) ? current : Object.values(current)) pending.push(part)
  }
}
