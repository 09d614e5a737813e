/** A node of `jsonata`'s syntax tree, as far as it is evaluated directly. */
export interface Node {
  type: string
  value?: unknown
  position?: number
  keepArray?: boolean
  keepSingletonArray?: boolean
  consarray?: boolean
  predicate?: Filter[]
  stages?: Filter[]
  steps?: Node[]
  lhs?: unknown
  rhs?: Node
  expression?: Node
  expressions?: Node[]
  arguments?: Node[]
  procedure?: Node
  body?: Node
  thunk?: boolean
  signature?: unknown
  condition?: Node
  then?: Node
  else?: Node
  group?: { lhs: [Node, Node][] }
  terms?: { descending: boolean, expression: Node }[]
  pattern?: Node
  update?: Node
  delete?: Node
  /** What `@` and `#` bind, on a step of a path. */
  focus?: string
  index?: string
  tuple?: boolean
}

/** A predicate in brackets after a step or another expression, or a position that is bound there (`value` is its name). */
export interface Filter {
  type: string
  expr: Node
  value?: string
}

/** Nodes with anything else on them (bindings with `@` and `#`, which only steps of paths may have, parents, thunks) mean more than is known here. */
const known = new Set(['type', 'value', 'position', 'keepArray', 'keepSingletonArray', 'consarray', 'predicate', 'stages', 'steps', 'lhs', 'rhs', 'expression', 'expressions', 'arguments', 'procedure', 'name', 'condition', 'then', 'else'])

/** What only nodes of one type may have: a path is grouped, a step of a path orders, a transform changes. */
const knownOf: Readonly<Record<string, string>> = { group: 'path', terms: 'sort', pattern: 'transform', update: 'transform', delete: 'transform' }

/** Whether the node says nothing that the direct way does not know. */
export function isKnown(node: Node): boolean {
  const filters = [...node.predicate ?? [], ...node.stages ?? []]
  return Object.keys(node).every(key => known.has(key) || knownOf[key] === node.type) && filters.every(filter => filter.type === 'filter')
}

/** Whether nodes stand in one another more than `levels` deep. */
export function isDeeper(node: Node, levels: number): boolean {
  return levels <= 0 || children(node).some(child => isDeeper(child, levels - 1))
}

/** How many nodes stand in one another, at most. */
export function heightOf(node: Node): number {
  return 1 + children(node).reduce((most, child) => Math.max(most, heightOf(child)), 0)
}

/** All nodes of a tree. */
export function countNodes(node: Node): number {
  return children(node).reduce((sum, child) => sum + countNodes(child), 1)
}

/** All names of variables and functions that a tree reads or binds. */
export function namesIn(node: Node): Set<unknown> {
  const names = new Set<unknown>()
  const look = (each: Node): void => {
    if (each.type === 'variable') names.add(each.value)
    for (const child of children(each)) look(child)
  }
  look(node)
  return names
}

/** The steps of a path before the first that binds something, and those from there on. One that puts into an order does that first. */
export function partedSteps(steps: readonly Node[]): { plain: readonly Node[], binding: readonly Node[] } {
  const at = steps.findIndex(step => step.tuple)
  if (at < 0) return { plain: steps, binding: [] }
  const { type, position, terms } = steps[at]! as Node & { position: number }
  return { plain: [...steps.slice(0, at), ...type === 'sort' ? [{ type, position, terms: terms! }] : []], binding: steps.slice(at) }
}

function children(node: Node): Node[] {
  const { lhs, rhs, expression, procedure, body, condition, then, else: otherwise, pattern, update, delete: deletions } = node
  const left = Array.isArray(lhs) ? lhs.flat() as Node[] : [lhs as Node | undefined]
  const filters = [...node.predicate ?? [], ...node.stages ?? []].flatMap(({ expr }) => expr ?? [])
  const others = [...node.group?.lhs.flat() ?? [], ...node.terms?.map(term => term.expression) ?? []]
  const single = [rhs, expression, procedure, body, condition, then, otherwise, pattern, update, deletions].concat(left)
  return [...node.steps ?? [], ...node.expressions ?? [], ...node.arguments ?? [], ...filters, ...others, ...single].filter(child => child !== undefined)
}
