import type { ChoiceRule } from '../definition/types.ts'
import { isObject, type Json, type JsonObject, plainText } from '../query/json.ts'
import { shortCondition } from './condition.ts'
import type { Scope } from '../definition/scopes.ts'

export type EdgeKind = 'start' | 'next' | 'choice' | 'default' | 'catch' | 'end'

/** An arrow of a diagram. */
export interface Transition {
  /** State name; undefined for the start marker. */
  from?: string
  /** State name; undefined for the end marker. */
  to?: string
  kind: EdgeKind
  /** The label in full, not shortened or encoded. */
  label?: string
  /** Index in `Choices` or `Catch` of the rule that the edge stands for. */
  rule?: number
}

/**
 * What leads from the states of one scope to others and to the end, state by state, in the order of the source.
 *
 * @param scope the states; a definition that is not valid may name targets that are none of them
 * @param names the states to begin from
 * @param toEnd whether states that end are led to the end marker
 */
export function transitionsOf(scope: Scope, names: readonly string[], toEnd: boolean): Transition[] {
  return names.flatMap((from) => {
    const state = scope.states[from] as JsonObject
    const found: Transition[] = []
    const go = (edge: Omit<Transition, 'from' | 'to'>, to: Json | undefined): void => {
      if (typeof to === 'string') found.push({ from, to, ...edge })
    }
    if (Array.isArray(state.Choices)) {
      state.Choices.forEach((rule, index) => {
        if (isObject(rule)) go({ kind: 'choice', label: shortCondition(rule as unknown as ChoiceRule), rule: index }, rule.Next)
      })
      go({ kind: 'default', label: 'otherwise' }, state.Default)
    }
    if (state.Type !== 'Choice') go({ kind: 'next' }, state.Next)
    if (Array.isArray(state.Catch)) {
      state.Catch.forEach((catcher, index) => {
        if (isObject(catcher)) go({ kind: 'catch', label: errorNames(catcher.ErrorEquals), rule: index }, catcher.Next)
      })
    }
    if (toEnd && endsExecution(state)) found.push({ from, kind: 'end' })
    return found
  })
}

/** Whether a state of the outermost scope ends the execution. */
export function endsExecution(state: Json | undefined): boolean {
  return isObject(state) && (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail')
}

/** `Payment.Declined, Payment.Expired`; AWS's own names without their `States.` prefix, `any error` for `States.ALL`; more than two are counted. */
function errorNames(names: Json | undefined): string {
  if (!Array.isArray(names)) return 'error'
  if (names.length > 2) return `${names.length} errors`
  return names.map((name) => (name === 'States.ALL' ? 'any error' : plainText(name).replace(/^States\./, ''))).join(', ')
}
