/** Checks a mocked answer against what the service's API would answer. */

import { type ApiModels, type FoundShape, outputShape, shapeNamed } from '../api-models/model.ts'
import { memberName, operationOf } from '../api-models/operation.ts'
import { parseIntegration } from '../definition/integration.ts'
import type { Json, JsonObject } from '../query/json.ts'
import { isObject, jsonType } from '../query/json.ts'
import { type FieldValidationMode, refuse } from './request.ts'

/**
 * STRICT wants required fields to be there and all known fields to fit; PRESENT looks only at fields that are there; NONE
 * at nothing. Fields the API doesn't know are let through. A `.sync` task's answer is held to the API that Step Functions
 * polls; a callback's answer is the caller's own and is not checked, and neither is one whose API is not among the models.
 *
 * The API's own answer is meant, before Step Functions parses anything in it: the Payload of a function is a text, and so
 * are times and bytes.
 *
 * @param resource the Resource of the Task state
 * @param result the mocked answer
 * @param mode how strict to be
 * @param models the APIs
 * @throws TestStateException
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_MockInput.html
 */
export function checkMockedResult(resource: string, result: Json, mode: FieldValidationMode, models: ApiModels): void {
  const integration = mode === 'NONE' ? undefined : parseIntegration(resource)
  const operation = integration && operationOf(integration)
  const found = operation === undefined ? undefined : outputShape(models, operation)
  if (!integration || !found) return
  if (!isObject(result)) refuse('Mocked result must be a valid JSON object.')
  new ResultCheck(models, mode === 'STRICT', integration.sdk).check(found, result)
}

/** A value to look at, with the name of the field that it is in. */
interface Place {
  found: FoundShape
  value: Json
  field: string
}

const EXPECTED = { string: 'a string', number: 'a number', boolean: 'a boolean', list: 'an array', map: 'an object', structure: 'an object' } as const

class ResultCheck {
  private readonly models: ApiModels
  private readonly strict: boolean
  private readonly sdk: boolean
  /** Places still to look at, the next one last: an answer may be nested deeper than calls can be. */
  private readonly open: Place[] = []

  constructor(models: ApiModels, strict: boolean, sdk: boolean) {
    this.models = models
    this.strict = strict
    this.sdk = sdk
  }

  check(found: FoundShape, value: Json): void {
    this.open.push({ found, value, field: '' })
    for (let place = this.open.pop(); place; place = this.open.pop()) {
      for (const inner of this.look(place).reverse()) this.open.push(inner)
    }
  }

  /** Checks a place and answers what is inside it. */
  private look({ found: { service, shape }, value, field }: Place): Place[] {
    const inside = (name: string, inner: Json, innerField: string): Place => ({ found: shapeNamed(this.models, service, name), value: inner, field: innerField })
    const expected = expectedType(shape.type)
    if (expected === undefined) return []
    if (jsonType(value) !== (expected === 'list' ? 'array' : expected === 'map' || expected === 'structure' ? 'object' : expected)) invalid(`Field '${field}' must be ${EXPECTED[expected]}`)
    switch (shape.type) {
      case 'list':
        checkLength((value as Json[]).length, shape, field)
        return (value as Json[]).map(item => inside(shape.member, item, field))
      case 'map':
        return Object.entries(value as JsonObject).map(([key, item]) => inside(shape.value, item, key))
      case 'structure': {
        const members = new Map(Object.entries(shape.members).map(([name, member]) => [memberName(name, this.sdk), member]))
        const missing = this.strict ? shape.required?.map(name => memberName(name, this.sdk)).find(name => !Object.hasOwn(value as JsonObject, name)) : undefined
        if (missing !== undefined) invalid(`Required field '${missing}' is missing`)
        return Object.entries(value as JsonObject).filter(([name]) => members.has(name)).map(([name, item]) => inside(members.get(name)!, item, name))
      }
      default:
        if (shape.enum && !shape.enum.includes(value as string)) invalid(`Field '${field}' is not an expected value`)
        if (typeof value === 'string') checkLength([...value].length, shape, field)
        else if (typeof value === 'number') checkRange(value, shape, field)
        return []
    }
  }
}

/** How a type of the models is written in JSON; undefined for documents, which may be anything. */
function expectedType(type: FoundShape['shape']['type']): keyof typeof EXPECTED | undefined {
  switch (type) {
    case 'string': case 'timestamp': case 'blob': return 'string'
    case 'integer': case 'long': case 'float': case 'double': case 'bigdecimal': return 'number'
    case 'document': return undefined
    default: return type
  }
}

function checkLength(length: number, { min = 0, max = Number.POSITIVE_INFINITY }: { min?: number, max?: number }, field: string): void {
  if (length < min) invalid(`Field '${field}' is smaller than the minimum length`)
  if (length > max) invalid(`Field '${field}' exceeds the maximum length`)
}

function checkRange(value: number, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: { min?: number, max?: number }, field: string): void {
  if (value < min) invalid(`Field '${field}' is less than the minimum value`)
  if (value > max) invalid(`Field '${field}' exceeds the maximum value`)
}

function invalid(problem: string): never {
  return refuse(`Mock result schema validation error: ${problem}`)
}
