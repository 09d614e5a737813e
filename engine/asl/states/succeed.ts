/** Succeed: ends its branch with success. https://docs.aws.amazon.com/step-functions/latest/dg/state-succeed.html */

import type { SucceedState } from '../definition/types.ts'
import type { Steps } from '../execution/strand.ts'
import { DataFlow } from './data-flow.ts'
import type { CompileContext, CompiledState, Transition } from './state.ts'
import type { StateVisit } from './visit.ts'

export function compileSucceed(state: SucceedState, { name, language }: CompileContext): CompiledState {
  const flow = new DataFlow(state, language)
  return {
    name,
    type: 'Succeed',
    language,
    countsRetries: false,
    * run(visit: StateVisit): Steps<Transition> {
      flow.admit(visit)
      return yield* flow.pass(visit, undefined)
    },
  }
}
