// Runs inside the drafting page. A source with a line `%% grid: a b | . c` says where its nodes stand, row by row; a dot leaves a place
// free. Mermaid measures and draws them; here they are moved to their places, and the edges are led anew, along right angles.
import type { DraftEdge } from './redraw.ts'
import { roundedPath, routesOf, type Place } from './grid-routes.ts'

/** The size of a drawing in which labels are still 13 px high beside the code of a slide, without edges that pass on the outside. */
const ROOM = { width: 470, height: 374 }
const COLUMN_GAP = { least: 26, most: 130 }
const ROW_GAP = { least: 22, most: 44 }
/** Between rows of which one holds the box of an inner machine: it brings room enough for the labels beside it. */
const BOX_ROW_GAP = { least: 22, most: 26 }
const LABEL_ROOM = 52

/**
 * @param source Mermaid text
 * @returns the ids of the nodes by rows and columns, or undefined where the source says nothing of a grid
 */
export function gridOf(source: string): (string | undefined)[][] | undefined {
  const spec = /^\s*%% grid: (.*)$/m.exec(source)?.[1]
  return spec?.split('|').map((row) => row.trim().split(/\s+/).map((cell) => (cell === '.' ? undefined : cell)))
}

/**
 * Moves what Mermaid has drawn to the places of a grid. The box of an inner machine moves with all that is in it. A label for which its
 * edge has no room is left out, and so is a marker for which the grid has no place.
 *
 * @throws Error for a node that has no place, and for a place that has no node
 */
export function placeOnGrid(drawn: SVGSVGElement, grid: (string | undefined)[][], edges: DraftEdge[]): void {
  const boxes = boxesIn(drawn)
  const isInside = (node: Element) => boxes.some((box) => box.contains(node))
  const drawnNodes = [...drawn.querySelectorAll<SVGGraphicsElement>('g.node')].map((node): [string, SVGGraphicsElement] => [node.id.replace(/^.*?flowchart-(.*)-\d+$/, '$1'), node])
  const inside = new Set(drawnNodes.filter(([, node]) => isInside(node)).map(([id]) => id))
  const nodes = new Map([...drawnNodes.filter(([, node]) => !isInside(node)), ...boxes.map((box): [string, SVGGraphicsElement] => [idOfBox(box), box])])
  const isMarker = (id: string) => id === 't_start' || id === 't_end'
  const nobody = grid.flat().find((id) => id !== undefined && !nodes.has(id) && !isMarker(id))
  if (nobody !== undefined) throw new Error(`The grid has a place for ${nobody}, which is no node.`)
  const places = measure(grid, nodes, boxes.length > 0 ? BOX_ROW_GAP : ROW_GAP)
  for (const [id, node] of nodes) {
    const place = places.get(id)
    if (place) {
      const { x, y } = middleOf(node)
      node.setAttribute('transform', `translate(${place.x - x}, ${place.y - y})`)
    }
    else if (isMarker(id)) node.remove()
    else throw new Error(`The grid has no place for the node ${id}.`)
  }
  const routes = routesOf(edges.filter(({ from, to }) => places.has(from) && places.has(to)), places, grid)
  for (const edge of edges.filter(({ from }) => !inside.has(from))) {
    const points = routes.get(edge.id)
    const path = drawn.querySelector(`path[data-id="${CSS.escape(edge.id)}"]`)
    const label = drawn.querySelector(`[data-id="${CSS.escape(edge.id)}"]:not(path)`)?.closest<SVGGraphicsElement>('g.edgeLabel')
    if (!points) {
      path?.remove()
      label?.remove()
      continue
    }
    path?.setAttribute('d', roundedPath(points))
    if (label) placeLabel(label, points)
  }
}

/** The boxes of inner machines, which Mermaid draws as groups of their own; not those within another. */
function boxesIn(drawn: SVGSVGElement): SVGGraphicsElement[] {
  return [...drawn.querySelectorAll<SVGGraphicsElement>('g.root g.root')].filter((box) => !box.parentElement!.closest('g.root')!.parentElement!.closest('g.root'))
}

function idOfBox(box: Element): string {
  const { id } = box.querySelector('g.cluster')!
  return id.slice(id.indexOf('-') + 1)
}

/** A node is drawn around its own origin, a box of an inner machine is not. */
function middleOf(node: SVGGraphicsElement): { x: number, y: number } {
  if (!node.classList.contains('root')) return { x: 0, y: 0 }
  const { x, y, width, height } = node.getBBox()
  return { x: x + width / 2, y: y + height / 2 }
}

function measure(grid: (string | undefined)[][], nodes: Map<string, SVGGraphicsElement>, rowGap: typeof ROW_GAP): Map<string, Place> {
  const sizes = new Map([...nodes].map(([id, node]) => [id, node.getBBox()]))
  const columns = Math.max(...grid.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) => Math.max(0, ...grid.map((row) => sizes.get(row[column] ?? '')?.width ?? 0)))
  const heights = grid.map((row) => Math.max(0, ...row.map((id) => sizes.get(id ?? '')?.height ?? 0)))
  const xs = centres(widths, ROOM.width, COLUMN_GAP)
  const ys = centres(heights, ROOM.height, rowGap)
  return new Map(grid.flatMap((row, r) => row.flatMap((id, c): [string, Place][] => {
    const size = id === undefined ? undefined : sizes.get(id)
    return size ? [[id!, { id: id!, row: r, column: c, x: xs.at[c]!, y: ys.at[r]!, width: size.width, height: size.height, columnWidth: widths[c]!, rowHeight: heights[r]!, columnGap: xs.gap, rowGap: ys.gap }]] : []
  })))
}

function centres(sizes: number[], room: number, { least, most }: { least: number, most: number }): { at: number[], gap: number } {
  const sum = sizes.reduce((all, size) => all + size, 0)
  const gap = Math.round(Math.min(most, Math.max(least, (room - sum) / Math.max(1, sizes.length - 1))))
  let edge = 0
  const at = sizes.map((size) => {
    const centre = Math.round(edge + size / 2)
    edge += size + gap
    return centre
  })
  return { at, gap }
}

/** In the middle of the longest level piece that has room for it, or of an edge that goes straight down or up. */
function placeLabel(label: SVGGraphicsElement, points: [number, number][]): void {
  const { width, height } = label.getBBox()
  const pieces = points.slice(1).map(([x, y], index) => {
    const [fromX, fromY] = points[index]!
    const flat = y === fromY
    const length = flat ? Math.abs(x - fromX) : Math.abs(y - fromY)
    const spare = flat || points.length === 2 ? length - (flat ? width : height) - LABEL_ROOM : -1
    return { x: (x + fromX) / 2, y: (y + fromY) / 2, spare }
  })
  const best = pieces.reduce((one, other) => (other.spare > one.spare ? other : one), pieces[0]!)
  if (best.spare < 0) label.remove()
  else label.setAttribute('transform', `translate(${best.x}, ${best.y})`)
}
