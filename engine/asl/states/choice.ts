/** Choice: takes the first rule that holds. https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */

import type { ChoiceState } from '../definition/types.ts'
import { compileChoiceRule, compileCondition, isJsonata, jsonataBody } from '../query/index.ts'
import type { JsonObject } from '../query/json.ts'
import { StateFailure } from '../execution/failure.ts'
import type { Steps } from '../execution/turns/coroutine.ts'
import type { StateVisit } from '../execution/strand.ts'
import type { CompiledState, Transition } from '../execution/state.ts'
import type { CompileContext } from './compile-context.ts'
import { DataFlow, Outgoing } from './data-flow.ts'

interface Rule {
  holds: (visit: StateVisit) => boolean | Promise<boolean>
  outgoing: Outgoing
  next: string
}

export function compileChoice(state: ChoiceState, { name, language }: CompileContext): CompiledState {
  const flow = new DataFlow(state, language)
  const rules = state.Choices.map((rule, index): Rule => ({
    holds: language === 'JSONata' ? condition(rule.Condition, `Choices[${index}]/Condition`) : jsonPathRule(rule as unknown as JsonObject),
    outgoing: new Outgoing(rule, language, `Choices[${index}]/`),
    next: rule.Next,
  }))
  const fallback = new Outgoing(state, language)
  const base = { name, type: 'Choice', language, countsRetries: false } as const
  if (language === 'JSONPath') {
    return {
      ...base,
      run(visit) {
        flow.admit(visit)
        for (const rule of rules) if (rule.holds(visit)) return flow.passAtOnce(visit, rule.next, rule.outgoing)
        if (state.Default !== undefined) return flow.passAtOnce(visit, state.Default, fallback)
        throw noChoiceMatched(visit)
      },
    }
  }
  return {
    ...base,
    * run(visit: StateVisit): Steps<Transition> {
      for (const rule of rules) {
        const answer = rule.holds(visit)
        const holds = answer instanceof Promise ? (yield answer) as boolean : answer
        if (!holds) continue
        // A rule that holds brings its own Assign and Output; the state's stand for Default alone.
        return yield* flow.pass(visit, rule.next, rule.outgoing)
      }
      if (state.Default !== undefined) return yield* flow.pass(visit, state.Default, fallback)
      throw noChoiceMatched(visit)
    },
  }
}

function noChoiceMatched(visit: StateVisit): StateFailure {
  return new StateFailure('States.NoChoiceMatched', visit.explain('No choice rule matched the input, and there is no Default.'))
}

function jsonPathRule(rule: JsonObject): Rule['holds'] {
  const compiled = compileChoiceRule(rule)
  return visit => compiled.test(visit)
}

function condition(condition: string | boolean | undefined, field: string): Rule['holds'] {
  if (typeof condition !== 'string' || !isJsonata(condition)) return () => condition === true
  const compiled = compileCondition(jsonataBody(condition), { field })
  return visit => compiled.test(visit)
}
