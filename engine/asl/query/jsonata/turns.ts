import type { ExprNode } from 'jsonata'
import { visitNodes } from './visit-nodes.ts'

/** Entries of one constructor, which are evaluated together. */
interface Entries {
  /** Set where every entry is evaluated in a frame of its own inside the constructor's: groups over `@` and `#` bindings. */
  framed: boolean
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

/**
 * Makes `jsonata` evaluate the entries of an array, an object or a grouping one after the other. It starts them all at
 * once, which lets random numbers and depths mix; here each waits for the one before it, and those after a failed one
 * never start.
 */
export class Turns {
  /** Whether anything needs to know in which frame a frame was made. */
  readonly watchesFrames: boolean
  private readonly entries = new Map<ExprNode, Entries>()
  private readonly queues = new WeakMap<object, Map<Entries, Queue>>()
  private readonly outerFrames = new WeakMap<object, object>()

  /** Notes which expressions are entries of one constructor. */
  constructor(root: ExprNode) {
    visitNodes(root, (node) => {
      const { group } = node as { group?: { lhs: [ExprNode, ExprNode][] } }
      if (node.type === 'unary' && node.value === '[') this.add(node.expressions ?? [])
      if (node.type === 'unary' && node.value === '{') this.add(valuesOf(node.lhs as [ExprNode, ExprNode][]))
      if (group) this.add(valuesOf(group.lhs), (node.steps ?? []).some(step => 'tuple' in step))
    })
    this.watchesFrames = [...this.entries.values()].some(({ framed }) => framed)
  }

  frameMade(outer: object, frame: object): void {
    this.outerFrames.set(frame, outer)
  }

  /** Waits for the turn of an expression about to be evaluated; undefined means go ahead. */
  enter(node: ExprNode, environment: object): Promise<void> | undefined {
    const entries = this.entries.get(node)
    if (!entries) return undefined
    const queues = this.queuesOf(entries, environment)
    const turn: Turn = { node, start: undefined, next: undefined }
    const queue = queues.get(entries)
    if (!queue?.first) {
      queues.set(entries, { first: turn, last: turn })
      return undefined
    }
    queue.last.next = turn
    queue.last = turn
    return new Promise(resolve => turn.start = resolve)
  }

  leave(node: ExprNode, environment: object): void {
    const entries = this.entries.get(node)
    const queue = entries && this.queuesOf(entries, environment).get(entries)
    if (!queue?.first || queue.first.node !== node) return
    queue.first = queue.first.next
    queue.first?.start?.()
  }

  private add(nodes: readonly ExprNode[], framed = false): void {
    const entries: Entries = { framed }
    for (const node of nodes) this.entries.set(node, entries)
  }

  private queuesOf({ framed }: Entries, environment: object): Map<Entries, Queue> {
    const frame = framed ? this.outerFrames.get(environment) ?? environment : environment
    let queues = this.queues.get(frame)
    if (!queues) this.queues.set(frame, queues = new Map())
    return queues
  }
}

function valuesOf(pairs: readonly [ExprNode, ExprNode][]): ExprNode[] {
  return pairs.map(([, value]) => value)
}
