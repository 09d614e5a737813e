/** Choice: takes the first rule that holds. https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */

import type { ChoiceState } from '../definition/types.ts'
import { compileChoiceRule, compileTemplate } from '../query/index.ts'
import type { Json, JsonObject } from '../query/json.ts'
import { jsonText, jsonType } from '../query/json.ts'
import { StateFailure } from '../execution/failure.ts'
import type { Steps } from '../execution/strand.ts'
import { DataFlow, Outgoing } from './data-flow.ts'
import { evaluationFailed } from './evaluation.ts'
import type { CompileContext, CompiledState, Transition } from './state.ts'
import type { StateVisit } from './visit.ts'

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
  return {
    name,
    type: 'Choice',
    language,
    countsRetries: false,
    * run(visit: StateVisit): Steps<Transition> {
      flow.admit(visit)
      for (const rule of rules) {
        const answer = rule.holds(visit)
        const holds = answer instanceof Promise ? (yield answer) as boolean : answer
        if (!holds) continue
        // A rule without Output of its own falls back to the state's; Assign belongs to the rule alone.
        return yield* flow.pass(visit, rule.next, rule.outgoing)
      }
      if (state.Default !== undefined) return yield* flow.pass(visit, state.Default, fallback)
      throw new StateFailure('States.NoChoiceMatched', visit.explain(`No choice rule matched the input, and there is no Default.`))
    },
  }
}

function jsonPathRule(rule: JsonObject): Rule['holds'] {
  const compiled = compileChoiceRule(rule)
  return visit => compiled.test(visit)
}

function condition(text: string | boolean | undefined, field: string): Rule['holds'] {
  if (typeof text === 'boolean') return () => text
  const compiled = compileTemplate(text ?? false, 'JSONata', { field })
  const boolean = (visit: StateVisit, value: Json): boolean => {
    if (typeof value === 'boolean') return value
    throw evaluationFailed(
      visit,
      field,
      `The JSONata expression '${expressionText(text)}' specified for the field '${field}' returned an unexpected result type. Expected 'boolean', but was '${jsonType(value)}' for value: ${jsonText(value)}`,
    )
  }
  return (visit) => {
    const answer = compiled.evaluate(visit)
    return answer instanceof Promise ? answer.then(value => boolean(visit, value)) : boolean(visit, answer)
  }
}

function expressionText(text: string | undefined): string {
  return (text ?? '').replace(/^\{%\s*|\s*%\}$/g, '')
}
