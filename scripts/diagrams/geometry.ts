// Runs inside the drafting page: the attributes that say where a thing is and how large, with numbers rounded, so that the
// last digit of a measurement does not change a drawing.

const GEOMETRY = ['x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'width', 'height', 'dx', 'dy', 'd', 'points', 'transform']
const SIZES = new Set(['rect', 'ellipse'])

/** Copies what places `element`; lengths in em become px of `fontSize`. */
export function copyGeometry(element: Element, twin: Element, fontSize: number): void {
  for (const attribute of GEOMETRY) {
    const value = element.getAttribute(attribute)
    if (value === null || value === 'undefined' || value === '') continue
    if ((attribute === 'width' || attribute === 'height') && !SIZES.has(element.localName)) continue
    const plain = roundedNumbers(inPixels(value, fontSize))
    if (attribute === 'transform' && !/[1-9]/.test(plain)) continue
    twin.setAttribute(attribute, plain)
  }
}

function inPixels(value: string, fontSize: number): string {
  const em = /^(-?[\d.]+)em$/.exec(value)
  return em ? String(Number(em[1]) * fontSize) : value
}

export function roundedNumbers(text: string): string {
  return text.replace(/-?\d*\.\d+(e[-+]?\d+)?/g, (number) => String(Math.round(Number(number) * 100) / 100 || 0))
}
