import type { Choice, Gap } from './choosing-types.ts'
import { blocksIn } from './compose.ts'

/**
 * Puts a block into its gap, or takes it out when it is there. A field that is put in takes the place of the other one of its name; in a list a block
 * comes last, elsewhere where it belongs.
 *
 * @param choice what is chosen
 * @param gap the gap
 * @param id the block's
 * @returns what is chosen then
 */
export function toggled(choice: Choice, gap: Gap, id: string): Choice {
  const chosen = blocksIn(gap, choice)
  const block = gap.blocks.find(one => one.id === id)!
  const others = chosen.filter(one => one !== block)
  const twin = others.find(({ key }) => key === block.key)
  const now = others.length < chosen.length
    ? others
    : twin
      ? others.map(one => one === twin ? block : one)
      : gap.ordered ? [...others, block] : gap.blocks.filter(one => one === block || others.includes(one))
  return { ...choice, [gap.id]: now.map(({ id }) => id) }
}

/**
 * Moves a block of a list up or down.
 *
 * @param choice what is chosen
 * @param gap the gap
 * @param id the block's
 * @param by -1 for up, 1 for down
 * @returns what is chosen then; the same where it stands at the end already
 */
export function moved(choice: Choice, gap: Gap, id: string, by: -1 | 1): Choice {
  const ids = [...choice[gap.id] ?? []]
  const at = ids.indexOf(id)
  const other = ids[at + by]
  if (at < 0 || other === undefined)
    return choice
  ids[at + by] = id
  ids[at] = other
  return { ...choice, [gap.id]: ids }
}
