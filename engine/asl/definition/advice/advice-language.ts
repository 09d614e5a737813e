import { isObject, type Json, type JsonObject } from '../../query/json.ts'
import type { Note } from './advised-state.ts'

/** How QueryLanguage gets written by mistake: in another case, or with something between its words. */
export const MISSPELT_LANGUAGE = /^query[-_ ]?language$/i

/**
 * Advice on a QueryLanguage that stands where nothing reads it. The machine has one, and each state may.
 * https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
 *
 * @param scope a machine, a branch or an item processor
 * @param isMachine whether it is the machine itself
 */
export function adviseOnLanguage(scope: JsonObject, isMachine: boolean, note: Note): void {
  const misplaced = (here: string, ...steps: (string | number)[]): void =>
    note('QUERY_LANGUAGE_MISPLACED', `QueryLanguage is a field of the whole machine, beside StartAt, or of a single state: move it there. ${here}`, ...steps)
  if (!isMachine && scope.QueryLanguage !== undefined) misplaced('A branch or an item processor has none.', 'QueryLanguage')
  if (isObject(scope.ProcessorConfig) && scope.ProcessorConfig.QueryLanguage !== undefined) misplaced('A ProcessorConfig has none.', 'ProcessorConfig', 'QueryLanguage')
  if (!isObject(scope.States)) return
  if (typeof scope.States.QueryLanguage === 'string') misplaced('Among the states it is taken for the name of one.', 'States', 'QueryLanguage')
  misspelt(scope, note)
  for (const [name, state] of Object.entries(scope.States)) misspelt(state, note, 'States', name)
}

function misspelt(value: Json, note: Note, ...steps: string[]): void {
  if (!isObject(value)) return
  for (const field of Object.keys(value)) {
    if (field !== 'QueryLanguage' && MISSPELT_LANGUAGE.test(field)) note('QUERY_LANGUAGE_MISPLACED', `The field is called QueryLanguage; as '${field}' nothing reads it.`, ...steps, field)
  }
}
