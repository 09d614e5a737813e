/** Crockford's base 32, made to be read aloud and typed: no U, and what looks alike is taken for the digit. https://www.crockford.com/base32.html */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const VALUES = new Map<string, number>([
  ...[...LETTERS].map((letter, value): [string, number] => [letter, value]),
  ['O', 0], ['I', 1], ['L', 1],
])

/** What a class of a regular expression takes for one character, in capitals and small letters. */
export const CHARACTER = '[0-9A-TV-Za-tv-z]'

/** @returns the value of a character, 0 to 31; undefined for what is none */
export function valueOf(character: string): number | undefined {
  return VALUES.get(character.toUpperCase())
}

/** @param value 0 to 31 */
export function letterOf(value: number): string {
  return LETTERS[value]!
}
