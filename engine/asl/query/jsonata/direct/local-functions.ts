import type { Part, Run } from './run.ts'
import { jsonataLimits } from '../meter.ts'
import { unsure } from './run.ts'

/** A function that a block binds to a name, `$f := function($x) { … }`, and that is only called. */
export interface LocalFunction {
  /** Where the context that it was made in stands among the locals. */
  contextPlace: number
  /** Places of its parameters, and the first and the end of all places that a call of it uses. */
  parameters: readonly number[]
  first: number
  end: number
  /** Gives its result, or the call that its result is. */
  body: Part
  /** How many steps of the meter a call takes, and how deep its nodes stand in one another. */
  weight: number
  height: number
}

/** What a function ends with: a call that is made outside of it, so that it may go on for ever without getting deeper. */
class TailCall {
  readonly callee: LocalFunction
  readonly values: readonly unknown[]

  constructor(callee: LocalFunction, values: readonly unknown[]) {
    this.callee = callee
    this.values = values
  }
}

/** A call, in the context it stands in or in the one given. */
export function localCall(callee: LocalFunction, args: readonly Part[], given?: null): Part {
  return (context, run) => call(callee, args.map(arg => arg(context, run)), given === undefined ? context : given, run)
}

/** A call as the last thing that a function does. */
export function tailCall(callee: LocalFunction, args: readonly Part[]): Part {
  return (context, run) => new TailCall(callee, args.map(arg => arg(context, run)))
}

/** Every function is taken to stand as deep as it gets: where that might be too deep, `jsonata` has to be asked. */
function call(first: LocalFunction, args: readonly unknown[], context: unknown, run: Run): unknown {
  const { depth, caller } = run
  run.caller = context
  let result: unknown = new TailCall(first, args)
  while (result instanceof TailCall) {
    const { callee, values } = result
    run.depth = depth + callee.height
    if (run.depth > jsonataLimits.depth) throw unsure
    run.spend(callee.weight)
    result = withOwnLocals(callee, values, run)
  }
  run.depth = depth
  run.caller = caller
  return result
}

/** A call inside the call has the same places: what stood there is put back. */
function withOwnLocals({ contextPlace, parameters, first, end, body }: LocalFunction, values: readonly unknown[], run: Run): unknown {
  const { locals } = run
  const before = locals.slice(first, end)
  parameters.forEach((place, i) => locals[place] = values[i])
  const result = body(locals[contextPlace], run)
  for (let place = first; place < end; place++) locals[place] = before[place - first]
  return result
}
