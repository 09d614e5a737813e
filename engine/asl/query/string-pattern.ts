import { indexOfText } from './text-search.ts'

/**
 * Compiles a StringMatches pattern: `*` stands for any characters, `\*` for a star and `\\` for a backslash. Matching looks at each
 * character of the text a bounded number of times. https://states-language.net/#choice-state
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  const pieces = piecesOf(pattern)
  const [first, last] = [pieces[0]!, pieces.at(-1)!]
  if (pieces.length === 1) return text => text === first
  return (text) => {
    if (!text.startsWith(first)) return false
    let at = first.length
    for (const piece of pieces.slice(1, -1)) {
      const found = indexOfText(text, piece, at)
      if (found < 0) return false
      at = found + piece.length
    }
    return text.length - at >= last.length && text.endsWith(last)
  }
}

/** The texts between the stars; the first and the last stand at the ends, the others where they are found first. */
function piecesOf(pattern: string): string[] {
  const pieces = ['']
  for (let i = 0; i < pattern.length; i++) {
    const next = pattern[i + 1]
    if (pattern[i] === '*') pieces.push('')
    else if (pattern[i] === '\\' && (next === '*' || next === '\\')) pieces[pieces.length - 1] += pattern[++i]!
    else pieces[pieces.length - 1] += pattern[i]!
  }
  return pieces.filter((piece, index) => piece !== '' || index === 0 || index === pieces.length - 1)
}
