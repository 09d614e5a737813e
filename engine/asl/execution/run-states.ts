/** State after state, from the first of a branch to its end. */

import { type Json, plainText } from '../query/json.ts'
import { StateFailure } from './failure.ts'
import { hasSteps, type Steps, TURN } from './turns/coroutine.ts'
import { StateVisit, type Strand } from './strand.ts'
import type { CompiledBranch, CompiledState } from './state.ts'
import { toFailure } from './evaluation.ts'

/** States that a redrive enters anew; all others go on where they were, without another StateEntered event. */
const ENTERED_ANEW = new Set<CompiledState['type']>(['Pass', 'Choice', 'Succeed', 'Fail'])

/**
 * Runs a branch and gives its output. With `from`, a redrive goes on with the state that a strand was in when it failed.
 * Throws the StateFailure that nothing caught.
 */
export function* runStates(strand: Strand, branch: CompiledBranch, input: Json, from?: StateVisit): Steps<Json> {
  let name = from?.state.name ?? branch.startAt
  let value = from?.rawInput ?? input
  let resumed = from && !ENTERED_ANEW.has(from.state.type) ? from : undefined
  for (;;) {
    const state = branch.states.get(name)
    if (!state) throw new StateFailure('States.Runtime', `There is no state '${plainText(name)}' to go to.`)
    const visit: StateVisit = resumed ?? new StateVisit(strand, state, value)
    strand.visit = visit
    if (resumed) visit.resume()
    else visit.enter()
    resumed = undefined
    let output: Json
    let next: string | undefined
    try {
      const work = state.run(visit);
      ({ output, next } = hasSteps(work) ? yield* work : work)
    }
    catch (thrown) {
      throw toFailure(visit, thrown)
    }
    // An observer may have stopped the execution meanwhile; then nobody asks for the output any more.
    if (next === undefined || strand.execution.status !== 'RUNNING') return output
    name = next
    value = output
    if (strand.execution.clock.busy) yield TURN
  }
}
