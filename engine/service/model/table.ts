/** The API of Step Functions as a table: what each operation takes, answers and refuses. It drives the checking of requests, and of answers in tests. */

import type { ApiShape, PrimitiveType } from '../../asl/api-models/index.ts'
import made from './operations.json' with { type: 'json' }

/** One operation, as the model has it. */
export interface OperationEntry {
  /** Names of shapes; null where there is nothing to take or to answer. */
  input: string | null
  output: string | null
  /** The service's names of what it may refuse with. */
  errors: readonly string[]
  /** What SDKs put before the host's name: `sync-`. */
  hostPrefix?: string
}

export interface ServiceTable {
  about: string
  /** Package and version that the table is from. */
  source: string
  operations: Readonly<Record<string, OperationEntry>>
  shapes: Readonly<Record<string, ApiShape>>
}

/** The table that `npm run models` has made. */
export const TABLE: ServiceTable = made as unknown as ServiceTable

/** The operation of a name, or undefined where the API has none. */
export function operationEntry(name: string): OperationEntry | undefined {
  return Object.hasOwn(TABLE.operations, name) ? TABLE.operations[name] : undefined
}

/** A shape of the table by its name, or the primitive type that the name is. */
export function shapeOf(name: string): ApiShape {
  return Object.hasOwn(TABLE.shapes, name) ? TABLE.shapes[name]! : { type: name as PrimitiveType }
}
