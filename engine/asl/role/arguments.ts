import { isJsonata, isObject, type Json, type JsonObject } from '../query/index.ts'

/** What a definition says of an argument: the text that it has, that it is the state machine itself, that it is worked out at run time, or nothing. */
export type Given = { kind: 'text', text: string } | { kind: 'itself' } | { kind: 'computed' } | { kind: 'absent' }

/** The ARN of the machine that runs, in either query language. */
const ITSELF = /^(?:\{%\s*\$states\.context\.StateMachine\.Id\s*%\}|\$\$\.StateMachine\.Id)$/

/**
 * One argument of a task, whatever the query language.
 *
 * @param values Arguments, or Parameters, whose computed names end in `.$`
 */
export function given(values: JsonObject, name: string): Given {
  const path = values[`${name}.$`]
  if (path !== undefined)
    return typeof path === 'string' && ITSELF.test(path) ? { kind: 'itself' } : { kind: 'computed' }
  if (!Object.hasOwn(values, name))
    return { kind: 'absent' }
  return givenBy(values[name]!)
}

/** The same for a value that stands alone. */
export function givenBy(value: Json): Given {
  if (typeof value === 'number')
    return { kind: 'text', text: String(value) }
  if (typeof value === 'string' && ITSELF.test(value))
    return { kind: 'itself' }
  return typeof value !== 'string' || isJsonata(value) ? { kind: 'computed' } : { kind: 'text', text: value }
}

/** Each entry of a list in an argument; one that is computed where the list itself is. */
export function givenEach(values: JsonObject, list: string, name: string): Given[] {
  const entries = values[list]
  if (!Array.isArray(entries))
    return [{ kind: 'computed' }]
  return entries.map(entry => isObject(entry) ? given(entry, name) : { kind: 'computed' })
}
