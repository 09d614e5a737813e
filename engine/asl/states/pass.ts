/** Pass: hands its input, a fixed Result or a shaped payload on. https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html */

import type { PassState } from '../definition/types.ts'
import type { Json } from '../query/json.ts'
import type { Steps } from '../execution/strand.ts'
import { DataFlow } from './data-flow.ts'
import type { CompileContext, CompiledState, Transition } from './state.ts'
import type { StateVisit } from './visit.ts'

export function compilePass(state: PassState, { name, language }: CompileContext): CompiledState {
  const flow = new DataFlow(state, language)
  const fixed = language === 'JSONPath' ? state.Result : undefined
  return {
    name,
    type: 'Pass',
    language,
    countsRetries: false,
    * run(visit: StateVisit): Steps<Transition> {
      if (language === 'JSONata') return yield* flow.pass(visit, state.Next)
      flow.admit(visit)
      const result = fixed === undefined ? flow.payloadOf(visit) as Json : fixed
      return yield* flow.leave(visit, result, state.Next)
    },
  }
}
