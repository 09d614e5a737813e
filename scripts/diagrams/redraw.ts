// Runs inside the drafting page. Takes the SVG that Mermaid drew there and writes a plain one in its place: geometry and
// names stay, everything that fixes a colour, loads something, or needs an id goes. What is not known is left out, so
// that nothing hostile in a label or a directive can come through.
import { placeHeads } from './arrowheads.ts'
import { copyGeometry } from './geometry.ts'
import { plainShape } from './shapes.ts'
import { copyText, printable } from './text.ts'

/** A node of a flowchart as Mermaid's parser has it. */
export interface DraftNode {
  id: string
  /** Mermaid's name of its form: `squareRect`, `stadium`, `fr-circ`, … */
  shape: string
  classes: string[]
}

/** An edge of a flowchart as Mermaid's parser has it, in the order of the source. */
export interface DraftEdge {
  id: string
  from: string
  to: string
  classes: string[]
}

export interface RedrawRequest {
  /** Mermaid's name of the kind of diagram: `flowchart-v2`, `sequence`, … */
  kind: string
  nodes: DraftNode[]
  edges: DraftEdge[]
  fontSize: number
}

export interface Redrawn {
  svg: string
  /** In px at 1:1. */
  width: number
  height: number
}

const SVG = 'http://www.w3.org/2000/svg'
const KEPT = new Set(['g', 'path', 'rect', 'circle', 'ellipse', 'line', 'polygon', 'polyline', 'text', 'tspan'])
const UNWRAPPED = new Set(['a', 'switch'])
/** Room between the drawing and the edge of its box, so that strokes are not cut. */
const MARGIN = 3
/** Radius of a state's corners, in px. */
const CORNER = 8
/** Classes of Mermaid that say nothing to a style sheet of ours. */
const NOISE = /^(default|basic|flowchart-link|row|root|markdown-node-label|edge-thickness-normal|edge-pattern-.*|text-(outer|inner)-tspan|nodes|edge(Paths|Labels)|clusters|stateDiagram|outer-path|\d+)$/
const RENAMED: Record<string, string> = { 'label-container': 'shape', 'outer-circle': 'shape', 'inner-circle': 'core', 'state-start': 'shape', 'edgeLabel': 'edge-label' }

/** Where an execution begins and ends: Mermaid's small circle and framed circle. */
const MARKERS: Record<string, string[]> = { 'sm-circ': ['begin'], 'start': ['begin'], 'small-circle': ['begin'], 'fr-circ': ['finish'], 'framed-circle': ['finish'], 'stop': ['finish'] }

/** @returns the SVG in `holder`, written anew; `holder` ends up empty */
export function redraw(holder: HTMLElement, request: RedrawRequest): Redrawn {
  const drawn = holder.querySelector('svg')
  if (!drawn) throw new Error('Mermaid has drawn nothing.')
  const label = drawn.querySelector(':scope > title')?.textContent?.trim()
  const description = drawn.querySelector(':scope > desc')?.textContent?.trim()
  const nodeOf = new Map(request.nodes.map((node) => [node.id, node]))
  const indexOf = new Map(request.edges.map((edge, index) => [edge.id, index]))
  let messages = 0

  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('xmlns', SVG)
  svg.setAttribute('class', `diagram diagram-${request.kind.replace(/-v\d+$/, '').replace(/[^a-z]/gi, '').toLowerCase()}`)
  const body = document.createElementNS(SVG, 'g')
  svg.append(body)
  copyChildren(drawn, body)
  holder.replaceChildren(svg)
  endLifelines(body)
  const box = body.getBBox()
  const [x, y] = [Math.floor(box.x) - MARGIN, Math.floor(box.y) - MARGIN]
  const width = Math.ceil(box.x + box.width) + MARGIN - x
  const height = Math.ceil(box.y + box.height) + MARGIN - y
  svg.setAttribute('viewBox', `${x} ${y} ${width} ${height}`)
  svg.setAttribute('width', String(width))
  svg.setAttribute('height', String(height))
  svg.setAttribute('role', 'img')
  if (label) svg.setAttribute('aria-label', printable(label))
  if (description) {
    const element = document.createElementNS(SVG, 'desc')
    element.textContent = printable(description)
    svg.prepend(element)
  }
  const text = new XMLSerializer().serializeToString(svg).replace(/<(g|desc)\b/g, '\n<$1')
  holder.replaceChildren()
  return { svg: `${text}\n`, width, height }

  function copyChildren(from: Element, to: Element): void {
    for (const child of from.children) copy(child, to)
  }

  function copy(element: Element, parent: Element): void {
    const name = element.localName
    if (element.namespaceURI !== SVG || isHidden(element)) return
    if (UNWRAPPED.has(name)) return copyChildren(element, parent)
    if (!KEPT.has(name) || isUnsized(element)) return
    if (element.hasAttribute('marker-end') || element.hasAttribute('marker-start') || element.getAttribute('data-et') === 'edge') {
      parent.append(edgeOf(element as SVGGeometryElement))
      return
    }
    const node = element.parentElement?.classList.contains('node') ? nodeIn(element.parentElement) : undefined
    const plain = node && !element.classList.contains('label') ? plainShape(element as SVGGraphicsElement, node.shape) : undefined
    if (plain) return parent.append(...plain)
    const twin = document.createElementNS(SVG, name)
    const classes = classesOf(element)
    if (classes.length > 0) twin.setAttribute('class', classes.join(' '))
    copyGeometry(element, twin, request.fontSize)
    if (node && name === 'rect' && (!twin.hasAttribute('rx') || twin.getAttribute('rx') === '5')) roundCorners(twin)
    nameParts(element, twin)
    if (name === 'text') copyText(element, twin, request.fontSize)
    else copyChildren(element, twin)
    if (name === 'g' && twin.childElementCount === 0) return
    if (name === 'g' && twin.attributes.length === 0) return parent.append(...twin.childNodes)
    if ((name === 'text' || name === 'tspan') && (twin.textContent ?? '').trim() === '') return
    parent.append(twin)
  }

  /** The author's own names: of a node, of a subgraph, of the edge that a label belongs to. */
  function nameParts(element: Element, twin: Element): void {
    if (element.classList.contains('node')) {
      const node = nodeIn(element)
      if (!node) return
      twin.setAttribute('data-id', node.id)
      addClasses(twin, [...node.classes, ...(MARKERS[node.shape] ?? [])])
    } else if (element.classList.contains('cluster')) {
      twin.setAttribute('data-id', nameOf(element))
    } else if (element.classList.contains('edgeLabel')) {
      const index = indexOf.get(element.querySelector('[data-id]')?.getAttribute('data-id') ?? '')
      if (index !== undefined) nameEdge(twin, index, request.edges[index]!)
    }
  }

  /** Mermaid puts the drawing's own id before each element's. */
  function nameOf(element: Element): string {
    return element.id.slice(element.id.indexOf('-') + 1)
  }

  function nodeIn(element: Element): DraftNode | undefined {
    return nodeOf.get(nameOf(element).replace(/^flowchart-(.*)-\d+$/, '$1'))
  }

  function nameEdge(twin: Element, index: number, { from, to, classes }: Omit<DraftEdge, 'id'>): void {
    twin.setAttribute('data-index', String(index))
    twin.setAttribute('data-from', from)
    twin.setAttribute('data-to', to)
    addClasses(twin, classes)
  }

  function addClasses(twin: Element, classes: string[]): void {
    const known = (twin.getAttribute('class') ?? '').split(' ').filter(Boolean)
    twin.setAttribute('class', [...new Set([...known, ...ours(classes)])].join(' '))
  }

  function edgeOf(element: SVGGeometryElement): SVGGElement {
    const group = document.createElementNS(SVG, 'g')
    const dashed = /edge-pattern-(dotted|dashed)|messageLine1/.test(element.getAttribute('class') ?? '')
    const thick = element.classList.contains('edge-thickness-thick')
    const own = classesOf(element).filter((name) => !/^(messageLine|edge-thickness)/.test(name))
    group.setAttribute('class', ['edge', ...(dashed ? ['is-dashed'] : []), ...(thick ? ['is-thick'] : []), ...own].join(' '))
    const index = indexOf.get(element.getAttribute('data-id') ?? '')
    if (index !== undefined) nameEdge(group, index, request.edges[index]!)
    else if (element.getAttribute('data-et') === 'message') {
      nameEdge(group, messages++, { from: element.getAttribute('data-from') ?? '', to: element.getAttribute('data-to') ?? '', classes: [] })
    }
    const line = document.createElementNS(SVG, element.localName)
    copyGeometry(element, line, request.fontSize)
    line.setAttribute('class', 'line')
    group.append(line, ...placeHeads(element, SVG))
    return group
  }

  function classesOf(element: Element): string[] {
    return ours([...element.classList])
  }

  function ours(classes: string[]): string[] {
    // `class a one,two` reaches us as one name.
    const names = classes.flatMap((name) => name.split(/[\s,]+/)).map((name) => RENAMED[name] ?? name)
    return [...new Set(names)].filter((name) => /^[\w-]+$/.test(name) && !NOISE.test(name))
  }

  function isHidden(element: Element): boolean {
    // A link written `~~~` only tells Mermaid where to put things.
    if (element.classList.contains('edge-thickness-invisible')) return true
    const { style } = element as SVGElement
    return element.getAttribute('display') === 'none' || style?.display === 'none'
  }

  /** Mermaid leaves empty rectangles behind labels that have no background. */
  function isUnsized(element: Element): boolean {
    return element.localName === 'rect' && !(Number(element.getAttribute('width')) > 0)
  }
}

function roundCorners(rect: Element): void {
  rect.setAttribute('rx', String(CORNER))
  rect.removeAttribute('ry')
}

/** Without actors at the bottom, Mermaid lets lifelines run on for 2000 px: they end a little below the last message. */
function endLifelines(body: SVGGElement): void {
  const lines = [...body.querySelectorAll<SVGLineElement>('line.actor-line')]
  if (lines.length === 0) return
  for (const line of lines) line.setAttribute('y2', line.getAttribute('y1') ?? '0')
  const box = body.getBBox()
  for (const line of lines) line.setAttribute('y2', String(Math.ceil(box.y + box.height) + 14))
}
