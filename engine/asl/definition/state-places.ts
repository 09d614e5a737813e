import { scopesOf } from './scopes.ts'
import { isObject, type Json, type JsonObject } from '../query/json.ts'
import type { StateMachineDefinition } from './types.ts'

/**
 * Where the states of a machine stand, those of inner machines too.
 *
 * @param definition a state machine, whatever may be wrong with it
 * @returns steps from the top by the state's name
 */
export function statePlaces(definition: StateMachineDefinition | undefined): Map<string, (string | number)[]> {
  const places = new Map<string, (string | number)[]>()
  const walk = (states: Json | undefined, path: readonly (string | number)[]) => {
    if (!isObject(states)) return
    for (const [name, state] of Object.entries(states)) {
      const here = [...path, 'States', name]
      places.set(name, here)
      if (!isObject(state)) continue
      const processor = state.ItemProcessor === undefined ? 'Iterator' : 'ItemProcessor'
      scopesOf(state).forEach((scope, index) => walk(scope.states, [...here, ...(state.Type === 'Parallel' ? ['Branches', index] : [processor])]))
    }
  }
  walk(definition?.States as Json | undefined, [])
  return places
}

/** The states of a machine by name, those of inner machines too. What is no object is left out. */
export function statesByName(definition: StateMachineDefinition | undefined): Map<string, JsonObject> {
  const states = [...statePlaces(definition)].map(([name, path]): [string, unknown] =>
    [name, path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], definition)])
  return new Map(states.filter((entry): entry is [string, JsonObject] => isObject(entry[1] as Json)))
}

/** The names of all states of a machine, those of inner machines too. */
export function stateNames(definition: StateMachineDefinition | undefined): string[] {
  return [...statePlaces(definition).keys()]
}
