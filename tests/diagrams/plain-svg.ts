const ELEMENTS = new Set(['svg', 'desc', 'g', 'path', 'rect', 'circle', 'ellipse', 'line', 'polygon', 'polyline', 'text', 'tspan'])
const ATTRIBUTES = new Set([
  'xmlns', 'class', 'viewBox', 'width', 'height', 'role', 'aria-label', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'd', 'dx', 'dy', 'points', 'transform',
  'text-anchor', 'dominant-baseline', 'data-id', 'data-index', 'data-from', 'data-to',
])

/**
 * What in an SVG is more than geometry and names: styles and colours (they are the page's, and its security policy forbids
 * them here), ids (two copies of a slide are in one page), scripts, links and anything loaded.
 */
export function faultsOf(svg: string): string[] {
  const faults: string[] = []
  for (const [, element, attributes] of svg.matchAll(/<([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"]*")*)\s*\/?>/g)) {
    if (!ELEMENTS.has(element!)) faults.push(`<${element}>`)
    for (const [, name, value] of attributes!.matchAll(/([\w:-]+)="([^"]*)"/g)) {
      if (!ATTRIBUTES.has(name!)) faults.push(`${element} ${name}=`)
      if (/url\(|javascript:/i.test(value!) && !/^(aria-label|data-)/.test(name!)) faults.push(`${element} ${name}="${value}"`)
    }
  }
  const rest = svg.replace(/<\/?[a-zA-Z][\w:-]*(?:\s+[\w:-]+="[^"]*")*\s*\/?>/g, '')
  if (/[<>]/.test(rest.replaceAll('&lt;', '').replaceAll('&gt;', ''))) faults.push('markup that is no element')
  return faults
}
