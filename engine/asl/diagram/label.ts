/** Text inside a Mermaid label. */

/**
 * Word joiner: takes no room and is no letter, space or punctuation. Behind a sign that Mermaid or its Markdown reader
 * would read together with what follows (`%%{`, `#35;`, `\n`, `[a](b)`), it leaves the sign as it is and nothing to read.
 */
const JOINER = '\u2060'

/** Signs that stand for themselves only if something comes between them and the next character. */
const JOINED = new Set(['#', '%', '{', '}', '[', ']', '\\', '$', '@', '`', '~', '|', '!', '^'])

/** Signs that have to be written differently: the first three as entities, the others as the character next to them. */
const REPLACED: Record<string, string> = { '<': '#lt;', '>': '#gt;', '&': `#amp;${JOINER}`, '"': '”', '*': '∗' }

/**
 * Shortens a text to `length` characters and writes it so that a quoted Mermaid label shows it as it is, whether the page
 * draws labels as SVG text or as HTML. White space becomes single spaces, characters that no document can hold become �.
 */
export function labelText(text: string, length: number): string {
  const shown = shortened(text, length)
  const written = shown.map((point, index) => writePoint(point, shown.slice(index + 1, index + 4).join('')))
  // A list, a heading or a quotation begins with one of these at the start of a line.
  const start = /^[\d+\-=`~#>]/.test(shown.join('')) ? JOINER : ''
  // Mermaid takes any line with these two words next to each other for an instruction, even inside quotation marks.
  return start + written.join('').replace(/(direction)(?=\s)/gi, `$1${JOINER}`)
}

/** The characters of a text on one line, the last an ellipsis where it is longer. */
export function shortened(text: string, length: number): string[] {
  const points = [...text.replace(/\s+/gu, ' ').trim()]
  return points.length > length ? [...points.slice(0, length - 1), '…'] : points
}

function writePoint(point: string, following: string): string {
  const replaced = REPLACED[point]
  if (replaced !== undefined) return replaced
  if (JOINED.has(point)) return point + JOINER
  if (point === '_') return JOINER + point + JOINER
  // `://` and `www.` would become links, `fa:fa-` an icon.
  if (point === ':' && /^(\/\/|fa)/.test(following)) return point + JOINER
  if (point === 'w' && following.startsWith('ww.')) return point + JOINER
  const code = point.codePointAt(0)!
  if (code < 32 || (code >= 0x7F && code < 0xA0) || (code >= 0xD800 && code <= 0xDFFF) || code === 0xFFFE || code === 0xFFFF) return '�'
  return point
}

/** Seconds in the largest unit that divides them: `90 s`, `2 h`, `3 d`. */
export function shortDuration(seconds: number): string {
  for (const [unit, size] of [['d', 86_400], ['h', 3600], ['min', 60]] as const) {
    if (seconds >= size && seconds % size === 0) return `${seconds / size} ${unit}`
  }
  return `${seconds} s`
}
