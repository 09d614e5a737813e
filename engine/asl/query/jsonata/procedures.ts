import type { ExprNode } from 'jsonata'
import { isFunction } from './meter.ts'
import { visitNodes } from './visit-nodes.ts'

/**
 * Stands before `jsonata` where an expression calls what is no function: it would write on the value, which may be the
 * state's input, before it refuses to call it, and fail itself where there is no value.
 */
export class Procedures {
  /** What is called, and whether the call is the last thing a function does. */
  private readonly called = new Map<ExprNode, { last: boolean }>()

  constructor(root: ExprNode) {
    visitNodes(root, (node) => {
      if (node.type === 'function' && node.procedure && !this.called.has(node.procedure)) this.called.set(node.procedure, { last: false })
      const { thunk, body } = node as { thunk?: boolean, body?: ExprNode }
      if (thunk && body?.procedure) this.called.set(body.procedure, { last: true })
    })
  }

  /** Throws JSONata's error for a value that is about to be called and can't be. */
  check(node: ExprNode, value: unknown): void {
    const call = this.called.get(node)
    if (!call || isFunction(value)) return
    if (call.last || typeof value === 'object') throw Object.assign(new Error('Attempted to invoke a non-function'), { code: 'T1006' })
  }
}
