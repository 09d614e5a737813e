import { isObject, type Json, type JsonObject } from '../query/json.ts'
import { pointerOf } from './source/diagnostic.ts'
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

/** A placeholder with a name that a deployment can give a value: letters, digits, `_` and `-`. */
const NAMED = /\$\{([\w-]+)\}/g

/** What a deployment fills in, by name. */
export type Substitutions = Readonly<Record<string, string | number>>

/**
 * Fills a definition in as the text of a template is filled in: inside quotes a value is text; a placeholder without quotes becomes what its
 * value is as JSON, or text where it is none.
 *
 * @param parsed the definition's text, as read; it is not changed
 * @param values what the placeholders stand for, as text; one without a value stays as it is
 * @returns the definition as deployed
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html (DefinitionSubstitutions)
 */
export function substituteInText({ definition, unquoted }: { definition: StateMachineDefinition, unquoted: ReadonlySet<string> }, values: Readonly<Record<string, string>>): StateMachineDefinition {
  const fill = (value: Json, pointer: string): Json => {
    if (typeof value === 'string') return unquoted.has(pointer) ? typed(value, values) : inText(value, values)
    if (Array.isArray(value)) return value.map((item, index) => fill(item, `${pointer}/${index}`))
    if (!isObject(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(member, `${pointer}${pointerOf([key])}`)]))
  }
  return fill(definition as unknown as Json, '') as unknown as StateMachineDefinition
}

function typed(placeholder: string, values: Readonly<Record<string, string>>): Json {
  const name = placeholder.slice(2, -1)
  if (!Object.hasOwn(values, name)) return placeholder
  try {
    return JSON.parse(values[name]!) as Json
  } catch {
    return values[name]!
  }
}

function inText(text: string, values: Substitutions): string {
  return text.replace(NAMED, (placeholder, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : placeholder))
}

/** A placeholder, and the field that it stands in. */
export interface Placeholder {
  name: string
  /** JSON pointer of the field. */
  pointer: string
}

/**
 * The placeholders of a definition, in the order of its fields.
 *
 * @param definition a state machine
 * @returns one entry for each place, names more than once where they are used more than once
 */
export function placeholdersOf(definition: StateMachineDefinition): Placeholder[] {
  const found: Placeholder[] = []
  const visit = (value: Json, pointer: string): void => {
    if (typeof value === 'string') found.push(...[...value.matchAll(NAMED)].map(([, name]) => ({ name: name!, pointer })))
    else if (Array.isArray(value)) value.forEach((item, index) => visit(item, `${pointer}/${index}`))
    else if (isObject(value)) Object.entries(value).forEach(([key, member]) => visit(member, `${pointer}${pointerOf([key])}`))
  }
  visit(definition as unknown as Json, '')
  return found
}

/**
 * Fills a definition in as a deployment does. A text that is nothing but a placeholder becomes its value, a number too.
 *
 * @param definition a state machine; it is not changed
 * @param values what the placeholders stand for; one without a value stays as it is
 * @returns the definition as deployed; the same object when there is nothing to fill in
 */
export function substitute(definition: StateMachineDefinition, values: Substitutions): StateMachineDefinition {
  return Object.keys(values).length === 0 ? definition : substituted(definition as unknown as Json, values) as unknown as StateMachineDefinition
}

function substituted(value: Json, values: Substitutions): Json {
  if (typeof value === 'string') {
    const whole = /^\$\{([\w-]+)\}$/.exec(value)?.[1]
    if (whole !== undefined && Object.hasOwn(values, whole)) return values[whole]!
    return inText(value, values)
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => substituted(item, values))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  if (!isObject(value)) return value
  const members = Object.entries(value).map(([key, member]) => [key, substituted(member, values)] as const)
  return members.some(([key, member]) => member !== value[key]) ? Object.fromEntries(members) : value
}
