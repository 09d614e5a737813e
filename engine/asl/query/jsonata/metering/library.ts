import type { Expression } from 'jsonata'
import type { NativeFunction, WatchedEnvironment } from '../environment.ts'
import jsonata from 'jsonata'
import { linear } from './linear.ts'
import { pay } from './prices.ts'

/** Functions whose answer comes at once and depends on nothing but their arguments, the context and the virtual clock. */
export const pureFunctions: readonly string[] = [
  'sum', 'count', 'max', 'min', 'average', 'string', 'substring', 'substringBefore', 'substringAfter', 'lowercase', 'uppercase', 'length', 'trim', 'pad', 'join',
  'formatNumber', 'formatBase', 'formatInteger', 'parseInteger', 'number', 'floor', 'ceil', 'round', 'abs', 'sqrt', 'power', 'boolean', 'not', 'zip', 'keys', 'lookup',
  'append', 'exists', 'spread', 'merge', 'reverse', 'type', 'distinct', 'base64encode', 'base64decode', 'encodeUrlComponent', 'encodeUrl', 'decodeUrlComponent',
  'decodeUrl', 'millis', 'range', 'partition', 'parse', 'hash',
]

const otherFunctions = [
  'assert', 'clone', 'contains', 'each', 'error', 'filter', 'fromMillis', 'map', 'match', 'now', 'random', 'reduce', 'replace', 'shuffle', 'sift', 'single', 'sort',
  'split', 'toMillis', 'uuid',
]

const entered = Symbol.for('jsonata.__evaluate_entry')

/**
 * All functions that an expression may call, each paying for a call before it is made.
 *
 * @param register adds the functions that `jsonata` itself does not have, or has otherwise
 * @returns the functions by name; the environment that they are called in has a meter in its `base`
 */
export function meteredFunctions(register: (expression: Expression) => void): ReadonlyMap<string, NativeFunction> {
  const probe = jsonata('null')
  register(probe)
  let environment: WatchedEnvironment | undefined
  // An evaluation begins at once, in the environment that has the functions.
  ;(probe.assign as unknown as (name: symbol, value: unknown) => void)(entered, (_node: unknown, _input: unknown, here: WatchedEnvironment) => environment = here)
  void probe.evaluate(undefined)
  return new Map([...pureFunctions, ...otherFunctions].map((name) => {
    const definition = environment!.lookup(name) as NativeFunction
    return [name, { ...definition, implementation: metered(name, definition.implementation) }]
  }))
}

/** `jsonata` reads how many arguments a function takes, and their names, from the function itself: they stay the same. */
function metered(name: string, native: NativeFunction['implementation']): NativeFunction['implementation'] {
  const implementation: NativeFunction['implementation'] = Object.hasOwn(linear, name) ? linear[name]!(native) : native
  const paying = function (this: { environment: WatchedEnvironment }, ...args: unknown[]): unknown {
    pay(name, args, this.environment.base.meter!)
    return implementation.apply(this, args)
  }
  return Object.defineProperties(paying, {
    length: { value: native.length },
    toString: { value: () => native.toString() },
  }) as NativeFunction['implementation']
}
