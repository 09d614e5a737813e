// How an edge goes from one place of a grid to another: straight where nothing stands between, else round one corner, else through the
// gap beside its target. Edges to the same target come in together.
import type { DraftEdge } from './redraw.ts'

export interface Place {
  id: string
  row: number
  column: number
  /** Centre, in px. */
  x: number
  y: number
  width: number
  height: number
  columnWidth: number
  rowHeight: number
  columnGap: number
  rowGap: number
}

export type Point = [x: number, y: number]
type Side = 'left' | 'right' | 'top' | 'bottom'

interface Route {
  edge: DraftEdge
  from: Place
  to: Place
  leaves: Side
  enters: Side
  kind: 'straight' | 'corner' | 'gap'
}

/** Room between two edges at one side of a node, and in one gap; edges keep to the near part of a wide gap. */
const PORT = 10
const LANE = 12
const WIDEST = 40
const CORNER = 8
/** An arrowhead reaches this far beyond the end of its line. */
const HEAD = 4

/** @returns for each edge the points of its line, by the edge's id; nothing for ways to the end that would lead round others: a last state shows as one */
export function routesOf(edges: DraftEdge[], places: Map<string, Place>, grid: (string | undefined)[][]): Map<string, Point[]> {
  const routes = edges.map((edge) => plan(edge, places.get(edge.from)!, places.get(edge.to)!, grid)).filter(({ kind, to }) => to.id !== 't_end' || kind !== 'gap')
  const lanes = new Lanes(routes)
  return new Map(routes.map((route) => [route.edge.id, pointsOf(route, portOf(route, 'from', routes), portOf(route, 'to', routes), lanes)]))
}

function plan(edge: DraftEdge, from: Place, to: Place, grid: (string | undefined)[][]): Route {
  const free = (row: number, column: number) => grid[row]?.[column] === undefined
  const between = (one: number, other: number) => Array.from({ length: Math.max(0, Math.abs(one - other) - 1) }, (_, index) => Math.min(one, other) + 1 + index)
  const rowFree = (row: number) => between(from.column, to.column).every((column) => free(row, column))
  const columnFree = (column: number) => between(from.row, to.row).every((row) => free(row, column))
  const across: Side = to.column > from.column ? 'right' : 'left'
  const along: Side = to.row > from.row ? 'bottom' : 'top'
  const route = (kind: Route['kind'], leaves: Side, enters: Side): Route => ({ edge, from, to, kind, leaves, enters })

  if (from.row === to.row) return rowFree(from.row) ? route('straight', across, opposite(across)) : route('gap', 'top', 'top')
  if (from.column === to.column) {
    if (columnFree(from.column)) return route('straight', along, opposite(along))
    const side: Side = from.column === 0 ? 'left' : 'right'
    return route('gap', side, side)
  }
  if (rowFree(from.row) && free(from.row, to.column) && columnFree(to.column)) return route('corner', across, opposite(along))
  if (columnFree(from.column) && free(to.row, from.column) && rowFree(to.row)) return route('corner', along, opposite(across))
  if (rowFree(from.row)) return route('gap', across, opposite(across))
  return route('gap', along, opposite(along))
}

/** How far from the middle of a node's side an edge leaves or enters it. */
function portOf(route: Route, end: 'from' | 'to', routes: Route[]): number {
  const { place, side } = endOf(route, end)
  const here = routes.flatMap((other) => (['from', 'to'] as const).flatMap((which) => {
    const { place: at, side: on, other: far } = endOf(other, which)
    if (at !== place || on !== side) return []
    const lean = other.kind === 'straight' ? 0 : Math.sign(isFlat(side) ? far.row - place.row : far.column - place.column) || 1
    // Edges that come in from the same direction share a port.
    return [{ key: `${which}${which === 'from' ? other.edge.id : lean}`, lean, mine: other === route && which === end }]
  }))
  const ports = [...new Map(here.map((item) => [item.key, item])).values()]
  const mine = here.find((item) => item.mine)!
  if (mine.lean === 0 || ports.length === 1) return 0
  const same = ports.filter((item) => item.lean === mine.lean)
  const straight = ports.some((item) => item.lean === 0)
  // The first of several runs nearest to the node, so that it has to turn first.
  const nth = same.length - same.findIndex((item) => item.key === mine.key)
  return mine.lean * PORT * (straight || ports.length > same.length ? (straight ? nth : nth - 0.5) : nth - (same.length + 1) / 2)
}

function endOf(route: Route, end: 'from' | 'to'): { place: Place, side: Side, other: Place } {
  return end === 'from' ? { place: route.from, side: route.leaves, other: route.to } : { place: route.to, side: route.enters, other: route.from }
}

/** Where in a gap each edge runs. */
class Lanes {
  private readonly lanes = new Map<string, string[]>()

  constructor(routes: Route[]) {
    for (const route of routes.filter(({ kind }) => kind === 'gap')) {
      const list = this.lanes.get(gapOf(route)) ?? []
      if (!list.includes(laneOf(route))) list.push(laneOf(route))
      this.lanes.set(gapOf(route), list)
    }
  }

  /** The coordinate of the middle piece of a route through a gap. */
  at(route: Route): number {
    const list = this.lanes.get(gapOf(route))!
    const shift = (list.indexOf(laneOf(route)) - (list.length - 1) / 2) * LANE
    const { to, enters } = route
    const outward = enters === 'left' || enters === 'top' ? -1 : 1
    const room = (gap: number) => Math.min(gap, WIDEST + list.length * LANE)
    return Math.round(isFlat(enters)
      ? to.x + outward * (to.columnWidth + room(to.columnGap)) / 2 + shift
      : to.y + outward * (to.rowHeight + room(to.rowGap)) / 2 + shift)
  }
}

function gapOf({ to, enters }: Route): string {
  return isFlat(enters) ? `column ${to.column - (enters === 'left' ? 1 : 0)}` : `row ${to.row - (enters === 'top' ? 1 : 0)}`
}

function laneOf({ to, enters }: Route): string {
  return `${to.id} ${enters}`
}

function pointsOf(route: Route, leavesAt: number, entersAt: number, lanes: Lanes): Point[] {
  const start = borderPoint(route.from, route.leaves, leavesAt, 0)
  const end = borderPoint(route.to, route.enters, entersAt, HEAD)
  if (route.kind === 'straight') return [start, end]
  if (route.kind === 'corner') return [start, isFlat(route.leaves) ? [end[0], start[1]] : [start[0], end[1]], end]
  const lane = lanes.at(route)
  return isFlat(route.enters)
    ? [start, [lane, start[1]], [lane, end[1]], end]
    : [start, [start[0], lane], [end[0], lane], end]
}

function borderPoint({ x, y, width, height }: Place, side: Side, shift: number, outside: number): Point {
  switch (side) {
    case 'left': return [x - width / 2 - outside, y + shift]
    case 'right': return [x + width / 2 + outside, y + shift]
    case 'top': return [x + shift, y - height / 2 - outside]
    case 'bottom': return [x + shift, y + height / 2 + outside]
  }
}

function isFlat(side: Side): boolean {
  return side === 'left' || side === 'right'
}

function opposite(side: Side): Side {
  return ({ left: 'right', right: 'left', top: 'bottom', bottom: 'top' } as const)[side]
}

/** @returns path data through the points, with rounded corners */
export function roundedPath(points: Point[]): string {
  return points.map(([x, y], index) => {
    const before = points[index - 1]
    const after = points[index + 1]
    if (!before) return `M${x},${y}`
    if (!after) return `L${x},${y}`
    const reach = Math.min(CORNER, Math.hypot(x - before[0], y - before[1]) / 2, Math.hypot(x - after[0], y - after[1]) / 2)
    const towards = ([toX, toY]: Point): string => `${x + Math.sign(toX - x) * reach},${y + Math.sign(toY - y) * reach}`
    return `L${towards(before)} Q${x},${y} ${towards(after)}`
  }).join(' ')
}
