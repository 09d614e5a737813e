/** From here on a path is worth writing shorter. */
const LONG = 3000

const TILE = /M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)H[\d.]+z/g

/**
 * Leaves out of drawings what a page does not need: what only scripts ask for, and in paths of thousands of tiles the places, of which the
 * distances are far fewer.
 *
 * @param html markup with drawings in it
 */
export function leanDrawings(html: string): string {
  return html
    .replace(/ data-(?:from|to)="[^"]*"/g, '')
    .replace(/ xmlns="http:\/\/www\.w3\.org\/2000\/svg"/g, '')
    .replace(new RegExp(` d="(M[^"]{${LONG},})"`, 'g'), (_, path: string) => ` d="${relativeTiles(path)}"`)
}

/**
 * A path of tiles as components/many/parts/tiles.ts draws it, each begun from where the last began.
 *
 * @returns the same path; unchanged where it has anything else in it
 */
export function relativeTiles(path: string): string {
  if (path.replace(TILE, '') !== '')
    return path
  let [left, top] = [0, 0]
  return path.replace(TILE, (_, ...numbers: string[]) => {
    const [x, y, width, height] = numbers.map(Number) as [number, number, number, number]
    const [across, down] = [round(x - left), round(y - top)]
    left += across
    top += down
    return `m${across} ${down}h${width}v${height}h${-width}z`
  })
}

/** A state in a drawing is 27 pixels high at least, a target 44. */
const FOR_FINGERS = 1.7

/**
 * Makes drawings whose states are links as large as a finger wants them.
 *
 * @param html markup with drawings in it
 */
export function largerWithLinks(html: string): string {
  return html.replace(/<svg [^>]*class="diagram[^>]*>[\s\S]*?<\/svg>/g, drawing => drawing.includes('<a href')
    ? drawing.replace(/ (width|height)="([\d.]+)"/, larger).replace(/ (height)="([\d.]+)"/, larger)
    : drawing)
}

function larger(_: string, name: string, length: string): string {
  return ` ${name}="${Math.round(Number(length) * FOR_FINGERS)}"`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
