// Runs inside the drafting page. Arrowheads become shapes of their own, in place of Mermaid's markers: a marker is found
// by an id, and an id is found twice as soon as a slide is mounted twice, or not at all while the first of the two is
// hidden. A shape also takes the colour of its edge in every browser.

/** Length and half width of a triangle, in px. */
const LENGTH = 10
const HALF = 5

/** @returns a shape for each end of `line` that Mermaid has put a marker on */
export function placeHeads(line: SVGGeometryElement, namespace: string): Element[] {
  const total = line.getTotalLength()
  if (!(total > 0)) return []
  const ends = [
    { marker: line.getAttribute('marker-start'), at: line.getPointAtLength(0), from: line.getPointAtLength(Math.min(4, total)) },
    { marker: line.getAttribute('marker-end'), at: line.getPointAtLength(total), from: line.getPointAtLength(Math.max(0, total - 4)) },
  ]
  return ends.flatMap(({ marker, at, from }) => {
    const name = /#([^)"']+)/.exec(marker ?? '')?.[1]
    if (!name) return []
    const head = document.createElementNS(namespace, 'path') as Element
    const [kind, shape] = headOf(name)
    head.setAttribute('class', `head ${kind}`)
    head.setAttribute('d', shape)
    const angle = (Math.atan2(at.y - from.y, at.x - from.x) * 180) / Math.PI
    head.setAttribute('transform', `translate(${round(at.x)},${round(at.y)}) rotate(${round(angle)})`)
    return [head]
  })
}

/** The shape of a head, drawn for a line that comes from the left and ends at 0,0. Mermaid ends the line a little early. */
function headOf(marker: string): [kind: string, d: string] {
  const tip = /flowchart|stateDiagram/.test(marker) ? 4 : 2.5
  if (/cross/i.test(marker)) return ['is-cross', `M${tip - 10},-5 l10,10 M${tip - 10},5 l10,-10`]
  if (/circle/i.test(marker)) return ['is-dot', `M${tip - 9},0 a4.5,4.5 0 1,0 9,0 a4.5,4.5 0 1,0 -9,0z`]
  return ['is-arrow', `M${tip - LENGTH},${-HALF} L${tip},0 L${tip - LENGTH},${HALF}z`]
}

function round(value: number): number {
  return Math.round(value * 100) / 100 || 0
}
