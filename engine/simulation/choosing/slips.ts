import type { Block, Choice, Choosing, Gap, Piece } from './choosing-types.ts'
import { blocksIn, compose } from './compose.ts'

/** Something that is chosen otherwise than in the solution. It need not be wrong: grading its text says whether it is, and in which words. */
export interface Slip {
  /** The same for the same slip, whatever else is chosen. */
  id: string
  gap: string
  /** The block that is not in the solution; without one something is missing, or the order is another. */
  block?: string
  kind: 'other' | 'missing' | 'order'
  /** The solution with this slip in it, and nothing else. */
  text: string
}

/**
 * What a choice has otherwise than the solution, piece by piece. What is missing comes after what is wrong.
 *
 * @param choosing the exercise
 * @param choice what is chosen
 */
export function slips(choosing: Choosing, choice: Choice): Slip[] {
  const found = reachable(choosing.pieces, choice).flatMap(gap => inGap(choosing, gap, choice))
  return [...found.filter(({ kind }) => kind !== 'missing'), ...found.filter(({ kind }) => kind === 'missing')]
}

/** The gaps that can be seen, the outer before the inner. */
export function reachable(pieces: readonly Piece[], choice: Choice): Gap[] {
  return pieces.flatMap(piece => typeof piece === 'string' ? [] : [piece, ...blocksIn(piece, choice).flatMap(({ pieces }) => reachable(pieces, choice))])
}

function inGap(choosing: Choosing, gap: Gap, choice: Choice): Slip[] {
  const right = blocksIn(gap, choosing.right)
  const mine = blocksIn(gap, choice)
  const slip = (kind: Slip['kind'], name: string, blocks: readonly Block[], block?: string): Slip => ({
    id: `${gap.id} ${kind} ${name}`, gap: gap.id, kind, ...(block === undefined ? {} : { block }), text: compose(choosing, { ...choosing.right, [gap.id]: blocks.map(({ id }) => id) }),
  })
  const others = mine.filter(block => !right.includes(block)).map((block) => {
    const blocks = withOther(gap, right, mine, block)
    return slip('other', `${block.id} ${gap.ordered ? blocks.indexOf(block) : ''}`, blocks, block.id)
  })
  const missing = right.filter(block => !mine.some(({ key }) => key === block.key)).map(block => slip('missing', block.id, right.filter(one => one !== block)))
  const isOrder = gap.ordered && others.length === 0 && missing.length === 0 && mine.some((block, index) => block !== right[index])
  return [...others, ...missing, ...isOrder ? [slip('order', mine.map(({ id }) => id).join(' '), mine)] : []]
}

/** The solution's blocks with another among them: in the place of the one with its key, or where it stands among mine. */
function withOther(gap: Gap, right: readonly Block[], mine: readonly Block[], block: Block): Block[] {
  if (right.some(({ key }) => key === block.key))
    return right.map(one => one.key === block.key ? block : one)
  if (!gap.ordered)
    return gap.blocks.filter(one => one === block || right.includes(one))
  const before = mine.slice(0, mine.indexOf(block))
  const at = Math.max(-1, ...before.map(one => right.indexOf(one))) + 1
  return [...right.slice(0, at), block, ...right.slice(at)]
}
