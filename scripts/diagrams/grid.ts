// Runs inside the drafting page. A source with a line `%% grid: a b | . c` says where its nodes stand, row by row; a dot leaves a place
// free. Mermaid measures and draws them; here they are moved to their places, and the edges are led anew, along right angles.
import type { DraftEdge } from './redraw.ts'
import { roundedPath, routesOf, type Place } from './grid-routes.ts'

/** The size of a drawing in which labels are still 13 px high beside the code of a slide, without edges that pass on the outside. */
const ROOM = { width: 470, height: 392 }
const COLUMN_GAP = { least: 26, most: 130 }
const ROW_GAP = { least: 22, most: 44 }
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
 * Moves what Mermaid has drawn to the places of a grid. A label for which its edge has no room is left out, and so is a marker for which
 * the grid has no place.
 *
 * @throws Error for a node that has no place, and for a place that has no node
 */
export function placeOnGrid(drawn: SVGSVGElement, grid: (string | undefined)[][], edges: DraftEdge[]): void {
  const nodes = new Map([...drawn.querySelectorAll<SVGGraphicsElement>('g.node')].map((node) => [node.id.replace(/^.*?flowchart-(.*)-\d+$/, '$1'), node]))
  const isMarker = (id: string) => id === 't_start' || id === 't_end'
  const nobody = grid.flat().find((id) => id !== undefined && !nodes.has(id) && !isMarker(id))
  if (nobody !== undefined) throw new Error(`The grid has a place for ${nobody}, which is no node.`)
  const places = measure(grid, nodes)
  for (const [id, node] of nodes) {
    const place = places.get(id)
    if (place) node.setAttribute('transform', `translate(${place.x}, ${place.y})`)
    else if (isMarker(id)) node.remove()
    else throw new Error(`The grid has no place for the node ${id}.`)
  }
  const routes = routesOf(edges.filter(({ from, to }) => places.has(from) && places.has(to)), places, grid)
  for (const edge of edges) {
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

function measure(grid: (string | undefined)[][], nodes: Map<string, SVGGraphicsElement>): Map<string, Place> {
  const sizes = new Map([...nodes].map(([id, node]) => [id, node.getBBox()]))
  const columns = Math.max(...grid.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) => Math.max(0, ...grid.map((row) => sizes.get(row[column] ?? '')?.width ?? 0)))
  const heights = grid.map((row) => Math.max(0, ...row.map((id) => sizes.get(id ?? '')?.height ?? 0)))
  const xs = centres(widths, ROOM.width, COLUMN_GAP)
  const ys = centres(heights, ROOM.height, ROW_GAP)
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
