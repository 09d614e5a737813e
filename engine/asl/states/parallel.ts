/** Parallel: runs its branches side by side. https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html */

import type { ParallelState } from '../definition/types.ts'
import type { Json } from '../query/json.ts'
import { StateFailure } from '../execution/failure.ts'
import { PARK, type Steps } from '../execution/turns/coroutine.ts'
import { type StateVisit, Strand, type UnfinishedStrand } from '../execution/strand.ts'
import type { CompiledState, Transition } from '../execution/state.ts'
import type { CompileContext } from './compile-context.ts'
import { recordAborted } from './abort.ts'
import { DataFlow } from './data-flow.ts'
import { ErrorHandling } from './error-handling.ts'
import { runStates } from '../execution/run-states.ts'

export function compileParallel(state: ParallelState, { name, language, compileBranch }: CompileContext): CompiledState {
  const flow = new DataFlow(state, language)
  const handling = new ErrorHandling(state, language, 'ParallelStateFailed')
  const branches = state.Branches.map(branch => compileBranch(branch))

  function* attempt(visit: StateVisit): Steps<Transition> {
    const { strand } = visit
    const unfinished = visit.takeResumed() as UnfinishedStrand[] | undefined
    flow.admit(visit)
    const payload = flow.payloadOf(visit)
    const input = payload instanceof Promise ? (yield payload) as Json : payload
    if (!unfinished) strand.record('ParallelStateStarted')

    const children = branches.map((_, index) => new Strand(strand.execution, strand, `${name}{${index}}`))
    const outputs: Json[] = []
    let left = 0
    let failure: StateFailure | undefined
    strand.children = children
    visit.progress = children
    children.forEach((child, index) => {
      const before = unfinished?.[index]
      if (before?.result && 'output' in before.result) {
        outputs[index] = before.result.output
        child.result = before.result
        return
      }
      left++
      child.start(runStates(child, branches[index]!, input, child.adopt(before)), (result) => {
        if ('output' in result) {
          outputs[index] = result.output
          strand.lastEventId = child.lastEventId
          if (--left === 0) strand.wake()
          return
        }
        failure = branchFailed(result.failure)
        strand.lastEventId = child.lastEventId
        if (child.visit?.state.type === 'Task' && !failure.terminal) child.recordAside('TaskStateAborted')
        for (const sibling of children) recordAborted(sibling)
        for (const sibling of children) sibling.abort()
        strand.wake()
      })
    })
    if (left > 0) yield PARK
    if (failure) throw failure
    strand.children = []
    strand.record('ParallelStateSucceeded')
    return yield* flow.leave(visit, outputs, state.Next)
  }

  return {
    name,
    type: 'Parallel',
    language,
    countsRetries: true,
    run: visit => handling.run(visit, attempt),
  }
}

/** The Parallel state fails with its branch's error, which may also be caught as States.BranchFailed. */
function branchFailed({ error, cause, terminal, namedOnly, aliases }: StateFailure): StateFailure {
  return new StateFailure(error, cause, { terminal, namedOnly, aliases: [...aliases, 'States.BranchFailed'] })
}
