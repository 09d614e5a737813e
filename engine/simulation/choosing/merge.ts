import type { Block, Choice, Gap, Piece } from './choosing-types.ts'
import type { Level, Slot } from './slots.ts'
import type { Entry } from './outline.ts'
import { bare, linesOf } from './outline.ts'
import { shuffled } from './shuffle.ts'
import { isAlike, opens, sameOrder, slotsOf, standingOf } from './slots.ts'

/** So many lines of wrong answers are offered for one key, and in one gap. */
const FOR_KEY = 2
const FOR_GAP = 4
const LONGEST_WRONG = 8

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
    const isAsAtFirst = right && start && isAlike(right, start)
    const known: Entry[] = []
    if (right) {
      known.push(right)
      const id = add(isOpen && !isAsAtFirst ? [...right.head, ...this.within(path, slot, true)] : linesOf(right))
      this.right[gap.id]!.push(id)
      if (isAsAtFirst)
        this.start[gap.id]!.push(id)
    }
    if (start && !isNew && !isAsAtFirst) {
      known.push(start)
      this.start[gap.id]!.push(add(linesOf(start)))
    }
    let count = 0
    for (const entry of wrong) {
      const isInside = isOpen && entry.children && entry.isList === right.isList
      const isFull = count >= FOR_KEY || gap.blocks.length - this.right[gap.id]!.length - this.start[gap.id]!.length >= FOR_GAP
      if (isInside || isFull || known.some(one => isAlike(one, entry)) || linesOf(entry).length > LONGEST_WRONG)
        continue
      known.push(entry)
      count++
      add(linesOf({ ...entry, head: entry.head.filter(line => !/^\s*#/.test(line)) }))
    }
  }
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
