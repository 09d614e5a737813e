/** What the guard tests do with answers: grade them, and write them in other words that mean the same. */

import type { Json, JsonObject, StateMachineDefinition } from '../../engine/asl/index.ts'
import type { CaseResult, Grade } from '../../engine/simulation/grading/grade-types.ts'
import { isObject, parseDefinition, stateNames } from '../../engine/asl/index.ts'

/** The names of the checks that an answer fails, each once. */
export function failedChecks({ cases }: Pick<Grade, 'cases'>): string[] {
  return [...new Set(cases.flatMap(({ checks }) => checks.filter(({ ok, ran }) => ran && !ok).map(({ name }) => name)))].sort()
}

/** What was passed and what not, without words and places. */
export function verdictOf({ solved, cases }: Grade): unknown {
  return { solved, cases: cases.map(({ name, checks }: CaseResult) => [name, checks.map(({ name, ok, ran }) => [name, ok, ran])]) }
}

/** The definition of a text. */
export function definitionIn(text: string): StateMachineDefinition {
  return parseDefinition(text, { file: 'answer.asl.yaml' }).definition!
}

/** The same definition as JSON, with the fields of each object in the opposite order. */
export function turnedRound(text: string): string {
  const turn = (value: Json): Json => {
    if (Array.isArray(value))
      return value.map(turn)
    return isObject(value) ? Object.fromEntries(Object.entries(value).reverse().map(([key, entry]) => [key, turn(entry!)])) : value
  }
  return JSON.stringify(turn(definitionIn(text) as unknown as Json), null, 1)
}

/** The same definition with other names for its states, all but those that have to be kept. */
export function renamed(text: string, kept: readonly string[]): string {
  const definition = definitionIn(text)
  const names = new Map(stateNames(definition).filter(name => !kept.includes(name)).map((name, index) => [name, `State ${index + 1}`]))
  const other = (name: Json | undefined): Json => names.get(String(name)) ?? name ?? null
  const rename = (value: Json, field = ''): Json => {
    if (Array.isArray(value))
      return value.map(entry => rename(entry))
    if (!isObject(value))
      return ['Next', 'Default', 'StartAt'].includes(field) ? other(value) : value
    const entries = Object.entries(value as JsonObject).map(([key, entry]): [string, Json] => [field === 'States' ? String(other(key)) : key, rename(entry!, DATA.has(key) && field !== 'States' ? 'data' : field === 'data' ? 'data' : key)])
    return Object.fromEntries(entries)
  }
  return JSON.stringify(rename(definition as unknown as Json))
}

/** Fields whose values are the learner's own data. */
const DATA = new Set(['Arguments', 'Parameters', 'Output', 'Assign', 'Result', 'ResultSelector', 'ItemSelector'])
