import type { Pair } from './constructors.ts'
import type { Lambda } from './higher-order.ts'
import type { LocalFunction } from './local-functions.ts'
import type { FilterPart, Step } from './paths.ts'
import type { Part } from './run.ts'
import type { Filter, Node } from './syntax.ts'
import type { Locals } from './variables.ts'
import type { Stage, TupleStep } from './tuples.ts'
import { callPart } from './calls.ts'
import { arrayPart, objectPart } from './constructors.ts'
import { descendants, wildcard } from './descend.ts'
import { indexFilter, predicateFilter, sameForAllFilter } from './filters.ts'
import { groupPart } from './group.ts'
import { higherOrderPart } from './higher-order.ts'
import { givesSequence, isBare, isGiven, isObjectConstructor, isPlainLambda, isSameEverywhere, isStates } from './kinds-of-nodes.ts'
import { localCall, tailCall } from './local-functions.ts'
import { lookUp } from './lookup.ts'
import { binaryPart, negation } from './operators.ts'
import { orderBy } from './order.ts'
import { filteredPart, pathPart } from './paths.ts'
import { patternPart } from './patterns.ts'
import { givenJson, resultJson } from './result.ts'
import { countNodes, heightOf, isKnown, namesIn, partedSteps } from './syntax.ts'
import { findsInside, transformPart } from './transform.ts'
import { tuplesPart } from './tuples.ts'
import { isTrue, settled } from './values.ts'
import { statesFieldPart, variablePart } from './variables.ts'

/** Thrown where an expression holds what is not evaluated directly. */
export const outside = Symbol('outside')

/** Makes parts of the nodes of one expression. All methods throw `outside`. */
export class Compiler {
  private places = 0

  /** A node whose value nothing in the expression looks at any more: what it gives is JSON, or undefined for nothing. */
  result(node: Node, locals: Locals = new Map()): Part {
    if (isBare(node)) {
      if (node.type === 'condition') return this.condition(node, locals, (branch, seen) => this.result(branch, seen))
      if (node.type === 'block') return this.block(node, locals, (last, seen) => this.result(last, seen))
      if (node.type === 'path' && isObjectConstructor(node.steps!.at(-1)!)) return givenJson(this.path(node, locals, (last, seen) => this.result(last, seen)))
      if (node.type === 'unary' && node.value !== '-') return this.constructed(node, locals, (entry, seen) => this.result(entry, seen))
    }
    const part = this.part(node, locals)
    return isGiven(node, locals) ? givenJson(part) : resultJson(part)
  }

  private part(node: Node, locals: Locals): Part {
    if (!isKnown(node)) throw outside
    if (node.type === 'path') return this.path(node, locals)
    const bare = this.bare(node, locals)
    const { predicate, keepArray = false } = node
    const part = predicate ? filteredPart(bare, this.filters(predicate, locals)) : bare
    if (!predicate && !keepArray && !givesSequence(node)) return part
    return (context, run) => settled(part(context, run), keepArray)
  }

  private bare(node: Node, locals: Locals): Part {
    const inner = (child: Node, seen: Locals): Part => this.part(child, seen)
    switch (node.type) {
      case 'string':
      case 'number':
      case 'value': return () => node.value
      case 'variable': return variablePart(node.value as string, locals) ?? refuse()
      case 'binary': return binaryPart(node.value as string, this.part(node.lhs as Node, locals), this.part(node.rhs!, locals)) ?? refuse()
      case 'unary': return node.value === '-' ? negation(this.part(node.expression!, locals)) : this.constructed(node, locals, inner)
      case 'condition': return this.condition(node, locals, inner)
      case 'block': return this.block(node, locals, inner)
      case 'function': return this.call(node.procedure!, [], node.arguments!, locals)
      case 'apply': return this.application(node, locals)
      case 'wildcard': return wildcard
      case 'descendant': return descendants
      default: return refuse()
    }
  }

  private condition(node: Node, locals: Locals, branch: (node: Node, locals: Locals) => Part): Part {
    const condition = this.part(node.condition!, locals)
    const then = branch(node.then!, locals)
    const otherwise = node.else && branch(node.else, locals)
    return (context, run) => isTrue(condition(context, run), run) ? then(context, run) : otherwise?.(context, run)
  }

  /** Variables of a block are seen by what comes after them in it. */
  private block(node: Node, locals: Locals, last: (node: Node, locals: Locals) => Part): Part {
    const expressions = node.expressions!
    let seen = locals
    const parts = expressions.map((expression, i) => {
      if (expression.type === 'bind' && expression.rhs!.type === 'lambda') {
        const { name, bound, value } = this.functionBinding(expression, seen, expressions.slice(i + 1))
        seen = new Map(seen).set(name, bound)
        return value
      }
      if (expression.type !== 'bind') return i === expressions.length - 1 ? last(expression, seen) : this.part(expression, seen)
      const { value, place } = this.binding(expression, seen)
      seen = new Map(seen).set((expression.lhs as Node).value as string, place)
      return i === expressions.length - 1 ? last(expression.rhs!, seen) : value
    })
    return (context, run) => {
      let result: unknown
      for (const part of parts) result = part(context, run)
      return result
    }
  }

  private binding(node: Node, locals: Locals): { value: Part, place: number } {
    const name = (node.lhs as Node).value as string
    if (!isBare(node) || name === '' || name === '$') throw outside
    const place = this.places++
    const part = this.part(node.rhs!, locals)
    return { place, value: (context, run) => run.locals[place] = part(context, run) }
  }

  /**
   * `$f := function(…) { … }`. What comes after it in the block may call it, and may not bind a name that it reads: it would see that one.
   */
  private functionBinding(node: Node, locals: Locals, after: readonly Node[]): { name: string, bound: LocalFunction, value: Part } {
    const name = (node.lhs as Node).value as string
    const { arguments: parameters, body } = node.rhs!
    const later = after.filter(({ type }) => type === 'bind').map(({ lhs }) => (lhs as Node).value as string)
    if (!isBare(node) || !isPlainLambda(node.rhs!) || name === '' || name === '$' || after.length === 0 || later.some(other => namesIn(body!).has(other))) throw outside
    const contextPlace = this.places++
    const bound: LocalFunction = { contextPlace, parameters: [], first: this.places, end: 0, body: refuse, weight: countNodes(body!), height: heightOf(body!) + 1 }
    const names = parameters!.map(parameter => parameter.value as string)
    bound.parameters = names.map(() => this.places++)
    const seen: Locals = new Map([...locals, [name, bound], ...names.map((parameter, i) => [parameter, bound.parameters[i]!] as const)])
    bound.body = this.tail(body!, seen, true)
    bound.end = this.places
    return { name, bound, value: (context, run) => run.locals[contextPlace] = context }
  }

  private constructed(node: Node, locals: Locals, inner: (node: Node, locals: Locals) => Part): Part {
    if (node.value === '[') {
      const entries = node.expressions!.map(entry => ({ part: inner(entry, locals), nested: entry.value === '[' }))
      return arrayPart(entries, node.consarray === true)
    }
    return objectPart(this.pairs(node.lhs as [Node, Node][], locals, inner))
  }

  private pairs(pairs: readonly [Node, Node][], locals: Locals, inner: (node: Node, locals: Locals) => Part): Pair[] {
    return pairs.map(([key, value]) => ({
      key: this.part(key, locals),
      name: key.type === 'string' && isBare(key) ? key.value as string : undefined,
      value: inner(value, locals),
    }))
  }

  /** `first` are arguments that stand before those in parentheses. */
  private call(procedure: Node, first: readonly Part[], more: readonly Node[], locals: Locals, context?: null, isTail = false): Part {
    const name = procedure.value as string
    if (procedure.type !== 'variable' || !isBare(procedure)) throw outside
    const local = locals.get(name)
    if (typeof local === 'number') throw outside
    if (local) return (isTail ? tailCall : localCall)(local, [...first, ...more.map(argument => this.part(argument, locals))], context)
    const lambda = more[1 - first.length]
    if (lambda?.type === 'regex' && isBare(lambda)) return this.search(name, first, more, locals)
    if (lambda?.type !== 'lambda') return callPart(name, [...first, ...more.map(argument => this.part(argument, locals))], context, isTail) ?? refuse()
    const [list = this.part(more[0]!, locals)] = first
    const others = more.slice(2 - first.length)
    // A function that ends with `$sort` hands it what `jsonata` can not call.
    if (others.length > 1 || (name === 'sort' && context === null)) throw outside
    return higherOrderPart(name, list, this.lambda(lambda, locals), others[0] && this.part(others[0], locals)) ?? refuse()
  }

  /** A call with a regular expression as its second argument. */
  private search(name: string, first: readonly Part[], more: readonly Node[], locals: Locals): Part {
    const [text = this.part(more[0]!, locals)] = first
    const pattern = more[1 - first.length]!.value as RegExp
    return patternPart(name, text, pattern, more.slice(2 - first.length).map(argument => this.part(argument, locals))) ?? refuse()
  }

  private lambda(node: Node, locals: Locals): Lambda {
    if (!isPlainLambda(node)) throw outside
    const { arguments: parameters, body } = node
    const names = parameters!.map(parameter => parameter.value as string)
    const places = names.map(() => this.places++)
    const seen = new Map([...locals, ...names.map((name, i) => [name, places[i]!] as const)])
    return { places, body: this.tail(body!, seen), weight: countNodes(body!) }
  }

  /** What a function gives. A call there is made outside of it, without a context, and its sequence stays one. `loops`: by who calls the function. */
  private tail(node: Node, locals: Locals, loops = false): Part {
    const { type, body, thunk } = node
    if (type === 'lambda' && thunk) return isKnown(body!) ? this.call(body!.procedure!, [], body!.arguments!, locals, null, loops) : refuse()
    if (type === 'condition' && isBare(node)) return this.condition(node, locals, (branch, seen) => this.tail(branch, seen, loops))
    if (type === 'block' && isBare(node)) return this.block(node, locals, (last, seen) => this.tail(last, seen, loops))
    return this.part(node, locals)
  }

  /** `a ~> $f`, `a ~> $f(b)` and `a ~> |b|{…}|`. The function named alone has no context. */
  private application({ lhs, rhs }: Node, locals: Locals): Part {
    const { type, predicate, procedure, arguments: more } = rhs!
    const first = [this.part(lhs as Node, locals)]
    if (!isKnown(rhs!) || predicate) throw outside
    if (type === 'transform') return this.transform(rhs!, first[0]!, locals)
    return type === 'function' ? this.call(procedure!, first, more!, locals) : this.call(rhs!, first, [], locals, null)
  }

  private transform(node: Node, value: Part, locals: Locals): Part {
    const { pattern, update, delete: deletions } = node
    if (!findsInside(pattern!) || locals.has('clone')) throw outside
    return transformPart(value, {
      pattern: this.part(pattern!, locals),
      update: this.part(update!, locals),
      deletions: deletions && this.part(deletions, locals),
      weight: countNodes(update!) + (deletions ? countNodes(deletions) : 0),
    })
  }

  /** `last` compiles the last step where that is an object constructor whose objects nothing looks at any more. */
  private path(node: Node, locals: Locals, last?: (node: Node, locals: Locals) => Part): Part {
    const { plain, binding } = partedSteps(node.steps!)
    const [first, second] = plain
    const absolute = node.steps![0]!.type === 'variable'
    if (node.steps![0]!.consarray || (binding.length > 0 && node.group)) throw outside
    const steps = plain.map((step, i) => this.step(step, locals, i > 0 && step === node.steps!.at(-1) ? last : undefined))
    const tuples = binding.length > 0 ? tuplesPart(this.tuples(binding, locals)) : undefined
    const field = first && isStates(first, locals) && second?.type === 'name' && !second.keepArray ? statesFieldPart(second.value as string) : undefined
    if (field) steps.splice(0, 2, { ...steps[1]!, part: field, key: undefined })
    if (node.group && node.keepSingletonArray) throw outside
    const group = node.group && groupPart(this.pairs(node.group.lhs, locals, (value, seen) => this.part(value, seen)), countNodes({ type: 'group', group: node.group }))
    return pathPart(steps, { absolute, keepSingleton: node.keepSingletonArray === true, keepArray: node.keepArray === true, group, tuples })
  }

  /** Steps from the first on that binds something. What one binds is seen by what stands behind it. */
  private tuples(steps: readonly Node[], locals: Locals): TupleStep[] {
    let seen = locals
    const bind = (name: string): number => {
      if (name === '' || name === '$') throw outside
      const place = this.places++
      seen = new Map(seen).set(name, place)
      return place
    }
    return steps.map(({ focus, index, tuple: _tuple, stages = [], ...step }, i) => {
      // What has been put into an order has no bindings any more.
      if (step.type === 'sort' && i > 0) throw outside
      const before = step.type === 'sort' ? { part: undefined, weight: 0 } : this.step(step, seen)
      const bound = { focus: focus === undefined ? undefined : bind(focus), index: index === undefined ? undefined : bind(index) }
      return { ...before, ...bound, stages: stages.map(stage => this.stage(stage, seen, bind)) }
    })
  }

  private stage({ type, expr, value }: Filter, seen: Locals, bind: (name: string) => number): Stage {
    if (type === 'index') return { place: bind(value!) }
    if (expr.type === 'number') return { at: Math.floor(expr.value as number) }
    return { predicate: this.part(expr, seen), weight: countNodes(expr) }
  }

  private step(node: Node, locals: Locals, compile = (step: Node, seen: Locals): Part => this.part(step, seen)): Step {
    if (!isKnown(node)) throw outside
    const { type, keepArray = false, stages = [], terms } = node
    const name = node.value as string
    if (terms) {
      const order = orderBy(terms.map(({ descending, expression }) => ({ descending, part: this.part(expression, locals), weight: countNodes(expression) })))
      return { part: refuse, key: undefined, weight: 1, filters: this.filters(stages, locals), order }
    }
    return {
      part: type === 'name' ? (context, run) => settled(lookUp(context, name, run), keepArray) : compile(node, locals),
      key: type === 'name' && !keepArray ? name : undefined,
      weight: countNodes(node),
      filters: this.filters(stages, locals),
    }
  }

  private filters(filters: readonly { expr: Node }[], locals: Locals): FilterPart[] {
    return filters.map(({ expr }) => {
      if (expr.type === 'number') return indexFilter(expr.value as number)
      const filter = isSameEverywhere(expr, locals) ? sameForAllFilter : predicateFilter
      return filter(this.part(expr, locals), countNodes(expr))
    })
  }
}

function refuse(): never {
  throw outside
}
