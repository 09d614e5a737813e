import type { ExprNode } from 'jsonata'
import type { NativeFunction, Watcher } from '../environment.ts'
import type { Roles } from './roles.ts'
import { LimitExceeded, measureAnew, type Meter, outOfMemory } from '../meter.ts'
import { elementsIn, elementsPerStep, elementsTestedPerStep } from './prices.ts'
import { hidePush } from './sequence.ts'

/** Of every array that comes up somebody may walk over the elements: so many are a step. */
const elementsSeenPerStep = 1024

interface Frame {
  node: ExprNode
  /** Elements of an array constructor so far. */
  built: number
  /** Elements of every group so far, by its key. */
  groups: Map<string, number> | undefined
  /** The first number of a range, once it is known. */
  first: unknown
}

/**
 * Charges what `jsonata` copies inside one expression, before it does: an array constructor is copied for every entry, a group for
 * every element, the values of `*` for every field.
 */
export class Copies implements Watcher {
  private readonly meter: Meter
  private readonly roles: Roles
  private readonly frames: Frame[] = []

  constructor(meter: Meter, roles: Roles) {
    this.meter = meter
    this.roles = roles
  }

  enter(node: ExprNode, input: unknown): void {
    this.frames.push({ node, built: 0, groups: undefined, first: undefined })
    const { type } = node
    if (type === 'name') {
      if (Array.isArray(input)) this.meter.spend(elementsIn(input) / elementsPerStep)
    }
    else if (type === 'wildcard') {
      hidePush(input)
      if (Array.isArray(input)) hidePush(input[0])
      this.spread(input)
    }
  }

  leave(node: ExprNode, input: unknown, result: unknown): void {
    const { meter } = this
    this.frames.pop()
    const frame = this.frames.at(-1)
    const length = Array.isArray(result) ? result.length : 1
    if (length > 1) meter.spend(length / (this.roles.tests.has(node) ? elementsTestedPerStep : elementsSeenPerStep))
    // For every comparison the rest of the list is copied.
    if (this.roles.terms.has(node)) meter.spend(1)
    if ((node as { tuple?: unknown }).tuple) meter.spend(length)
    if (node.type === 'transform') this.watchTransform(result as NativeFunction)
    if (!frame) return
    if (frame.node.type === 'unary' && frame.node.value === '[') {
      frame.built += node.type === 'unary' && node.value === '[' ? 1 : length
      meter.spend(frame.built / elementsPerStep)
    }
    else if (frame.node.type === 'binary' && frame.node.value === '..') {
      this.range(frame, node, result)
    }
    else if (this.roles.keys.has(node)) {
      if (typeof result === 'string') this.group(frame, result, Array.isArray(input) ? input.length : 1)
    }
    else if (typeof result === 'function' && frame.groups?.has('then') && this.roles.values.has(node)) {
      // `jsonata` awaits what it makes: an object with a function of that name would be waited for without end.
      throw new LimitExceeded('A field named \'then\' can not hold a function.')
    }
  }

  private group(frame: Frame, key: string, elements: number): void {
    frame.groups ??= new Map()
    const count = (frame.groups.get(key) ?? 0) + elements
    frame.groups.set(key, count)
    this.meter.spend(count * this.roles.bindings / elementsPerStep)
  }

  /** Beyond the safe integers, counting up by one gets nowhere: `jsonata` would go on for ever. */
  private range(frame: Frame, node: ExprNode, bound: unknown): void {
    if (node === frame.node.lhs as unknown) {
      frame.first = bound
      return
    }
    const { first } = frame
    if (!Number.isInteger(first) || !Number.isInteger(bound) || (first as number) > (bound as number)) return
    if (!Number.isSafeInteger(first) || !Number.isSafeInteger(bound)) throw outOfMemory()
  }

  /** What `*` yields of an object: fields that are arrays are appended one by one. */
  private spread(input: unknown): void {
    if (typeof input !== 'object' || input === null) return
    let yielded = 0
    let copied = 0
    for (const value of Object.values(input)) {
      yielded += Array.isArray(value) ? elementsIn(value) : 1
      if (Array.isArray(value)) copied += yielded
    }
    this.meter.spend(copied / elementsPerStep)
  }

  /** A transform writes into a copy whose parts have been measured before: what it has made is measured anew. */
  private watchTransform(definition: NativeFunction): void {
    const { implementation } = definition
    const { meter } = this
    definition.implementation = async function (value) {
      const result = await implementation.call(this, value)
      const size = measureAnew(result)
      meter.hold(size)
      meter.spend(size / elementsPerStep)
      return result
    }
  }
}
