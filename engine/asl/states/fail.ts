/** Fail: ends its branch with an error of the author's own. https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html */

import type { FailState } from '../definition/types.ts'
import { compilePathOrIntrinsic, compileTemplate } from '../query/index.ts'
import type { AsyncEvaluable } from '../query/index.ts'
import type { Json } from '../query/json.ts'
import { jsonType, plainText } from '../query/json.ts'
import { StateFailure } from '../execution/failure.ts'
import type { Steps } from '../execution/turns/coroutine.ts'
import type { StateVisit } from '../execution/strand.ts'
import type { CompiledState, Transition } from '../execution/state.ts'
import type { CompileContext } from './compile-context.ts'

type TextField = { field: string, evaluable: AsyncEvaluable } | string | undefined

export function compileFail(state: FailState, { name, language }: CompileContext): CompiledState {
  const error = textField('Error', state.Error, state.ErrorPath, language)
  const cause = textField('Cause', state.Cause, state.CausePath, language)
  return {
    name,
    type: 'Fail',
    language,
    countsRetries: false,
    * run(visit: StateVisit): Steps<Transition> {
      visit.input = visit.rawInput
      const errorName = yield* evaluateText(visit, error)
      throw new StateFailure(errorName, yield* evaluateText(visit, cause), { terminal: false })
    },
  }
}

function textField(field: string, literal: string | undefined, path: string | undefined, language: 'JSONPath' | 'JSONata'): TextField {
  if (language === 'JSONata') {
    return literal === undefined ? undefined : { field, evaluable: compileTemplate(literal, 'JSONata', { field }) }
  }
  if (path === undefined) return literal === undefined ? undefined : plainText(literal)
  return { field: `${field}Path`, evaluable: compilePathOrIntrinsic(path, `${field}Path`) }
}

function* evaluateText(visit: StateVisit, text: TextField): Steps<string | undefined> {
  if (text === undefined || typeof text === 'string') return text
  const answer = text.evaluable.evaluate(visit)
  const value = answer instanceof Promise ? (yield answer) as Json : answer
  if (typeof value === 'string') return value
  throw new StateFailure('States.Runtime', visit.explain(`The field '${text.field}' must refer to a string, but was '${jsonType(value)}'.`))
}
