import { reachableStates, type Scope } from '../scopes.ts'
import { isObject, type Json } from '../../query/json.ts'
import type { Place, Report } from './report.ts'

/**
 * Where states hand over to: targets exist in the same scope, a scope can end, every state can be reached. The order of
 * the findings, and that a scope without an end is not searched for unreachable states, are the service's.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-states.html
 */
export function checkTransitions(scope: Scope, place: Place, report: Report): void {
  const target = (name: Json | undefined, at: Place): void => {
    if (typeof name === 'string' && !Object.hasOwn(scope.states, name)) report.error('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${name}`, [...place, ...at])
  }
  target(scope.start, ['StartAt'])
  const states = Object.entries(scope.states)
  for (const [name, state] of states) {
    if (!isObject(state)) continue
    target(state.Next, ['States', name, 'Next'])
    for (const list of ['Choices', 'Catch'] as const) {
      const rules = state[list]
      if (Array.isArray(rules)) rules.forEach((rule, index) => target(isObject(rule) ? rule.Next : undefined, ['States', name, list, index, 'Next']))
    }
    target(state.Default, ['States', name, 'Default'])
  }
  if (states.length === 0) return
  if (!states.some(([, state]) => isTerminal(state))) {
    report.error('MISSING_END_STATE', 'Workflow has no terminal state', undefined)
    return
  }
  // Without a start every state would count as unreachable; the missing field is reported already.
  if (typeof scope.start !== 'string') return
  const reached = reachableStates(scope)
  for (const [name] of states) {
    if (!reached.has(name)) report.error('MISSING_TRANSITION_TARGET', `State "${name}" is not reachable.`, [...place, 'States', name])
  }
}

function isTerminal(state: Json): boolean {
  return isObject(state) && (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail')
}
