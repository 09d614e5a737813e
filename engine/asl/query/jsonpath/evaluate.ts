import type { Json } from '../json.ts'
import type { Scope } from '../scope.ts'
import type { PathSyntax, Segment } from './syntax.ts'
import { isObject, ownValue, setKey } from '../json.ts'
import { QueryError } from '../query-error.ts'
import { passes, type PathFinder } from './filter.ts'
import { applyFunction } from './functions.ts'
import { PathNotFound } from './path-not-found.ts'
import { isDefinite, namesOnePlace } from './syntax.ts'

/** Nodes one path may visit. A payload holds far fewer; only paths such as `$..*..*` on hostile data get there. */
const maxVisits = 2_000_000

/** Visits for the price of a step. */
const visitsPerStep = 30

/** Evaluates paths against one scope and counts what they visit, filters included. */
export class PathWalk implements PathFinder {
  readonly scope: Scope
  private visits = 0
  private told = 0

  constructor(scope: Scope) {
    this.scope = scope
  }

  /** A walk of its own to the value of a path. The scope is told what it cost. */
  static to(path: PathSyntax, scope: Scope): Json {
    const walk = new PathWalk(scope)
    const value = walk.value(path)
    walk.tell()
    return value
  }

  /** The value of a path: definite paths throw PathNotFound where there is nothing, indefinite ones yield an array. */
  value(path: PathSyntax, item?: Json): Json {
    const found = this.find(path, item)
    return isDefinite(path) ? found[0]! : found
  }

  /** All matches of a path. Only a path that is definite all the way complains about what is missing, as AWS does. */
  find(path: PathSyntax, item?: Json): Json[] {
    let nodes: Json[] = [this.root(path, item)]
    const definite = namesOnePlace(path)
    for (let i = 0; i < path.segments.length; i++) {
      const segment = path.segments[i]!
      const last = i === path.segments.length - 1
      if (segment.kind === 'function') {
        const subject = definite ? nodes[0]! : nodes
        this.visit(Array.isArray(subject) ? subject.length : 1)
        return [applyFunction(segment.name, segment.argument, subject)]
      }
      const next: Json[] = []
      for (const node of nodes) this.step(node, segment, next, definite, last, () => normalForm(path, i))
      nodes = next
    }
    return nodes
  }

  visit(count = 1): void {
    this.visits += count
    if (this.visits - this.told > 100_000) this.tell()
    if (this.visits > maxVisits) {
      throw new QueryError('States.Runtime', `A path visits more than ${maxVisits} values.`)
    }
  }

  private tell(): void {
    this.scope.spent?.((this.visits - this.told) / visitsPerStep)
    this.told = this.visits
  }

  private root(path: PathSyntax, item: Json | undefined): Json {
    const { root } = path
    if (root.kind === 'input') return this.scope.input
    if (root.kind === 'context') return this.scope.context
    if (root.kind === 'item') return item!
    const value = this.scope.variables.get(root.name)
    if (value === undefined) throw new PathNotFound(`The variable '$${root.name}' has not been assigned a value`)
    return value
  }

  private step(node: Json, segment: Segment, out: Json[], definite: boolean, last: boolean, at: () => string): void {
    this.visit()
    switch (segment.kind) {
      case 'key': return this.key(node, segment.key, out, definite, last, at)
      case 'keys': this.visit(segment.keys.length)
        return last ? this.merge(node, segment.keys, out, definite, at) : segment.keys.forEach(key => this.key(node, key, out, false, last, at))
      case 'index': return this.index(node, segment.index, out, definite, at)
      case 'indexes': return this.indexes(node, segment.indexes, out)
      case 'slice': return this.slice(node, segment.from, segment.to, out)
      case 'wildcard': return this.children(node, out)
      case 'descend': return this.descend(node, out)
      case 'filter': return this.filter(node, segment, out)
    }
  }

  private key(node: Json, key: string, out: Json[], definite: boolean, last: boolean, at: () => string): void {
    const value = isObject(node) ? ownValue(node, key) : undefined
    if (value !== undefined) {
      out.push(value)
    }
    else if (definite) {
      throw new PathNotFound(last && isObject(node) ? `No results for path: ${at()}` : `Missing property in path ${at()}`)
    }
  }

  private merge(node: Json, keys: string[], out: Json[], definite: boolean, at: () => string): void {
    if (!isObject(node)) {
      if (definite) throw new PathNotFound(`Missing property in path ${at()}`)
      return
    }
    const merged: { [key: string]: Json } = {}
    for (const key of keys) {
      const value = ownValue(node, key)
      if (value !== undefined) setKey(merged, key, value)
    }
    out.push(merged)
  }

  private index(node: Json, index: number, out: Json[], definite: boolean, at: () => string): void {
    const value = Array.isArray(node) ? node.at(index) : undefined
    if (value !== undefined) out.push(value)
    else if (definite) throw new PathNotFound(`No results for path: ${at()}`)
  }

  private indexes(node: Json, indexes: number[], out: Json[]): void {
    if (!Array.isArray(node)) return
    this.visit(indexes.length)
    for (const index of indexes) {
      const value = node.at(index)
      if (value !== undefined) out.push(value)
    }
  }

  private slice(node: Json, from: number | undefined, to: number | undefined, out: Json[]): void {
    if (Array.isArray(node)) this.add(node.slice(from, to), out)
  }

  private children(node: Json, out: Json[]): void {
    if (Array.isArray(node)) this.add(node, out)
    else if (isObject(node)) this.add(Object.values(node), out)
  }

  /** The node and everything under it, parents before children, in document order. */
  private descend(node: Json, out: Json[]): void {
    const pending = [node]
    for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
      this.visit()
      if (typeof current !== 'object' || current === null) continue
      out.push(current)
      const children = Array.isArray(current) ? current : Object.values(current)
      for (let i = children.length - 1; i >= 0; i--) pending.push(children[i]!)
    }
  }

  private filter(node: Json, segment: Segment & { kind: 'filter' }, out: Json[]): void {
    const candidates = Array.isArray(node) ? node : isObject(node) ? [node] : []
    for (const candidate of candidates) {
      this.visit()
      if (passes(segment.test, candidate, this)) out.push(candidate)
    }
  }

  private add(values: readonly Json[], out: Json[]): void {
    this.visit(values.length)
    for (const value of values) out.push(value)
  }
}

/** The path up to and including a segment, the way AWS's messages write paths: `$['a'][0]`. */
function normalForm(path: PathSyntax, upTo: number): string {
  return path.segments.slice(0, upTo + 1).reduce((text, segment) => {
    if (segment.kind === 'key') return `${text}['${segment.key}']`
    if (segment.kind === 'keys') return `${text}[${segment.keys.map(key => `'${key}'`).join(',')}]`
    return segment.kind === 'index' ? `${text}[${segment.index}]` : text
  }, path.root.kind === 'item' ? '@' : '$')
}
