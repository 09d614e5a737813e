/** Holds an answer of the service to the API's model, as a strict client reads it: required members there, types right, enumerations known, nothing besides. */

import type { Json, JsonObject } from '../../../engine/asl/index.ts'
import { isObject } from '../../../engine/asl/index.ts'
import { operationEntry, shapeOf } from '../../../engine/service/model/table.ts'

/** What is wrong with an answer, a line each with its place. */
export function checkAnswer(operation: string, answer: Json): string[] {
  const { output } = operationEntry(operation)!
  if (output === null) return Object.keys(answer as JsonObject).length === 0 ? [] : ['an operation without an answer answers {}']
  return check(output, answer, operation)
}

/** What is wrong with a refusal: a name that the operation does not list, no message. */
export function checkRefusal(operation: string, { name, message }: { name: string, message: unknown }): string[] {
  const known = [...operationEntry(operation)!.errors, 'ValidationException', 'SerializationException']
  return [
    ...known.includes(name) ? [] : [`${operation} may not refuse with ${name}`],
    ...typeof message === 'string' && message !== '' ? [] : [`${operation} refuses with ${name} without a message`],
  ]
}

function check(shapeName: string, value: Json, place: string): string[] {
  const shape = shapeOf(shapeName)
  const wrong = (what: string): string[] => [`${place} ${what}: ${JSON.stringify(value).slice(0, 100)}`]
  switch (shape.type) {
    case 'structure': {
      if (!isObject(value)) return wrong('is no structure')
      const lacking = (shape.required ?? []).filter(key => value[key] === undefined || value[key] === null)
      return [
        ...lacking.map(key => `${place} lacks ${key}`),
        ...Object.entries(value).flatMap(([key, member]) => {
          if (!Object.hasOwn(shape.members, key)) return [`${place} has ${key}, which the model does not know`]
          return member === null ? [] : check(shape.members[key]!, member, `${place}.${key}`)
        }),
      ]
    }
    case 'list': return Array.isArray(value) ? value.flatMap((item, index) => check(shape.member, item, `${place}[${index}]`)) : wrong('is no list')
    case 'map': return isObject(value) ? Object.entries(value).flatMap(([key, member]) => check(shape.value, member, `${place}.${key}`)) : wrong('is no map')
    case 'boolean': return typeof value === 'boolean' ? [] : wrong('is no truth value')
    case 'string':
      if (typeof value !== 'string') return wrong('is no text')
      return [...shape.enum && !shape.enum.includes(value) ? wrong('is none of the enumeration') : [], ...shape.max !== undefined && [...value].length > shape.max ? wrong('is too long') : []]
    case 'integer':
    case 'long': return Number.isInteger(value) ? bounds(shape, value as number, wrong) : wrong('is no whole number')
    case 'timestamp': return typeof value === 'number' && value > 0 && value < 1e13 ? [] : wrong('is no time in seconds')
    default: return typeof value === 'number' ? bounds(shape, value, wrong) : wrong('is no number')
  }
}

function bounds({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: { min?: number, max?: number }, value: number, wrong: (what: string) => string[]): string[] {
  return value >= min && value <= max ? [] : wrong('is out of bounds')
}
