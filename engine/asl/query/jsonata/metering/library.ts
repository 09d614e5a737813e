import type { Expression } from 'jsonata'
import type { NativeFunction, WatchedEnvironment } from '../environment.ts'
import jsonata from 'jsonata'
import { linear } from './linear.ts'
import { pay } from './prices.ts'

const names = [
  'abs', 'append', 'assert', 'average', 'base64decode', 'base64encode', 'boolean', 'ceil', 'clone', 'contains', 'count', 'decodeUrl', 'decodeUrlComponent', 'distinct', 'each',
  'encodeUrl', 'encodeUrlComponent', 'error', 'exists', 'filter', 'floor', 'formatBase', 'formatInteger', 'formatNumber', 'fromMillis', 'hash', 'join', 'keys', 'length',
  'lookup', 'lowercase', 'map', 'match', 'max', 'merge', 'millis', 'min', 'not', 'now', 'number', 'pad', 'parse', 'parseInteger', 'partition', 'power', 'random', 'range',
  'reduce', 'replace', 'reverse', 'round', 'shuffle', 'sift', 'single', 'sort', 'split', 'spread', 'sqrt', 'string', 'substring', 'substringAfter', 'substringBefore', 'sum',
  'toMillis', 'trim', 'type', 'uppercase', 'uuid', 'zip',
]

const entered = Symbol.for('jsonata.__evaluate_entry')
let library: (readonly [name: string, definition: NativeFunction])[] | undefined

/**
 * Gives an expression all functions that it may call, each paying for a call before it is made. They are made once and shared.
 *
 * @param expression what is going to be evaluated; its environment's `base` has the meter by then
 * @param register adds the functions that `jsonata` itself does not have, or has otherwise
 */
export function assignFunctions(expression: Expression, register: (expression: Expression) => void): void {
  library ??= makeLibrary(register)
  for (const [name, definition] of library) expression.assign(name, definition)
}

function makeLibrary(register: (expression: Expression) => void): (readonly [string, NativeFunction])[] {
  const probe = jsonata('null')
  register(probe)
  let environment: WatchedEnvironment | undefined
  // An evaluation begins at once, in the environment that has the functions.
  ;(probe.assign as unknown as (name: symbol, value: unknown) => void)(entered, (_node: unknown, _input: unknown, here: WatchedEnvironment) => environment = here)
  void probe.evaluate(undefined)
  return names.map((name) => {
    const definition = environment!.lookup(name) as NativeFunction
    return [name, { ...definition, implementation: metered(name, definition.implementation) }]
  })
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
