import type { ExprNode } from 'jsonata'
import { visitNodes } from './visit-nodes.ts'

/**
 * Makes `jsonata` evaluate the entries of an array or object constructor one after the other. It starts them all at
 * once, which lets random numbers and depths mix; here each waits for the one before it, and those after a failed one
 * never start.
 */
export class Turns {
  private readonly lists = new Map<ExprNode, object>()
  private readonly queues = new WeakMap<object, WeakMap<object, Queue>>()

  /** Notes which expressions are entries of one constructor. */
  constructor(root: ExprNode) {
    visitNodes(root, (node) => {
      if (node.type !== 'unary') return
      const entries = node.value === '[' ? (node.expressions ?? []) : node.value === '{' ? (node.lhs as [ExprNode, ExprNode][]).map(pair => pair[1]) : []
      if (entries.length > 1) entries.forEach(entry => this.lists.set(entry, node))
    })
  }

  /** Waits for the turn of an expression about to be evaluated; undefined means go ahead. */
  enter(node: ExprNode, environment: object): Promise<void> | undefined {
    const list = this.lists.get(node)
    if (!list) return undefined
    let byEnvironment = this.queues.get(environment)
    if (!byEnvironment) this.queues.set(environment, byEnvironment = new WeakMap())
    const turn: Turn = { node, start: undefined, next: undefined }
    const queue = byEnvironment.get(list)
    if (!queue?.first) {
      byEnvironment.set(list, { first: turn, last: turn })
      return undefined
    }
    queue.last.next = turn
    queue.last = turn
    return new Promise(resolve => turn.start = resolve)
  }

  leave(node: ExprNode, environment: object): void {
    const list = this.lists.get(node)
    const queue = list && this.queues.get(environment)?.get(list)
    if (!queue?.first || queue.first.node !== node) return
    queue.first = queue.first.next
    queue.first?.start?.()
  }
}

interface Turn {
  node: ExprNode
  start: (() => void) | undefined
  next: Turn | undefined
}

/** Whose turn it is, and who came last. */
interface Queue {
  first: Turn | undefined
  last: Turn
}
