import { scopesOf } from '../scopes.ts'
import { isObject, type Json, type JsonObject } from '../../query/json.ts'

/** Events that an execution's history may have. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const MAX_HISTORY_EVENTS = 25_000

/**
 * The events one state writes when nothing goes wrong: entered and exited, and for a Task scheduled, started and
 * succeeded besides, submitted too where it waits for a job or a callback. Nested states count once.
 *
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export function eventsOf(state: Json | undefined): number {
  if (!isObject(state)) return 0
  if (state.Type === 'Task') return 5 + (typeof state.Resource === 'string' && /\.(sync(:2)?|waitForTaskToken)$/.test(state.Resource) ? 1 : 0)
  if (state.Type === 'Fail') return 1
  if (state.Type === 'Parallel') return 4 + scopesOf(state).reduce((sum, scope) => sum + shortestWay(scope.states, scope.start), 0)
  if (state.Type === 'Map') return isDistributed(state) ? 6 : 4
  return 2
}

/**
 * The fewest events that get a scope from its start to an end; 0 if there is no end. States are visited in the order of
 * the events it takes to get there, so the first end met is the nearest, and no state is looked at twice.
 */
export function shortestWay(states: JsonObject, start: Json | undefined): number {
  const seen = new Set<string>()
  const waiting: string[][] = typeof start === 'string' ? [[start]] : []
  let nearest = Number.POSITIVE_INFINITY
  for (let events = 0; events < waiting.length && events < nearest; events++) {
    const reached = waiting[events] ?? []
    for (let name = reached.pop(); name !== undefined; name = reached.pop()) {
      const state = Object.hasOwn(states, name) ? states[name] : undefined
      if (seen.has(name) || !isObject(state)) continue
      seen.add(name)
      const after = events + eventsOf(state)
      if (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail') nearest = Math.min(nearest, after)
      for (const target of nextStates(state)) (waiting[after] ??= []).push(target)
    }
  }
  return Number.isFinite(nearest) ? nearest : 0
}

/** Where a state goes when nothing fails. */
export function nextStates(state: JsonObject): string[] {
  const rules = Array.isArray(state.Choices) ? state.Choices.map((rule) => (isObject(rule) ? rule.Next : undefined)) : []
  return [state.Next, state.Default, ...rules].filter((name) => typeof name === 'string')
}

export function isDistributed(state: JsonObject): boolean {
  const processor = state.ItemProcessor ?? state.Iterator
  return isObject(processor) && isObject(processor.ProcessorConfig) && processor.ProcessorConfig.Mode === 'DISTRIBUTED'
}
