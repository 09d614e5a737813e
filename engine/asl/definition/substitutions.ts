import { isObject, type Json, type JsonObject } from '../query/json.ts'
import { NUMBERS } from './field-table.ts'
import type { StateMachineDefinition } from './types.ts'

/**
 * Values that a deployment fills in: `${Name}`, as SAM, CloudFormation and Terraform write it.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html (DefinitionSubstitutions)
 */

/** Whether a text still holds a substitution. */
export function isPlaceholder(value: Json | undefined): boolean {
  return typeof value === 'string' && /\$\{[^}]+\}/.test(value)
}

/** What these say can't be left out, and 1 is in the bounds of each. */
const NEEDED = new Set(['Seconds', 'MaxItemsPerBatch', 'MaxInputBytesPerBatch'])

/** Fields that hold data rather than the language's own fields. */
const DATA = new Set(['Parameters', 'Arguments', 'Result', 'ResultSelector', 'ItemSelector', 'BatchInput', 'Output', 'Assign', 'Items', 'Credentials'])

/**
 * The definition with numbers where substitutions stand for numbers, so that it can be run before it is deployed: a field
 * that may be left out is left out, one that is needed is 1. The same object when there is nothing to fill in.
 */
export function withNumbersFilledIn(definition: StateMachineDefinition): StateMachineDefinition {
  return filledIn(definition as unknown as Json) as unknown as StateMachineDefinition
}

function filledIn(value: Json): Json {
  if (Array.isArray(value)) {
    const items = value.map(filledIn)
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  if (!isObject(value)) return value
  let result: JsonObject = value
  for (const [key, member] of Object.entries(value)) {
    if (DATA.has(key)) continue
    if (Object.hasOwn(NUMBERS, key) && isPlaceholder(member)) {
      if (result === value) result = { ...value }
      if (NEEDED.has(key)) result[key] = 1
      else delete result[key]
      continue
    }
    const filled = filledIn(member)
    if (filled === member) continue
    if (result === value) result = { ...value }
    result[key] = filled
  }
  return result
}
