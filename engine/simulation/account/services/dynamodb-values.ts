/** DynamoDB's typed values, and how its expressions compare and add them. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html */

import type { Json, JsonObject } from '../../../asl/index.ts'
import { isObject, plainText } from '../../../asl/index.ts'
import { ServiceError } from './service.ts'

/** `{ S: 'text' }`, `{ N: '42' }` and so on. */
export type AttributeValue = JsonObject
export type Item = Record<string, AttributeValue>

export function typeOf(value: AttributeValue): string {
  return Object.keys(value)[0] ?? 'NULL'
}

export function asValue(value: Json | undefined, what: string): AttributeValue {
  if (value !== undefined && isObject(value) && Object.keys(value).length === 1) return value
  throw new ServiceError('ValidationException', `${what} must be an attribute value such as {"S": "text"}.`)
}

export function asItem(value: Json | undefined, what: string): Item {
  if (value === undefined || !isObject(value)) throw new ServiceError('ValidationException', `The parameter ${what} is required and must be a map of attribute values.`)
  for (const [name, attribute] of Object.entries(value)) asValue(attribute, `${what}.${name}`)
  return value as Item
}

export function numberOf(value: AttributeValue): number {
  if (typeof value.N === 'string' || typeof value.N === 'number') return Number(value.N)
  throw new ServiceError('ValidationException', 'An operand in the expression has an incorrect data type: it must be a number.')
}

/** Below zero, zero or above, or undefined for values that don't compare: of different types, or of types without order. */
export function compareValues(a: AttributeValue, b: AttributeValue): number | undefined {
  const type = typeOf(a)
  if (type !== typeOf(b)) return undefined
  if (type === 'N') return numberOf(a) - numberOf(b)
  if (type === 'S' || type === 'B') {
    const [left, right] = [plainText(a[type]), plainText(b[type])]
    return left < right ? -1 : left > right ? 1 : 0
  }
  return sameValue(a, b) ? 0 : undefined
}

export function sameValue(a: AttributeValue, b: AttributeValue): boolean {
  if ('N' in a && 'N' in b) return numberOf(a) === numberOf(b)
  return canonical(a) === canonical(b)
}

/** Number of characters, elements or entries. */
export function sizeOf(value: AttributeValue): number {
  const content = value[typeOf(value)]
  if (typeof content === 'string') return content.length
  if (Array.isArray(content)) return content.length
  return isObject(content ?? null) ? Object.keys(content as JsonObject).length : 0
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (isObject(value)) return `{${Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${canonical(value[key]!)}`).join(',')}}`
  return JSON.stringify(value)
}
