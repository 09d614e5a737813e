/**
 * Holds a request to the API's model, in the words of the service: first whether each value is of a type that can be read at all, then
 * what is required, how long it may be and what it may say. All that is wrong is said at once.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html
 */

import type { ApiShape } from '../../asl/api-models/index.ts'
import { isObject, type Json, type JsonObject } from '../../asl/index.ts'
import { Refusal, validationException } from '../refusal.ts'
import { javaText } from './java-text.ts'
import { operationEntry, shapeOf } from './table.ts'

/** Texts that the service was recorded to take although the model has a least length for them. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['ValidateStateMachineDefinition.definition'])

/**
 * Reads a request: members that the model does not have are left out, and so are those that are null.
 *
 * @param operation one of the table's
 * @param request what was sent
 * @returns a copy that is as the model says
 * @throws Refusal SerializationException or ValidationException
 */
export function checkRequest(operation: string, request: Json): JsonObject {
  const { input } = operationEntry(operation)!
  if (!isObject(request)) throw unreadable(request, 'a structure')
  const read = readStructure(structureOf(input!), request)
  const wrong: string[] = []
  checkMembers(structureOf(input!), read, '', wrong, operation)
  if (wrong.length > 0) throw validationException(`${wrong.length} validation ${wrong.length === 1 ? 'error' : 'errors'} detected: ${wrong.join('; ')}`)
  return read
}

type Structure = Extract<ApiShape, { type: 'structure' }>

function structureOf(name: string): Structure {
  return shapeOf(name) as Structure
}

function readStructure({ members }: Structure, value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).flatMap(([key, shape]) => {
    const member = Object.hasOwn(value, key) ? value[key] ?? null : null
    return member === null ? [] : [[key, readValue(shapeOf(shape), member)]]
  }))
}

function readValue(shape: ApiShape, value: Json): Json {
  switch (shape.type) {
    case 'structure':
      if (!isObject(value)) throw unreadable(value, 'a structure')
      return readStructure(shape, value)
    case 'list':
      if (!Array.isArray(value)) throw unreadable(value, 'a list')
      return value.map(item => item === null ? null : readValue(shapeOf(shape.member), item))
    case 'map':
      if (!isObject(value)) throw unreadable(value, 'a map')
      return value
    case 'string':
      if (typeof value !== 'string') throw unreadable(value, 'String')
      return value
    case 'boolean':
      if (typeof value !== 'boolean') throw unreadable(value, 'Boolean')
      return value
    case 'integer':
    case 'long':
      if (typeof value !== 'number' || !Number.isInteger(value)) throw unreadable(value, shape.type === 'integer' ? 'Integer' : 'Long')
      return value
    default:
      if (typeof value !== 'number') throw unreadable(value, 'Float')
      return value
  }
}

/** What the service says where the text is JSON and yet can't be read as the request; the words of its other JSON services. */
function unreadable(value: Json, wanted: string): Refusal {
  if (Array.isArray(value)) return new Refusal('SerializationException', 'Start of list found where not expected')
  if (isObject(value)) return new Refusal('SerializationException', 'Start of structure or map found where not expected.')
  const given = typeof value === 'boolean' ? `${value ? 'TRUE' : 'FALSE'}_VALUE` : value === null ? 'NULL_VALUE' : `${typeof value}`.toUpperCase().concat('_VALUE')
  return new Refusal('SerializationException', `${given} cannot be converted to ${wanted}`)
}

function checkMembers({ members, required = [] }: Structure, value: JsonObject, path: string, wrong: string[], operation: string): void {
  for (const [key, shapeName] of Object.entries(members)) {
    const place = path === '' ? key : `${path}.${key}`
    const member = value[key]
    if (member === undefined) {
      if (required.includes(key)) wrong.push(`Value null at '${place}' failed to satisfy constraint: Member must not be null`)
    }
    else {
      checkValue(shapeName, member, place, wrong, MAY_BE_EMPTY.has(`${operation}.${place}`))
    }
  }
}

function checkValue(shapeName: string, value: Json, place: string, wrong: string[], mayBeEmpty = false): void {
  const shape = shapeOf(shapeName)
  const shown = 'sensitive' in shape && shape.sensitive ? '' : `'${javaText(shapeName, value)}' `
  const broken = constraintsOf(shape).filter(({ holds }) => !holds(value)).map(({ text }) => text)
  if (!(mayBeEmpty && value === '')) for (const text of broken) wrong.push(`Value ${shown}at '${place}' failed to satisfy constraint: ${text}`)
  if (shape.type === 'structure') checkMembers(shape, value as JsonObject, place, wrong, '')
  else if (shape.type === 'list') checkItems(shapeName, shape.member, value as Json[], place, wrong)
}

/** Structures of a list are named one by one, from 1; where its items are plain values, the list is named as a whole. */
function checkItems(list: string, member: string, items: Json[], place: string, wrong: string[]): void {
  const shape = shapeOf(member)
  if (shape.type === 'structure') {
    items.forEach((item, index) => {
      const at = `${place}.${index + 1}.member`
      if (item === null) wrong.push(`Value null at '${at}' failed to satisfy constraint: Member must not be null`)
      else checkMembers(shape, item as JsonObject, at, wrong, '')
    })
    return
  }
  const constraints = constraintsOf(shape)
  if (items.every(item => item !== null && constraints.every(({ holds }) => holds(item)))) return
  wrong.push(`Value '${javaText(list, items)}' at '${place}' failed to satisfy constraint: Member must satisfy constraint: [${constraints.map(({ text }) => text).join(', ')}${constraints.length > 0 ? ', ' : ''}Member must not be null]`)
}

interface Constraint {
  text: string
  holds: (value: Json) => boolean
}

function constraintsOf(shape: ApiShape): Constraint[] {
  const { min, max, enum: values, pattern } = shape as { min?: number, max?: number, enum?: readonly string[], pattern?: string }
  const measure = shape.type === 'string' ? 'length' : shape.type === 'list' ? 'length' : 'value'
  const found: Constraint[] = []
  if (max !== undefined) found.push({ text: `Member must have ${measure} less than or equal to ${max}`, holds: value => sizeOf(value) <= max })
  if (min !== undefined) found.push({ text: `Member must have ${measure} greater than or equal to ${min}`, holds: value => sizeOf(value) >= min })
  if (pattern !== undefined) {
    const matched = patternOf(pattern)
    found.push({ text: `Member must satisfy regular expression pattern: ${pattern}`, holds: value => matched.test(value as string) })
  }
  if (values) found.push({ text: `Member must satisfy enum value set: [${values.join(', ')}]`, holds: value => values.includes(value as string) })
  return found
}

const patterns = new Map<string, RegExp>()

/** A pattern of the model, which has to match the whole text. */
function patternOf(pattern: string): RegExp {
  let found = patterns.get(pattern)
  if (!found) patterns.set(pattern, found = new RegExp(`^(?:${pattern})$`, 'u'))
  return found
}

/** A character counts as one, however many units it takes. */
function sizeOf(value: Json): number {
  if (typeof value === 'number') return value
  if (Array.isArray(value)) return value.length
  const text = value as string
  let surrogates = 0
  for (let index = 0; index < text.length; index++) if ((text.charCodeAt(index) & 0xFC00) === 0xDC00 && index > 0 && (text.charCodeAt(index - 1) & 0xFC00) === 0xD800) surrogates++
  return text.length - surrogates
}
