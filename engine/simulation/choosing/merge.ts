import type { Block, Choice, Gap, Piece } from './choosing-types.ts'
import type { Entry } from './outline.ts'
import { shuffled } from './shuffle.ts'
import { bare, linesOf } from './outline.ts'

/** The fields of an object, or the entries of a list, in the solution, in the start where that has them, and in wrong answers that have them. */
export interface Level {
  right: Entry[]
  start?: Entry[] | undefined
  wrong: Entry[][]
}

/** The same field or entry in each of them. */
interface Slot {
  key: string
  right?: Entry | undefined
  start?: Entry | undefined
  wrong: Entry[]
  /** A wrong answer leaves it out. */
  isLeftOut: boolean
}

/** What is no longer than this is chosen as a whole. */
const WHOLE = 6
/** So many lines of wrong answers are offered for one key, and in one gap. */
const FOR_KEY = 2
const FOR_GAP = 4
const LONGEST_WRONG = 8

const readsAs = (entry: Entry): string => linesOf(entry).map(bare).join('\n')
/** A state goes on, or it ends: of the two fields that say so it can have one. */
const keyOf = (path: readonly string[], key: string): string => key === 'End' && path.at(-1) !== 'States' ? 'Next' : key

/** Lays the texts of an exercise over each other. */
export class Merge {
  readonly start: Choice = {}
  readonly right: Choice = {}
  private gaps = 0
  private readonly slug: string

  constructor(slug: string) {
    this.slug = slug
  }

  /**
   * @param path of the object or the list
   * @param level what is there
   * @param isList whether it is a list
   * @returns lines and gaps
   */
  level(path: readonly string[], level: Level, isList: boolean): Piece[] {
    const slots = slotsOf(level)
    const isNew = level.start === undefined
    if (isList && !sameOrder(level)) {
      const gap = this.gap(path, true)
      slots.forEach(slot => this.fill(gap, path, slot, isNew))
      return [this.closed(gap)]
    }
    const pieces: Piece[] = []
    let open: Gap | undefined
    const close = () => {
      if (open)
        pieces.push(this.closed(open))
      open = undefined
    }
    slots.forEach((slot, index) => {
      const standing = standingOf(slot, path, isNew)
      if (standing === 'fixed' || standing === 'within') {
        close()
        pieces.push(...standing === 'fixed' ? linesOf(slot.right!) : [...slot.right!.head, ...this.within(path, slot, false)])
      }
      else if (standing === 'chosen' || open || (slots[index + 1] && standingOf(slots[index + 1]!, path, isNew) === 'chosen')) {
        this.fill(open ??= this.gap(path, false), path, slot, isNew)
      }
    })
    close()
    return pieces
  }

  private within(path: readonly string[], { key, right, start, wrong }: Slot, isNew: boolean): Piece[] {
    const alike = (entry: Entry | undefined) => entry?.children && entry.isList === right!.isList ? entry.children : undefined
    return this.level([...path, key], { right: right!.children!, start: isNew ? undefined : alike(start), wrong: wrong.flatMap(entry => alike(entry) ? [alike(entry)!] : []) }, right!.isList)
  }

  private gap(path: readonly string[], ordered: boolean): Gap {
    const id = `g${++this.gaps}`
    this.start[id] = []
    this.right[id] = []
    return { id, where: whereIs(path), ordered, blocks: [], offered: [] }
  }

  private closed(gap: Gap): Gap {
    gap.offered = shuffled(gap.blocks.map(({ id }) => id), `${this.slug} ${gap.id}`, this.right[gap.id]!)
    return gap
  }

  /** Offers in a gap what the texts have for a slot. */
  private fill(gap: Gap, path: readonly string[], slot: Slot, isNew: boolean): void {
    const { key, right, start, wrong } = slot
    const add = (pieces: Piece[]): string => {
      const block: Block = { id: `${gap.id}.${gap.blocks.length + 1}`, key: keyOf(path, key), pieces }
      gap.blocks.push(block)
      return block.id
    }
    const isOpen = right !== undefined && opens(path, right)
    // What reads alike is offered once, and so is what means the same.
    const known = new Set<string>()
    const isKnown = (entry: Entry) => known.has(entry.value) || known.has(readsAs(entry))
    const know = (entry: Entry) => known.add(entry.value).add(readsAs(entry))
    if (right) {
      know(right)
      const id = add(isOpen && right.value !== start?.value ? [...right.head, ...this.within(path, slot, true)] : linesOf(right))
      this.right[gap.id]!.push(id)
      if (start?.value === right.value)
        this.start[gap.id]!.push(id)
    }
    if (start && !isNew && !isKnown(start)) {
      know(start)
      this.start[gap.id]!.push(add(linesOf(start)))
    }
    let count = 0
    for (const entry of wrong) {
      const isInside = isOpen && entry.children && entry.isList === right.isList
      const isFull = count >= FOR_KEY || gap.blocks.length - this.right[gap.id]!.length - this.start[gap.id]!.length >= FOR_GAP
      if (isInside || isFull || isKnown(entry) || linesOf(entry).length > LONGEST_WRONG)
        continue
      know(entry)
      count++
      add(linesOf({ ...entry, head: entry.head.filter(line => !/^\s*#/.test(line)) }))
    }
  }
}

/**
 * Whether a slot's lines stand (`fixed`), stand with gaps inside (`within`), are chosen, or are nothing but lines of wrong answers, which are offered
 * only where something is chosen anyway.
 */
function standingOf({ key, right, start, wrong, isLeftOut }: Slot, path: readonly string[], isNew: boolean): 'fixed' | 'within' | 'chosen' | 'wrong' {
  if (key === 'Comment' && right)
    return 'fixed'
  if (!right)
    return start && !isNew ? 'chosen' : 'wrong'
  const others = isNew ? wrong : start ? [start] : []
  const differing = others.filter(({ value }) => value !== right.value)
  if (differing.length === 0 && !(isNew ? isLeftOut : !start))
    return 'fixed'
  const isWithin = (isNew ? !isLeftOut : start !== undefined) && differing.every(entry => opens(path, right, entry))
  return isWithin ? 'within' : 'chosen'
}

/** Whether something is looked into, rather than chosen as a whole. */
function opens(path: readonly string[], right: Entry, other: Entry = right): boolean {
  if (!right.children || !other.children || right.isList !== other.isList)
    return false
  const longest = Math.max(linesOf(right).length, linesOf(other).length)
  return path.at(-1) === 'States' || longest > WHOLE || (right.isList && right.children.length > 1 && right.children.some(({ children }) => children))
}

/** Whether the lists that count have the same entries, by their first lines, one after the other. */
function sameOrder({ right, start, wrong }: Level): boolean {
  const order = (entries: readonly Entry[]) => entries.map(({ key }) => key).join('\n')
  return (start ? [start] : wrong).every(entries => order(entries) === order(right))
}

/** What the texts have, in the order of the solution; what that has not comes behind what it is behind elsewhere. */
function slotsOf({ right, start, wrong }: Level): Slot[] {
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

/** The state that a path leads into, and what it leads to in it. */
function whereIs(path: readonly string[]): string {
  const at = path.lastIndexOf('States')
  if (at < 0)
    return path.join(' › ') || 'The state machine'
  const inner = path.slice(at + 1)
  if (inner.length === 0)
    return at > 0 ? `The states of ${path[at - 2] ?? path[at - 1]}` : 'The states'
  return inner.map(bare).join(' › ')
}
