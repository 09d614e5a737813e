// Runs inside the drafting page: labels.
import { copyGeometry } from './geometry.ts'

const SVG = 'http://www.w3.org/2000/svg'
const ANCHORS = new Set(['start', 'middle', 'end'])

/** Writes the rows of a label: one `tspan` a row, `.more` from the second on. Only text comes through, no markup. */
export function copyText(element: Element, twin: Element, fontSize: number): void {
  const anchor = element.getAttribute('text-anchor') ?? (element as SVGElement).style.textAnchor
  twin.setAttribute('text-anchor', ANCHORS.has(anchor) ? anchor : getComputedStyle(element).textAnchor)
  const baseline = element.getAttribute('dominant-baseline') ?? ''
  if (/^(middle|central)$/.test(baseline)) twin.setAttribute('dominant-baseline', baseline)
  const rows = [...element.children].filter((child) => child.localName === 'tspan')
  if (rows.length === 0) twin.textContent = printable(element.textContent ?? '')
  rows.forEach((row, index) => {
    const line = document.createElementNS(SVG, 'tspan')
    copyGeometry(row, line, fontSize)
    if (index > 0) line.setAttribute('class', 'more')
    writeRuns(row, line)
    if (line.textContent?.trim()) twin.append(line)
  })
}

/** Mermaid gives each word an element of its own; words of the same weight and slant become one run again. */
function writeRuns(row: Element, line: Element): void {
  const words = row.children.length > 0 ? [...row.children] : [row]
  let run: { form: string, text: string } | undefined
  const runs: { form: string, text: string }[] = []
  for (const word of words) {
    const form = [word.getAttribute('font-weight') === 'bold' ? 'is-bold' : '', word.getAttribute('font-style') === 'italic' ? 'is-italic' : ''].filter(Boolean).join(' ')
    if (run?.form !== form) runs.push(run = { form, text: '' })
    run.text += printable(word.textContent ?? '')
  }
  for (const { form, text } of runs) {
    if (form === '') {
      line.append(text)
      continue
    }
    const span = document.createElementNS(SVG, 'tspan')
    span.setAttribute('class', form)
    span.textContent = text
    line.append(span)
  }
}

/** A text without the characters that XML can not hold, and without those that turn the direction of text. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/g, '')
}
