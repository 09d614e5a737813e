import letters from './letters.json' with { type: 'json' }

const WIDTHS = new Map(Object.entries(letters).flatMap(([width, list]) => [...list].map((letter): [string, number] => [letter, Number(width)])))
/** What is not Latin is as wide as high at most. */
const OTHER = 1000

/**
 * How wide a label is in the deck's font, without asking a browser.
 *
 * @param text one line
 * @param size the font's size in px
 * @returns px, a little more than what a browser draws, which moves some pairs of letters together
 */
export function labelWidth(text: string, size: number): number {
  return [...text].reduce((sum, letter) => sum + (WIDTHS.get(letter) ?? OTHER), 0) * size / 1000
}
