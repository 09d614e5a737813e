/** States inside states: those of Parallel branches and of Map processors. */

import type { Branch, QueryLanguage, State } from '../definition/types.ts'
import type { JsonObject } from '../query/json.ts'

/** A state of a machine, with the query language it is in, and whether a Map runs it for each of its items. */
export interface FoundState {
  name: string
  state: State
  language: QueryLanguage
  insideMap: boolean
}

/** Finds a state by its name, anywhere in a machine. The definition must be valid. */
export function findState(machine: JsonObject, name: string): FoundState | undefined {
  const definition = machine as unknown as Branch & { QueryLanguage?: QueryLanguage }
  const inherited = definition.QueryLanguage ?? 'JSONPath'
  for (const [found, state, insideMap] of statesOf([definition])) {
    if (found === name) return { name, state, language: state.QueryLanguage ?? inherited, insideMap }
  }
  return undefined
}

/** The states inside a Map or Parallel state by name, those of nested ones included. */
export function statesInside(state: State): Map<string, State> {
  return new Map([...statesOf(branchesOf(state))].map(([name, inner]) => [name, inner]))
}

function* statesOf(branches: readonly Branch[], insideMap = false): Generator<[string, State, boolean]> {
  for (const branch of branches) {
    for (const [name, state] of Object.entries(branch.States)) {
      yield [name, state, insideMap]
      yield* statesOf(branchesOf(state), insideMap || state.Type === 'Map')
    }
  }
}

function branchesOf(state: State): Branch[] {
  if (state.Type === 'Parallel') return state.Branches
  const processor = state.Type === 'Map' ? state.ItemProcessor ?? state.Iterator : undefined
  return processor ? [processor] : []
}
