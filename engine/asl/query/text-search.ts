/** Up to so many characters of a text that is looked for, JavaScript's own search knows how far it may leap. */
const LEAPS = 250

/** Whether a text is short enough for JavaScript's own search. */
export function isFoundByLeaps(wanted: string): boolean {
  return wanted.length <= LEAPS
}

/**
 * Where a text stands in another, as `indexOf` says, in time that grows with the two lengths and not with their product: JavaScript's
 * search compares `baaa…` anew at every place of `aaaa…`.
 *
 * @param text where to look
 * @param wanted what to look for
 * @param from where to begin
 * @returns the first place at or after `from`, or -1
 */
export function indexOfText(text: string, wanted: string, from = 0): number {
  return isFoundByLeaps(wanted) || text.length - from < wanted.length ? text.indexOf(wanted, from) : search(text, wanted, from)
}

/** Knuth, Morris and Pratt: no character of the text is looked at twice. */
function search(text: string, wanted: string, from: number): number {
  const borders = bordersOf(wanted)
  let matched = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    while (matched > 0 && code !== wanted.charCodeAt(matched)) matched = borders[matched - 1]!
    if (code === wanted.charCodeAt(matched)) matched++
    if (matched === wanted.length) return at - matched + 1
  }
  return -1
}

/** For every beginning of a text, how long its longest end is that is a beginning as well. */
function bordersOf(wanted: string): Int32Array {
  const borders = new Int32Array(wanted.length)
  let length = 0
  for (let at = 1; at < wanted.length; at++) {
    while (length > 0 && wanted.charCodeAt(at) !== wanted.charCodeAt(length)) length = borders[length - 1]!
    if (wanted.charCodeAt(at) === wanted.charCodeAt(length)) length++
    borders[at] = length
  }
  return borders
}
