/** Cuts out of the SDKs' models what the engine holds mocked answers to: the shapes of some operations, without documentation. */

import type { ApiModels, ApiShape, PrimitiveType } from '../../engine/asl/api-models/model.ts'

/** A service's model as botocore has it, as far as it is read here. */
export interface ServiceModel {
  metadata: { serviceId: string }
  operations: Readonly<Record<string, { input?: { shape: string }, output?: { shape: string }, errors?: readonly { shape: string }[], endpoint?: { hostPrefix: string } }>>
  shapes: Readonly<Record<string, ModelShape>>
}

interface ModelShape {
  type: string
  members?: Readonly<Record<string, { shape: string }>>
  required?: readonly string[]
  member?: { shape: string }
  value?: { shape: string }
  enum?: readonly string[]
  min?: number
  max?: number
  pattern?: string
  sensitive?: boolean
  eventstream?: boolean
  document?: boolean
}

/** Something that the models do not have. */
export class ModelError extends Error {}

export interface Wanted {
  /** Operations whose answers are wanted, by service and name: `sfn:StartExecution`. */
  outputs: readonly string[]
  /** Operations whose requests are wanted. */
  inputs: readonly string[]
  /** Limits that hold instead of the model's, by service and shape: `lambda:MemorySize`. */
  limits?: Readonly<Record<string, { min?: number, max?: number }>>
}

/** A service as an AWS SDK integration names it: the id without spaces and hyphens, in lower case. */
export function serviceName({ metadata }: ServiceModel): string {
  return metadata.serviceId.replaceAll(/[\s-]/g, '').toLowerCase()
}

/**
 * Cuts the wanted operations and the shapes that they use out of models. Shapes that only say a primitive type are named by it.
 *
 * @param models every service that is wanted, once
 * @param wanted in any order; the answer is sorted by name
 * @param source package and version, for the head of the file
 * @throws ModelError where the models have no such operation
 */
export function cutModels(models: readonly ServiceModel[], wanted: Wanted, source: string): ApiModels {
  const byName = new Map(models.map(model => [serviceName(model), model]))
  const cuts = new Map<string, Cut>()
  const operationOf = (name: string) => {
    const [service = '', operation = ''] = name.split(':')
    const model = byName.get(service)
    const found = model?.operations[operation]
    if (!model || !found) throw new ModelError(`${source} has no operation ${name}`)
    if (!cuts.has(service)) cuts.set(service, new Cut(limited(service, model, wanted.limits ?? {})))
    return { cut: cuts.get(service)!, ...found }
  }
  const outputs = Object.fromEntries([...new Set(wanted.outputs)].sort().map((name) => {
    const { cut, output } = operationOf(name)
    return [name, output === undefined || cut.streams(output.shape) ? null : cut.take(output.shape)]
  }))
  const inputs = Object.fromEntries([...new Set(wanted.inputs)].sort().map((name) => {
    const { cut, input } = operationOf(name)
    if (input === undefined) throw new ModelError(`${name} of ${source} takes no input`)
    return [name, cut.take(input.shape)]
  }))
  return {
    about: 'Made by npm run models from the API models of the AWS SDK for Python (Apache License 2.0, copyright Amazon.com, Inc.); not to be edited.',
    source,
    outputs,
    inputs,
    shapes: Object.fromEntries([...cuts].sort(([a], [b]) => a < b ? -1 : 1).map(([service, cut]) => [service, cut.sorted()])),
  }
}

function limited(service: string, model: ServiceModel, limits: NonNullable<Wanted['limits']>): ServiceModel {
  const own = Object.entries(limits).flatMap(([name, limit]) => {
    const [of, shape = ''] = name.split(':')
    return of === service && model.shapes[shape] ? [[shape, { ...model.shapes[shape], ...limit }] as const] : []
  })
  return { ...model, shapes: { ...model.shapes, ...Object.fromEntries(own) } }
}

/** The file's text: an operation and a shape a line, so that a newer version shows what has changed. */
export function modelsText({ about, source, outputs, inputs, shapes }: ApiModels): string {
  const services = Object.entries(shapes).map(([service, own]) => `    ${JSON.stringify(service)}: {\n${linesOf(own, '      ')}\n    }`).join(',\n')
  return `{\n  "about": ${JSON.stringify(about)},\n  "source": ${JSON.stringify(source)},\n  "outputs": {\n${linesOf(outputs, '    ')}\n  },\n  "inputs": {\n${linesOf(inputs, '    ')}\n  },\n  "shapes": {\n${services}\n  }\n}\n`
}

/** Entries as JSON, one a line. */
export function linesOf(record: object, indent: string): string {
  return Object.entries(record).map(([name, value]) => `${indent}${JSON.stringify(name)}: ${inLine(value)}`).join(',\n')
}

function inLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${inLine(member)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

/** The shapes taken from one service. */
export class Cut {
  private readonly model: ServiceModel
  private readonly patterns: boolean
  private readonly taken = new Map<string, ApiShape>()

  /** @param options.patterns whether texts keep their patterns: who only holds answers to a model looks at none */
  constructor(model: ServiceModel, { patterns = false } = {}) {
    this.model = model
    this.patterns = patterns
  }

  /** Whether an answer comes in events: what Step Functions makes of them, no model says. */
  streams(name: string): boolean {
    return Object.values(this.shape(name).members ?? {}).some(({ shape }) => this.shape(shape).eventstream === true)
  }

  /** Takes a shape and all that it uses; answers the name to find it by. */
  take(name: string): string {
    const shape = this.shape(name)
    const primitive = primitiveOf(shape)
    const limits = { ...limitsOf(shape), ...(this.patterns && shape.pattern !== undefined ? { pattern: shape.pattern } : {}) }
    if (primitive && Object.keys(limits).length === 0) return primitive
    if (this.taken.has(name)) return name
    // Shapes may contain themselves: DynamoDB's AttributeValue does.
    this.taken.set(name, { type: 'structure', members: {} })
    this.taken.set(name, primitive ? { type: primitive, ...limits } : this.composed(name, shape))
    return name
  }

  sorted(): Record<string, ApiShape> {
    return Object.fromEntries([...this.taken].sort(([a], [b]) => a < b ? -1 : 1))
  }

  private composed(name: string, { type, members = {}, required = [], member, value, min, max }: ModelShape): ApiShape {
    const limits = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
    if (type === 'list' && member) return { type, member: this.take(member.shape), ...limits }
    if (type === 'map' && value) return { type, value: this.take(value.shape) }
    if (type !== 'structure') throw new ModelError(`the shape ${name} is a ${type}, which is none of the types known here`)
    return {
      type,
      members: Object.fromEntries(Object.entries(members).map(([key, { shape }]) => [key, this.take(shape)])),
      ...(required.length > 0 ? { required } : {}),
    }
  }

  private shape(name: string): ModelShape {
    const shape = this.model.shapes[name]
    if (!shape) throw new ModelError(`the model of ${this.model.metadata.serviceId} has no shape ${name}`)
    return shape
  }
}

const PRIMITIVES: ReadonlySet<string> = new Set<PrimitiveType>(['string', 'timestamp', 'blob', 'boolean', 'integer', 'long', 'float', 'double', 'bigdecimal', 'document'])

function primitiveOf({ type, document }: ModelShape): PrimitiveType | undefined {
  if (document) return 'document'
  return PRIMITIVES.has(type) ? type as PrimitiveType : undefined
}

function limitsOf({ type, enum: values, min, max, sensitive }: ModelShape): { enum?: readonly string[], min?: number, max?: number, sensitive?: true } {
  return {
    ...(values && values.length > 0 ? { enum: values } : {}),
    // A least length of nothing limits nothing; a least number of nothing does.
    ...(min === undefined || (min === 0 && (type === 'string' || type === 'blob')) ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(sensitive ? { sensitive } : {}),
  }
}
