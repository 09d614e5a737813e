/** Pass: hands its input, a fixed Result or a shaped payload on. https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html */

import type { PassState } from '../definition/types.ts'
import type { Json } from '../query/json.ts'
import { DataFlow } from './data-flow.ts'
import type { CompiledState } from '../execution/state.ts'
import type { CompileContext } from './compile-context.ts'

export function compilePass(state: PassState, { name, language }: CompileContext): CompiledState {
  const flow = new DataFlow(state, language)
  const fixed = language === 'JSONPath' ? state.Result : undefined
  const base = { name, type: 'Pass', language, countsRetries: false } as const
  if (language === 'JSONata') return { ...base, run: visit => flow.pass(visit, state.Next) }
  return {
    ...base,
    run(visit) {
      flow.admit(visit)
      return flow.leaveAtOnce(visit, fixed === undefined ? flow.payloadOf(visit) as Json : fixed, state.Next)
    },
  }
}
