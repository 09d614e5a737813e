/** Answers made up from the services' API models: what has to be in them, and values of the right type. */

import type { Json, JsonObject, TaskIntegration } from '../../asl/index.ts'
import { type ApiModels, type ApiShape, type FoundShape, memberName, operationOf, outputShape, shapeNamed } from '../../asl/api-models/index.ts'

const TIME = '2026-01-01T00:00:00Z'

/** What the state of a thing is called when all is well with it. */
const WELL = /^(?:succeeded|success|successful|complete|completed|finished|available|active|ready|ok|healthy)$/i

/**
 * The answer to a task as its API's model has it: the required fields, and of the others the lists, which are empty, since
 * whoever asks for a list goes over it. STRICT validation of mocks takes it.
 *
 * @param models the APIs
 * @param integration what the task calls
 * @returns the answer; undefined where the models have no such operation, or its answer has no shape that they know
 */
export function answerOf(models: ApiModels, integration: TaskIntegration): JsonObject | undefined {
  const operation = operationOf(integration)
  if (operation === undefined || !Object.hasOwn(models.outputs, operation)) return undefined
  const found = outputShape(models, operation)
  // An operation that answers nothing is known, too.
  if (!found) return {}
  return new Answer(models, integration.sdk).structure(found, 'answer') as JsonObject
}

class Answer {
  private readonly models: ApiModels
  private readonly sdk: boolean

  constructor(models: ApiModels, sdk: boolean) {
    this.models = models
    this.sdk = sdk
  }

  /** The fields of a structure: `answer` for all that an answer begins with, `inside` for what has to be there. */
  structure({ service, shape }: FoundShape, place: 'answer' | 'inside'): Json {
    const { members, required = [] } = shape as ApiShape & { type: 'structure' }
    const wanted = Object.entries(members).filter(([name, member]) => required.includes(name) || (place === 'answer' && shapeNamed(this.models, service, member).shape.type === 'list'))
    return Object.fromEntries(wanted.map(([name, member]) => [memberName(name, this.sdk), this.value(shapeNamed(this.models, service, member), name)]))
  }

  private value(found: FoundShape, name: string): Json {
    const { service, shape } = found
    switch (shape.type) {
      case 'structure': return this.structure(found, 'inside')
      case 'map': return {}
      case 'list': return Array.from({ length: shape.min ?? 0 }, () => this.value(shapeNamed(this.models, service, shape.member), name))
      case 'boolean': return false
      case 'timestamp': return TIME
      case 'document': return {}
      case 'string': case 'blob': return textOf(shape, service, name)
      default: return Math.min(Math.max(0, shape.min ?? 0), shape.max ?? Number.POSITIVE_INFINITY)
    }
  }
}

function textOf({ enum: values, min = 0, max = Number.POSITIVE_INFINITY }: { enum?: readonly string[], min?: number, max?: number }, service: string, name: string): string {
  if (values) return values.find(value => WELL.test(value)) ?? values[0]!
  const text = /arn$/i.test(name) ? `arn:aws:${service}:us-east-1:123456789012:text` : 'text'
  return text.padEnd(min, '0').slice(0, max)
}
