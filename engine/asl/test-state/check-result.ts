/** Checks a mocked answer against what the service's API would answer. */

import { parseIntegration } from '../definition/integration.ts'
import type { Json } from '../query/json.ts'
import { isObject, jsonType, ownValue } from '../query/json.ts'
import { type FieldValidationMode, refuse } from './request.ts'
import type { Shape } from './result-shape.ts'
import { resultShapes } from './result-shapes.ts'

/**
 * STRICT wants required fields to be there and all known fields to fit; PRESENT looks only at fields that are there; NONE
 * at nothing. Fields the API doesn't know are let through. A callback's answer is the caller's own and is not checked.
 * Throws TestStateException. https://docs.aws.amazon.com/step-functions/latest/apireference/API_MockInput.html
 */
export function checkMockedResult(resource: string, result: Json, mode: FieldValidationMode): void {
  const shape = mode === 'NONE' ? undefined : shapeOf(resource)
  if (!shape) return
  if (!isObject(result)) invalid('Mocked result must be a JSON object')
  check(shape, result, '', mode === 'STRICT')
}

function shapeOf(resource: string): Shape | undefined {
  const integration = parseIntegration(resource)
  if (!integration || integration.kind !== 'task' || integration.pattern === 'waitForTaskToken') return undefined
  const { service, action, pattern } = integration
  const key = `${service}:${action}${pattern === 'request-response' ? '' : '.sync'}`.toLowerCase()
  return Object.hasOwn(resultShapes, key) ? resultShapes[key] : undefined
}

const expected = { string: 'a string', number: 'a number', boolean: 'a boolean', array: 'an array', map: 'an object', object: 'an object' } as const

function check(shape: Shape, value: Json, field: string, strict: boolean): void {
  if (shape.type === 'any') return
  const type = shape.type === 'map' ? 'object' : shape.type
  if (jsonType(value) !== type) invalid(`Field '${field}' must be ${expected[shape.type]}`)
  switch (shape.type) {
    case 'string':
      if (shape.values && !shape.values.includes(value as string)) invalid(`Field '${field}' is not an expected value`)
      if ((value as string).length < (shape.least ?? 0)) invalid(`Field '${field}' is smaller than the minimum length`)
      return
    case 'number':
      if (shape.min !== undefined && (value as number) < shape.min) invalid(`Field '${field}' is less than the minimum value`)
      if (shape.max !== undefined && (value as number) > shape.max) invalid(`Field '${field}' exceeds the maximum value`)
      return
    case 'array':
      for (const item of value as Json[]) check(shape.items, item, field, strict)
      return
    case 'map':
      for (const [key, item] of Object.entries(value as Record<string, Json>)) check(shape.values, item, key, strict)
      return
    case 'object':
      checkFields(shape, value as Record<string, Json>, strict)
  }
}

function checkFields(shape: Shape & { type: 'object' }, value: Record<string, Json>, strict: boolean): void {
  const missing = strict ? shape.required.find(name => !Object.hasOwn(value, name)) : undefined
  if (missing !== undefined) invalid(`Required field '${missing}' is missing`)
  for (const [name, fieldShape] of Object.entries(shape.fields)) {
    const present = ownValue(value, name)
    if (present !== undefined) check(fieldShape, present, name, strict)
  }
}

function invalid(problem: string): never {
  return refuse(`Mock result schema validation error: ${problem}`)
}
