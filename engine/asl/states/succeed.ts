/** Succeed: ends its branch with success. https://docs.aws.amazon.com/step-functions/latest/dg/state-succeed.html */

import type { SucceedState } from '../definition/types.ts'
import { DataFlow } from './data-flow.ts'
import type { CompiledState } from '../execution/state.ts'
import type { CompileContext } from './compile-context.ts'

export function compileSucceed(state: SucceedState, { name, language }: CompileContext): CompiledState {
  const flow = new DataFlow(state, language)
  const base = { name, type: 'Succeed', language, countsRetries: false } as const
  if (language === 'JSONata') return { ...base, run: visit => flow.pass(visit, undefined) }
  return {
    ...base,
    run(visit) {
      flow.admit(visit)
      return flow.passAtOnce(visit, undefined)
    },
  }
}
