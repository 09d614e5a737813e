import { isObject, type Json, type JsonObject } from '../query/json.ts'

/** One `States` object: transitions never leave it. */
export interface Scope {
  start: Json | undefined
  states: JsonObject
}

/** The scopes inside a Parallel or Map state, in the order of the source; empty for every other state. */
export function scopesOf(state: JsonObject): Scope[] {
  const found = state.Type === 'Parallel' ? state.Branches : state.Type === 'Map' ? [state.ItemProcessor ?? state.Iterator ?? null] : []
  if (!Array.isArray(found)) return []
  return found.filter(isObject).map((branch) => ({ start: branch.StartAt, states: isObject(branch.States) ? branch.States : {} }))
}

/** The names of all states that a state can hand over to: next, choices, default and catchers, in that order. */
export function targetsOf(state: JsonObject): string[] {
  const rules = [...(Array.isArray(state.Choices) ? state.Choices : []), ...(Array.isArray(state.Catch) ? state.Catch : [])]
  const targets = [state.Next, state.Default, ...rules.map((rule) => (isObject(rule) ? rule.Next : undefined))]
  return targets.filter((target) => typeof target === 'string')
}

/** The states of a scope that its transitions reach from `StartAt`. */
export function reachableStates(scope: Scope): Set<string> {
  const reached = new Set<string>()
  const open = typeof scope.start === 'string' ? [scope.start] : []
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name) || !Object.hasOwn(scope.states, name)) continue
    reached.add(name)
    const state = scope.states[name]
    if (isObject(state)) for (const target of targetsOf(state)) open.push(target)
  }
  return reached
}
