/**
 * The parameters of a request one by one, against the API's own model: first what an SDK refuses to send (a missing or
 * unknown parameter, a wrong type, less than the least), in the words of the SDK for Python, with which the recordings were
 * made; then what the service refuses (more than the most, a value that is none of an enumeration). All that is wrong is
 * said at once.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */

import { type ApiModels, type ApiShape, type FoundShape, inputShape, shapeNamed } from '../api-models/model.ts'
import type { Json } from '../query/json.ts'
import { isObject, jsonBytes } from '../query/json.ts'
import { refuse, type TestStateRequest } from './request.ts'

/** An integer of the models has 32 bits. https://smithy.io/2.0/spec/simple-types.html#integer */
const MOST_INTEGER = 2 ** 31 - 1

/** Checks a request. Throws TestStateException: ParamValidationError or ValidationException. */
export function checkParameters(request: TestStateRequest, models: ApiModels): void {
  const { definition, ...others } = request
  const input = inputShape(models, 'sfn:TestState')
  const unsent: string[] = []
  const refused: string[] = []
  // The definition is a text for the API and read here already: only its size is left to check.
  const checked = { ...others, ...(definition === undefined ? {} : { definition: '{}' }) } as unknown as Json
  new ParameterCheck(models, unsent, refused).check(input, checked, '')
  const most = mostOf(models, input, 'definition')
  if (definition !== undefined && jsonBytes(definition as unknown as Json, most) > most) refused.unshift(tooLong('definition', undefined, most))
  if (unsent.length > 0) refuse(`Parameter validation failed:\n${unsent.join('\n')}`, 'ParamValidationError')
  if (refused.length > 0) refuse(`${refused.length} validation ${refused.length === 1 ? 'error' : 'errors'} detected: ${refused.join('; ')}`)
}

class ParameterCheck {
  private readonly models: ApiModels
  private readonly unsent: string[]
  private readonly refused: string[]

  constructor(models: ApiModels, unsent: string[], refused: string[]) {
    this.models = models
    this.unsent = unsent
    this.refused = refused
  }

  check({ service, shape }: FoundShape, value: Json, name: string): void {
    const type = typeFor(shape.type)
    const given = pythonType(value)
    // For Python a truth value is a whole number.
    if (given !== type && !(type === 'int' && given === 'bool')) {
      this.unsent.push(`Invalid type for parameter ${name || 'input'}, value: ${pythonText(value)}, type: <class '${given}'>, valid types: <class '${type}'>`)
    }
    else if (shape.type === 'structure') this.checkMembers(service, shape, value as Record<string, Json | undefined>, name)
    else if (typeof value === 'string') this.checkText(shape, value, name)
    else if (typeof value === 'number') this.checkNumber(shape, value, name)
  }

  private checkMembers(service: string, { members, required = [] }: ApiShape & { type: 'structure' }, value: Record<string, Json | undefined>, name: string): void {
    const given = Object.entries(value).filter(([, member]) => member !== undefined)
    for (const key of required.filter(key => value[key] === undefined)) this.unsent.push(`Missing required parameter in ${name || 'input'}: "${key}"`)
    for (const [key] of given.filter(([key]) => !Object.hasOwn(members, key))) this.unsent.push(`Unknown parameter in ${name || 'input'}: "${key}", must be one of: ${Object.keys(members).join(', ')}`)
    for (const [key, member] of given) {
      if (Object.hasOwn(members, key)) this.check(shapeNamed(this.models, service, members[key]!), member!, name === '' ? key : `${name}.${key}`)
    }
  }

  private checkText(shape: ApiShape, text: string, name: string): void {
    const { min = 0, max = Number.POSITIVE_INFINITY, enum: values, sensitive } = shape as { min?: number, max?: number, enum?: readonly string[], sensitive?: true }
    // A character is one, however many bytes it takes; there are never more of them than code units.
    if (text.length < min) this.unsent.push(`Invalid length for parameter ${name}, value: ${text.length}, valid min length: ${min}`)
    else if (text.length > max && [...text].length > max) this.refused.push(tooLong(name, sensitive ? undefined : text, max))
    else if (values && !values.includes(text)) this.refused.push(`Value '${text}' at '${name}' failed to satisfy constraint: Member must satisfy enum value set: [${values.join(', ')}]`)
  }

  private checkNumber(shape: ApiShape, value: number, name: string): void {
    const { min = Number.NEGATIVE_INFINITY } = shape as { min?: number }
    if (value < min) this.unsent.push(`Invalid value for parameter ${name}, value: ${value}, valid min value: ${min}`)
    else if (value > MOST_INTEGER) this.refused.push(`Value '${value}' at '${name}' failed to satisfy constraint: Member must have value less than or equal to ${MOST_INTEGER}`)
  }
}

/** A secret value is not repeated. */
function tooLong(name: string, value: string | undefined, most: number): string {
  return `Value ${value === undefined ? '' : `'${value}' `}at '${name}' failed to satisfy constraint: Member must have length less than or equal to ${most}`
}

function mostOf(models: ApiModels, { service, shape }: FoundShape, member: string): number {
  const { max } = shapeNamed(models, service, (shape as ApiShape & { type: 'structure' }).members[member]!).shape as { max?: number }
  return max ?? Number.POSITIVE_INFINITY
}

function typeFor(type: ApiShape['type']): string {
  return ({ structure: 'dict', boolean: 'bool', integer: 'int' } as Record<string, string>)[type] ?? 'str'
}

function pythonType(value: Json): string {
  if (value === null) return 'NoneType'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  if (typeof value === 'object') return isObject(value) ? 'dict' : 'list'
  return typeof value === 'string' ? 'str' : 'bool'
}

/** A value as Python prints it: a text bare, a text inside others quoted. */
function pythonText(value: Json, inside = false): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return inside ? `'${value}'` : value
  if (Array.isArray(value)) return `[${value.map(item => pythonText(item, true)).join(', ')}]`
  return isObject(value) ? `{${Object.entries(value).map(([key, item]) => `'${key}': ${pythonText(item, true)}`).join(', ')}}` : String(value)
}
