type Piece = '*' | { char: string }

/**
 * Compiles a StringMatches pattern: `*` stands for any characters, `\*` for a star and `\\` for a backslash. Matching
 * takes at most text times pattern length. https://states-language.net/#choice-state
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  const pieces: Piece[] = []
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!
    const next = pattern[i + 1]
    if (char === '\\' && (next === '*' || next === '\\')) {
      pieces.push({ char: next })
      i++
    }
    else {
      pieces.push(char === '*' ? '*' : { char })
    }
  }
  return text => matches(pieces, text)
}

/** Greedy from left to right: after a mismatch only the last star can take one character more. */
function matches(pieces: readonly Piece[], text: string): boolean {
  let at = 0
  let piece = 0
  let star = -1
  let starAt = 0
  while (at < text.length) {
    const current = pieces[piece]
    if (current === '*') {
      star = piece++
      starAt = at
    }
    else if (current && current.char === text[at]) {
      at++
      piece++
    }
    else if (star >= 0) {
      piece = star + 1
      at = ++starAt
    }
    else {
      return false
    }
  }
  while (pieces[piece] === '*') piece++
  return piece === pieces.length
}
