import type { Block, Choice, Choosing, Gap, Piece } from './choosing-types.ts'
import { withAliases } from './compose.ts'

/** What comes behind a part of the text, and what has been found until there. */
type Next = (line: number, found: Choice) => Choice | undefined

/**
 * The choice that a text is: the text alone is kept, sent and gone back to, and says all.
 *
 * @param choosing the exercise
 * @param text any text
 * @returns undefined where it is none that can be made by choosing
 */
export function choiceIn(choosing: Choosing, text: string): Choice | undefined {
  const lines = withAliases(text, choosing).replace(/\n+$/, '').split('\n')
  const isLine = (line: number, piece: string) => lines[line] === withAliases(piece, choosing)

  function all(pieces: readonly Piece[], line: number, found: Choice, next: Next): Choice | undefined {
    const [piece, ...rest] = pieces
    if (piece === undefined)
      return next(line, found)
    if (typeof piece !== 'string')
      return inGap(piece, [], line, found, (after, more) => all(rest, after, more, next))
    return isLine(line, piece) ? all(rest, line + 1, found, next) : undefined
  }

  function inGap(gap: Gap, chosen: Block[], line: number, found: Choice, next: Next): Choice | undefined {
    for (const block of gap.blocks) {
      if (chosen.some(({ key }) => key === block.key))
        continue
      const whole = all(block.pieces, line, found, (after, more) => inGap(gap, [...chosen, block], after, more, next))
      if (whole)
        return whole
    }
    return next(line, { ...found, [gap.id]: chosen.map(({ id }) => id) })
  }

  return all(choosing.pieces, 0, {}, (line, found) => line === lines.length ? found : undefined)
}
