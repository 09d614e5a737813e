// Runs inside the drafting page. For some forms Mermaid lets a sketching library draw hundreds of small curves, twice; here
// they are what they look like.
import { roundedNumbers } from './geometry.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** @returns plain elements in place of a sketched shape; undefined when `element` can be copied as it is */
export function plainShape(element: SVGGraphicsElement, shape: string): Element[] | undefined {
  const sketch = element.localName === 'g' ? element.querySelectorAll('path') : []
  if (sketch.length === 0) return undefined
  if (/^(fr-circ|framed-circle|stop)$/.test(shape)) return [circle(7, 'shape'), circle(3.5, 'core')]
  const { x, y, width, height } = element.getBBox()
  if (shape === 'stadium') return [make('rect', { x, y, width, height, rx: height / 2, class: 'shape' })]
  // The first path of a sketch is its closed outline, the second the strokes.
  return [make('path', { d: roundedNumbers(sketch[0]!.getAttribute('d') ?? ''), class: 'shape' })]
}

function circle(r: number, className: string): Element {
  return make('circle', { r, class: className })
}

function make(name: string, attributes: Record<string, string | number>): Element {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, typeof value === 'number' ? String(Math.round(value * 100) / 100) : value)
  return element
}
