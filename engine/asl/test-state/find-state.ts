/** States inside states: those of Parallel branches and of Map processors. */

import type { Branch, QueryLanguage, State } from '../definition/types.ts'
import type { JsonObject } from '../query/json.ts'

/** Finds a state by its name, anywhere in a machine, with the query language it is in. The definition must be valid. */
export function findState(machine: JsonObject, name: string): { name: string, state: State, language: QueryLanguage } | undefined {
  const definition = machine as unknown as Branch & { QueryLanguage?: QueryLanguage }
  const inherited = definition.QueryLanguage ?? 'JSONPath'
  for (const [found, state] of statesOf([definition])) {
    if (found === name) return { name, state, language: state.QueryLanguage ?? inherited }
  }
  return undefined
}

/** The states inside a Map or Parallel state by name, those of nested ones included. */
export function statesInside(state: State): Map<string, State> {
  return new Map(statesOf(branchesOf(state)))
}

function* statesOf(branches: readonly Branch[]): Generator<[string, State]> {
  for (const branch of branches) {
    for (const [name, state] of Object.entries(branch.States)) {
      yield [name, state]
      yield* statesOf(branchesOf(state))
    }
  }
}

function branchesOf(state: State): Branch[] {
  if (state.Type === 'Parallel') return state.Branches
  const processor = state.Type === 'Map' ? state.ItemProcessor ?? state.Iterator : undefined
  return processor ? [processor] : []
}
