import type { Entry } from './outline.ts'
import { bare, linesOf } from './outline.ts'

/** The fields of an object, or the entries of a list, in the solution, in the start where that has them, and in wrong answers that have them. */
export interface Level {
  right: Entry[]
  start?: Entry[] | undefined
  wrong: Entry[][]
}

/** The same field or entry in each of them. */
export interface Slot {
  key: string
  right?: Entry | undefined
  start?: Entry | undefined
  wrong: Entry[]
  /** A wrong answer leaves it out. */
  isLeftOut: boolean
}

/** What is no longer than this is chosen as a whole. */
const WHOLE = 6

/** The lines of an entry without comments and anchors. */
const readsAs = (entry: Entry): string => linesOf(entry).map(bare).join('\n')

/** Whether two entries mean the same, or read the same: an alias means what its anchor does, wherever it is written. */
export const isAlike = (one: Entry, other: Entry): boolean => one.value === other.value || readsAs(one) === readsAs(other)

/**
 * Whether a slot's lines stand (`fixed`), stand with gaps inside (`within`), are chosen, or are nothing but lines of wrong answers, which are offered
 * only where something is chosen anyway.
 */
export function standingOf({ key, right, start, wrong, isLeftOut }: Slot, path: readonly string[], isNew: boolean): 'fixed' | 'within' | 'chosen' | 'wrong' {
  if (key === 'Comment' && right)
    return 'fixed'
  if (!right)
    return start && !isNew ? 'chosen' : 'wrong'
  const others = isNew ? wrong : start ? [start] : []
  const differing = others.filter(other => !isAlike(other, right))
  if (differing.length === 0 && !(isNew ? isLeftOut : !start))
    return 'fixed'
  const isWithin = (isNew ? !isLeftOut : start !== undefined) && differing.every(entry => opens(path, right, entry))
  return isWithin ? 'within' : 'chosen'
}

/** Whether something is looked into, rather than chosen as a whole. */
export function opens(path: readonly string[], right: Entry, other: Entry = right): boolean {
  if (!right.children || !other.children || right.isList !== other.isList)
    return false
  const longest = Math.max(linesOf(right).length, linesOf(other).length)
  return path.at(-1) === 'States' || longest > WHOLE || (right.isList && right.children.length > 1 && right.children.some(({ children }) => children))
}

/** Whether the lists that count have the same entries, by their first lines, one after the other. */
export function sameOrder({ right, start, wrong }: Level): boolean {
  const order = (entries: readonly Entry[]) => entries.map(({ key }) => key).join('\n')
  return (start ? [start] : wrong).every(entries => order(entries) === order(right))
}

/** What the texts have, in the order of the solution; what that has not comes behind what it is behind elsewhere. */
export function slotsOf({ right, start, wrong }: Level): Slot[] {
  const named = (entries: readonly Entry[]) => new Map(entries.map((entry, index) => [entries.findIndex(({ key }) => key === entry.key) === index ? entry.key : `${entry.key} ${index}`, entry]))
  const [inRight, inStart, ...inWrong] = [right, start ?? [], ...wrong].map(named)
  const keys = [...inRight!.keys()]
  for (const other of [inStart!, ...inWrong]) {
    let at = 0
    for (const key of other.keys()) {
      const known = keys.indexOf(key)
      if (known < 0)
        keys.splice(at++, 0, key)
      else
        at = known + 1
    }
  }
  return keys.map(key => ({ key, right: inRight!.get(key), start: inStart!.get(key), wrong: inWrong.flatMap(other => other.get(key) ?? []), isLeftOut: inWrong.some(other => !other.has(key)) }))
}
