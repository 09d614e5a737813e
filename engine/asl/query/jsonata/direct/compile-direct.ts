import type { ExprNode } from 'jsonata'
import type { Json } from '../../json.ts'
import type { Scope } from '../../scope.ts'
import type { Node } from './syntax.ts'
import { jsonataLimits, LimitExceeded } from '../meter.ts'
import { Compiler, outside } from './compiler.ts'
import { Run, unsure } from './run.ts'
import { countNodes, heightOf, isDeeper } from './syntax.ts'

export { unsure } from './run.ts'

/** Evaluates an expression at once: its result as JSON, undefined for no result, `unsure` where only `jsonata` can tell. */
export type Direct = (scope: Scope) => Json | undefined | typeof unsure

/**
 * Compiles an expression to closures, which need neither `jsonata`'s interpreter nor its promises; undefined where it
 * holds anything but look-ups, wildcards, predicates, orders, groups, bound positions and elements, operators, conditions, blocks with
 * variables and functions, constructors, transforms, and calls of pure functions and of those that search for a pattern.
 *
 * What comes out is what `jsonata` would give, only that data is never taken for a function, whatever its keys. Where that is an error, or could be, the answer is `unsure`: `jsonata`
 * then finds the error and words it. Steps and memory are charged as there; evaluations that go beyond them throw
 * LimitExceeded, or are `unsure`.
 */
export function compileDirect(root: ExprNode): Direct | undefined {
  const node = root as unknown as Node
  if (isDeeper(node, jsonataLimits.depth)) return undefined
  try {
    const evaluate = new Compiler().result(node)
    const [steps, height] = [countNodes(node), heightOf(node)]
    return (scope) => {
      try {
        return evaluate(undefined, new Run(scope, steps, height)) as Json | undefined
      }
      catch (thrown) {
        if (thrown instanceof LimitExceeded) throw thrown
        return unsure
      }
    }
  }
  catch (thrown) {
    if (thrown === outside) return undefined
    throw thrown
  }
}
