/** What the services' APIs answer, as far as mocked answers are held to it: cut out of the models that the AWS SDKs are made from. */

/** Types without a name of their own in the models file, where nothing limits them. */
export type PrimitiveType = 'string' | 'timestamp' | 'blob' | 'boolean' | 'integer' | 'long' | 'float' | 'double' | 'bigdecimal' | 'document'

/**
 * A shape. `min` and `max` limit the length of text and lists and the value of numbers; `pattern` is what a text
 * has to match, where the table keeps it. Other shapes are named by their name in the same service, or by a primitive type.
 */
export type ApiShape =
  | { type: PrimitiveType, enum?: readonly string[], min?: number, max?: number, pattern?: string, sensitive?: true }
  | { type: 'list', member: string, min?: number, max?: number }
  | { type: 'map', value: string }
  | { type: 'structure', members: Readonly<Record<string, string>>, required?: readonly string[] }

export interface ApiModels {
  about: string
  /** Package and version that the models are from. */
  source: string
  /** By service and operation, `sfn:StartExecution`: the shape of the answer; null where it has none that a mock could be held to. */
  outputs: Readonly<Record<string, string | null>>
  /** The same for requests. */
  inputs: Readonly<Record<string, string>>
  /** By service and name. */
  shapes: Readonly<Record<string, Readonly<Record<string, ApiShape>>>>
}

/** A shape, with the service in which the shapes that it names are found. */
export interface FoundShape {
  service: string
  shape: ApiShape
}

/** Finds a shape of a service by its name. The name has to come from the same models. */
export function shapeNamed(models: ApiModels, service: string, name: string): FoundShape {
  const shapes = models.shapes[service] ?? {}
  return { service, shape: Object.hasOwn(shapes, name) ? shapes[name]! : { type: name as PrimitiveType } }
}

/** The shape of the request of an operation such as `sfn:TestState`, which has to be among the models. */
export function inputShape(models: ApiModels, operation: string): FoundShape {
  return shapeNamed(models, serviceOf(operation), models.inputs[operation]!)
}

/** The shape of an operation's answer; undefined where the models don't have the operation or its answer has no shape. */
export function outputShape(models: ApiModels, operation: string): FoundShape | undefined {
  const name = Object.hasOwn(models.outputs, operation) ? models.outputs[operation] : undefined
  return typeof name === 'string' ? shapeNamed(models, serviceOf(operation), name) : undefined
}

function serviceOf(operation: string): string {
  return operation.slice(0, operation.indexOf(':'))
}
