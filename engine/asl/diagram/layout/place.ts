import { Graph, layout } from '@dagrejs/dagre'
import { labelWidth } from './letters.ts'
import type { GraphNode, ScopeGraph } from './graph.ts'

export const FONT_SIZE = 18
export const LINE_HEIGHT = 21
/** Above and below the text of a state, and at either side of it, where the sign of its status stands. */
const PADDING = { x: 26, y: 9 }
const LEAST_WIDTH = 92
const MARKER = 14
/** Around what a Parallel or Map state has inside. */
const FRAME = { x: 14, top: 36, bottom: 14 }
const BETWEEN_BRANCHES = 20
const LABEL = { x: 8, height: 24 }
/** Between what is drawn and the frame of its scope. */
const MARGIN = 2
/** The room that an arrowhead takes at the end of its line. */
const HEAD = 4

export interface Point { x: number, y: number }

/** A node with its middle and its size, in px from the scope's upper left corner. */
export interface PlacedNode extends Point {
  node: GraphNode
  width: number
  height: number
  /** The scopes inside, each with where its corner is. */
  inner: (Point & { scope: PlacedScope })[]
}

export interface PlacedEdge {
  edge: ScopeGraph['edges'][number]
  points: Point[]
  /** The middle of the label. */
  label?: Point & { width: number, height: number }
}

export interface PlacedScope {
  width: number
  height: number
  nodes: PlacedNode[]
  edges: PlacedEdge[]
}

/**
 * Gives the nodes of a scope their places, from top to bottom, and its edges their ways. Equal scopes get equal places: nothing is left
 * to chance or to the machine.
 *
 * @see https://github.com/dagrejs/dagre/wiki
 */
export function placeScope({ nodes, edges }: ScopeGraph): PlacedScope {
  const sized = new Map(nodes.map((node) => [node.id, sizeOf(node)]))
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 30, edgesep: 18, marginx: MARGIN, marginy: MARGIN })
  for (const [id, { width, height }] of sized) graph.setNode(id, { width, height })
  for (const { id, fromId, toId, label } of edges) {
    const room = label ? { width: labelWidth(label, FONT_SIZE) + 2 * LABEL.x, height: LABEL.height, labelpos: 'c' } : {}
    graph.setEdge(fromId, toId, { ...room }, id)
  }
  if (nodes.length > 0) layout(graph)
  for (const [id, node] of sized) {
    const { x, y } = graph.node(id) as Point
    Object.assign(node, { x, y })
  }
  const { width = 0, height = 0 } = graph.graph() as { width?: number, height?: number }
  return roomForWays({
    width: Number.isFinite(width) ? width : 0,
    height: Number.isFinite(height) ? height : 0,
    nodes: [...sized.values()],
    edges: edges.map((edge) => placedEdge(edge, graph.edge(edge.fromId, edge.toId, edge.id) as Point & { points: Point[], width?: number, height?: number })),
  })
}

/** Dagre measures boxes and labels. A way that goes round them on the outside needs room, too. */
function roomForWays({ width, height, nodes, edges }: PlacedScope): PlacedScope {
  const ways = edges.flatMap(({ points }) => points)
  const left = Math.min(0, ...ways.map(({ x }) => x - MARGIN))
  const right = Math.max(width, ...ways.map(({ x }) => x + MARGIN))
  if (left < 0) {
    const moved = [...nodes, ...ways, ...edges.flatMap(({ label }) => label ?? [])]
    for (const point of moved) point.x -= left
  }
  return { width: right - left, height, nodes, edges }
}

function placedEdge(edge: ScopeGraph['edges'][number], { points, x, y, width, height }: Point & { points: Point[], width?: number, height?: number }): PlacedEdge {
  const way = points.map(({ x, y }) => ({ x, y }))
  const [before, end] = way.slice(-2) as [Point, Point]
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1
  way[way.length - 1] = { x: end.x - (end.x - before.x) / length * HEAD, y: end.y - (end.y - before.y) / length * HEAD }
  return { edge, points: way, ...(edge.label ? { label: { x, y, width: width!, height: height! } } : {}) }
}

function sizeOf(node: GraphNode): PlacedNode {
  const at = { x: 0, y: 0 }
  if (node.form === 'begin' || node.form === 'finish') return { node, ...at, width: MARKER, height: MARKER, inner: [] }
  const text = Math.max(...node.lines.map((line) => labelWidth(line, FONT_SIZE)))
  if (node.inner.length === 0) {
    return { node, ...at, width: Math.max(LEAST_WIDTH, text + 2 * PADDING.x), height: node.lines.length * LINE_HEIGHT + 2 * PADDING.y, inner: [] }
  }
  let x = FRAME.x
  const inner = node.inner.map(placeScope).map((scope) => {
    const placed = { scope, x, y: FRAME.top }
    x += scope.width + BETWEEN_BRANCHES
    return placed
  })
  const content = x - BETWEEN_BRANCHES + FRAME.x
  const width = Math.max(content, text + 2 * PADDING.x)
  for (const one of inner) one.x += (width - content) / 2
  return { node, ...at, width, height: Math.max(...inner.map(({ scope }) => scope.height)) + FRAME.top + FRAME.bottom, inner }
}
