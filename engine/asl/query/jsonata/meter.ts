import type { ExprNode } from 'jsonata'
import type { Scope } from '../scope.ts'
import { SafeRegex } from '../regex/safe-regex.ts'

/**
 * What one JSONata evaluation may take. AWS refuses evaluations deeper than about 100 and larger than about 7 MB
 * (measured: [1..873782] passes, one element more does not; 4 Mi characters pass, 8 Mi do not); its time limit becomes
 * a number of steps here, so that the same run always ends the same way. A step is about a microsecond.
 */
export const jsonataLimits = { depth: 100, memory: 873_782 * 8, steps: 500_000, sequence: 873_782 } as const

/** Characters that a function reads or writes for the price of a step, and regular expression moves likewise. */
export const charactersPerStep = 256
export const regexMovesPerStep = 20

/** An evaluation went beyond its limits. Data of a run, so without a stack trace. */
export class LimitExceeded {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

/** After so many steps the scope is told of them. */
const stepsTold = 5000

const costly = new Set(['function', 'binary', 'apply', 'partial', 'transform', 'descendant', 'sort'])
const sizes = new WeakMap<object, { size: number, length: number }>()

/** Watches one evaluation: its depth, its steps, the size of every value that comes up. */
export class Meter {
  readonly scope: Scope
  /** A constructor that is made without a class of its own: one for every evaluation would be slow to make and to use. */
  readonly RegexEngine: new (pattern: RegExp) => SafeRegex
  private depth = 0
  private steps = 0
  private told = 0
  /** For every expression under way, the size of what its parts have yielded. */
  private readonly parts: number[] = []

  constructor(scope: Scope) {
    this.scope = scope
    const spend = (moves: number): void => this.spend(moves / regexMovesPerStep)
    this.RegexEngine = function (pattern: RegExp) {
      return new SafeRegex(pattern, '', spend)
    } as unknown as typeof this.RegexEngine
  }

  enter(node: ExprNode): void {
    if (++this.depth > jsonataLimits.depth) {
      throw new LimitExceeded('Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.')
    }
    this.spend(1 + constructionSteps(node))
    this.parts.push(0)
  }

  leave(node: ExprNode, result: unknown): void {
    this.depth--
    const parts = this.parts.pop() ?? 0
    const size = measure(result)
    this.hold(size)
    if (costly.has(node.type)) this.spend((parts + size) / charactersPerStep)
    if (this.parts.length > 0) this.parts[this.parts.length - 1]! += size
  }

  spend(steps: number): void {
    this.steps += steps
    if (this.steps - this.told >= stepsTold) this.tell()
    if (this.steps > jsonataLimits.steps) throw new LimitExceeded('Expression evaluation timeout: Check for infinite loop')
  }

  private tell(): void {
    this.scope.spent?.(this.steps - this.told)
    this.told = this.steps
  }

  hold(size: number): void {
    if (size > jsonataLimits.memory) throw outOfMemory()
  }
}

/** `jsonata` copies an array constructor's array for every element it adds. */
function constructionSteps(node: ExprNode): number {
  return node.type === 'unary' && node.value === '[' ? (node.expressions?.length ?? 0) ** 2 / 400 : 0
}

export function outOfMemory(): LimitExceeded {
  return new LimitExceeded('Expression evaluation memory limit exceeded: Check for excessive memory usage')
}

/**
 * Size of a value as if nothing in it were shared: a value that holds itself twice, thirty times over, is small in
 * memory and endless to print. Sizes of parts are remembered, so that measuring costs no more than building did.
 */
export function measure(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return value === undefined ? 0 : 8
  const known = sizes.get(value)
  if (known && known.length === (Array.isArray(value) ? value.length : 0)) return known.size
  if (isFunction(value)) return 8
  const room = { parts: smallParts }
  const size = measureSmall(value, room)
  return room.parts < 0 ? measureDeeply(value) : size
}

/** What an empty array takes in another value: of many in each other, every one has to be looked at. */
const emptySize = 8

/** Values of so few parts are measured anew every time, which is quicker than remembering them. */
const smallParts = 24

/** The size of a value that has room; where it has not, `room` is below 0 and the size means nothing. */
function measureSmall(value: object, room: { parts: number }): number {
  const items = Array.isArray(value) ? value as unknown[] : undefined
  const keys = items ? [] : Object.keys(value)
  room.parts -= items ? items.length : keys.length
  if (room.parts < 0) return 0
  let size = items ? 0 : 8
  if (items) for (const item of items) size += sizeOfSmall(item, room)
  else for (const key of keys) size += key.length + sizeOfSmall((value as Record<string, unknown>)[key], room)
  return size
}

function sizeOfSmall(part: unknown, room: { parts: number }): number {
  if (typeof part === 'string') return part.length + 8
  if (typeof part !== 'object' || part === null || isFunction(part)) return 8
  return (sizes.get(part)?.size ?? measureSmall(part, room)) || emptySize
}

/** Works without recursion: input may be nested deeper than the JavaScript stack. */
function measureDeeply(root: object): number {
  const pending: object[] = [root]
  /** Those whose parts are being measured. */
  const open = new Set<object>()
  while (pending.length > 0) {
    const current = pending.at(-1)!
    open.add(current)
    const unknown = pending.length
    let size = 8
    if (Array.isArray(current)) {
      size = 0
      for (const item of current) size += sizeOfPart(item, pending, open)
    }
    else {
      for (const key of Object.keys(current)) size += key.length + sizeOfPart((current as Record<string, unknown>)[key], pending, open)
    }
    if (pending.length > unknown) continue
    sizes.set(current, { size, length: Array.isArray(current) ? current.length : 0 })
    open.delete(current)
    pending.pop()
  }
  return sizes.get(root)!.size
}

/** A part's size; one that is not known yet is put among the pending ones. */
function sizeOfPart(part: unknown, pending: object[], open: ReadonlySet<object>): number {
  if (typeof part === 'string') return part.length + 8
  if (typeof part !== 'object' || part === null) return 8
  const known = sizes.get(part)
  if (known) return known.size || emptySize
  if (isFunction(part)) return 8
  if (open.has(part)) throw outOfMemory()
  pending.push(part)
  return 0
}

/** Measures a value whose parts have changed since they were measured. One that holds itself has no size: it is too large. */
export function measureAnew(root: unknown): number {
  const seen = new Set<object>()
  const pending: unknown[] = [root]
  for (let value = pending.pop(); pending.length > 0 || value !== undefined; value = pending.pop()) {
    if (typeof value !== 'object' || value === null || isFunction(value) || seen.has(value)) continue
    seen.add(value)
    sizes.delete(value)
    for (const part of Object.values(value)) if (part !== undefined) pending.push(part)
  }
  return measure(root)
}

/** JSONata's functions are objects with a mark, and hold on to environments that must not be walked. */
export function isFunction(value: unknown): boolean {
  return typeof value === 'function'
    || (typeof value === 'object' && value !== null && !Array.isArray(value) && ('_jsonata_function' in value || '_jsonata_lambda' in value))
}
