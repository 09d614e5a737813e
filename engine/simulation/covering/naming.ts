import { errorMatches, StateFailure } from '../../asl/execution/failure.ts'
import type { Json, JsonObject } from '../../asl/query/json.ts'

/**
 * The first entry of `Retry` or `Catch` that stands for an error. Where no history says what the error was, or none names it, that is the only one
 * that can have been meant.
 *
 * @param entries in the order of the list; those that can't be meant have no names
 * @param error its name
 * @param type of the state: the failure of a Parallel state's branch has a name of its own besides
 * @returns its index, or undefined where it can't be told
 */
export function firstNaming(entries: readonly JsonObject[], error: string | undefined, type: Json | undefined): number | undefined {
  const named = entries.map(({ ErrorEquals }) => Array.isArray(ErrorEquals) ? ErrorEquals.map(String) : [])
  if (error !== undefined) {
    const failure = new StateFailure(error, '', { namedOnly: error === 'States.DataLimitExceeded', aliases: type === 'Parallel' ? ['States.BranchFailed'] : [] })
    const index = named.findIndex(names => names.some(name => errorMatches(name, failure)))
    if (index >= 0) return index
  }
  const possible = named.flatMap((names, index) => names.length > 0 ? [index] : [])
  return possible.length === 1 ? possible[0] : undefined
}
