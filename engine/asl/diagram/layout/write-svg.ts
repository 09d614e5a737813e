import { LINE_HEIGHT, type PlacedEdge, type PlacedNode, type PlacedScope, type Point } from './place.ts'

/** Room between the drawing and the edge of its box, so that strokes are not cut. */
const MARGIN = 3
const CORNER = 8
/** From the middle of a line of text to the foot of its letters. */
const BASELINE = 6.5

/**
 * Writes a drawing in the words that the style sheet of diagrams and the live diagram know: `.node[data-id]` with a `.shape`,
 * `.edge[data-index]` with a `.line` and a `.head`, `.edge-label`, `.cluster`. Geometry and names only.
 */
export function writeSvg(scope: PlacedScope): { svg: string, width: number, height: number } {
  const width = Math.ceil(scope.width) + 2 * MARGIN
  const height = Math.ceil(scope.height) + 2 * MARGIN
  const { clusters, edges, labels, nodes } = partsOf(scope, { x: 0, y: 0 })
  const body = [...clusters, ...edges, ...labels, ...nodes].join('\n')
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" class="diagram diagram-flowchart" viewBox="-${MARGIN} -${MARGIN} ${width} ${height}" width="${width}" height="${height}" role="img">\n<g>\n${body}</g></svg>\n`,
    width,
    height,
  }
}

interface Parts { clusters: string[], edges: string[], labels: string[], nodes: string[] }

/** Frames lie below edges, edges below labels and states; what is inside a frame comes after it. */
function partsOf({ nodes, edges }: PlacedScope, corner: Point): Parts {
  const parts: Parts = { clusters: [], edges: edges.map((edge) => line(edge, corner)), labels: edges.map((edge) => edgeLabel(edge, corner)).filter(Boolean), nodes: [] }
  for (const placed of nodes) {
    if (placed.inner.length === 0) {
      parts.nodes.push(node(placed, corner))
      continue
    }
    const own = { x: corner.x + placed.x - placed.width / 2, y: corner.y + placed.y - placed.height / 2 }
    parts.clusters.push(cluster(placed, own))
    for (const { scope, x, y } of placed.inner) {
      const inner = partsOf(scope, { x: own.x + x, y: own.y + y })
      for (const kind of Object.keys(parts) as (keyof Parts)[]) parts[kind].push(...inner[kind])
    }
  }
  return parts
}

function node({ node: { id, form, classes, lines }, x, y, width, height }: PlacedNode, corner: Point): string {
  const open = `<g class="${['node', ...classes].join(' ')}" transform="translate(${round(corner.x + x)}, ${round(corner.y + y)})" data-id="${escape(id)}">`
  if (form === 'begin') return `${open}<circle class="shape" r="7"/></g>`
  if (form === 'finish') return `${open}<circle r="7" class="shape"/><circle r="3.5" class="core"/></g>`
  const shape = `<rect class="shape" x="${round(-width / 2)}" y="${round(-height / 2)}" width="${round(width)}" height="${round(height)}" rx="${form === 'end-state' ? height / 2 : CORNER}"/>`
  return `${open}${shape}<g class="label">${text(lines)}</g></g>`
}

function cluster({ node: { id, classes, lines }, width, height }: PlacedNode, { x, y }: Point): string {
  return `<g class="${['cluster', ...classes].join(' ')}" data-id="${escape(id)}"><rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/>`
    + `<g class="cluster-label" transform="translate(${round(x + width / 2)}, ${round(y + 18)})">${text(lines)}</g></g>`
}

function line({ edge: { index, kind, fromId, toId }, points }: PlacedEdge, corner: Point): string {
  const way = points.map(({ x, y }) => ({ x: corner.x + x, y: corner.y + y }))
  const [before, end] = way.slice(-2) as [Point, Point]
  const angle = Math.atan2(end.y - before.y, end.x - before.x) * 180 / Math.PI
  return `<g class="edge${kind === 'catch' ? ' is-dashed' : ''}" data-index="${index}" data-from="${escape(fromId)}" data-to="${escape(toId)}"><path d="${path(way)}" class="line"/>`
    + `<path class="head is-arrow" d="M-6,-5 L4,0 L-6,5z" transform="translate(${round(end.x)},${round(end.y)}) rotate(${round(angle)})"/></g>`
}

/** Straight from point to point, with round corners. */
function path(points: readonly Point[]): string {
  const [first, ...rest] = points as [Point, ...Point[]]
  const steps = rest.map((point, at) => {
    const next = rest[at + 1]
    if (!next) return `L${pair(point)}`
    const before = rest[at - 1] ?? first
    return `L${pair(towards(point, before))}Q${pair(point)} ${pair(towards(point, next))}`
  })
  return `M${pair(first)}${steps.join('')}`
}

/** A point a corner's radius away from another, or half the way where it is short. */
function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const part = length === 0 ? 0 : Math.min(CORNER, length / 2) / length
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}

function edgeLabel({ edge: { index, fromId, toId, label }, label: place }: PlacedEdge, corner: Point): string {
  if (!place || !label) return ''
  const { x, y, width, height } = place
  return `<g class="edge-label" transform="translate(${round(corner.x + x)}, ${round(corner.y + y)})" data-index="${index}" data-from="${escape(fromId)}" data-to="${escape(toId)}">`
    + `<g class="label"><rect class="background" x="${round(-width / 2)}" y="${round(-height / 2)}" width="${round(width)}" height="${round(height)}"/>${text([label])}</g></g>`
}

function text(lines: readonly string[]): string {
  const rows = lines.map((row, at) =>
    `<tspan x="0" y="${round((at - (lines.length - 1) / 2) * LINE_HEIGHT + BASELINE)}"${at > 0 ? ' class="more"' : ''}>${escape(row)}</tspan>`)
  return `<text text-anchor="middle">${rows.join('')}</text>`
}

function pair({ x, y }: Point): string {
  return `${round(x)},${round(y)}`
}

function round(value: number): number {
  return Math.round(value * 100) / 100 || 0
}

/** As text and as an attribute; without the characters that XML can not hold, and without those that turn the direction of text. */
function escape(value: string): string {
  return value.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/gu, '�')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
