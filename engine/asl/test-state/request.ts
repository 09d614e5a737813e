/** What TestState is asked and what it answers. https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html */

import type { State, StateMachineDefinition } from '../definition/types.ts'
import type { TaskHandler } from '../execution/task/task-handler.ts'
import type { Json, JsonObject } from '../query/json.ts'
import type { Random } from '../query/index.ts'

export type InspectionLevel = 'INFO' | 'DEBUG' | 'TRACE'
export type FieldValidationMode = 'STRICT' | 'PRESENT' | 'NONE'

/** The parameters of the API. Those that are JSON text there are JSON text here. */
export interface TestStateRequest {
  /** One state, or a whole state machine when `stateName` picks a state in it. */
  definition: State | StateMachineDefinition
  stateName?: string
  /** The ARN of a role, which is otherwise not looked at: a Task without a mock needs one. */
  roleArn?: string
  /** JSON text. Default: `{}`. */
  input?: string
  inspectionLevel?: InspectionLevel
  revealSecrets?: boolean
  /** JSON text of an object: the workflow variables. */
  variables?: string
  /** JSON text of an object: Execution, State, StateMachine, Task. */
  context?: string
  mock?: {
    /** JSON text of what the service, the Map or the Parallel state answers. */
    result?: string
    errorOutput?: { error?: string, cause?: string }
    fieldValidationMode?: FieldValidationMode
  }
  stateConfiguration?: {
    /** How often the matching retrier has retried before. */
    retrierRetryCount?: number
    /** The state inside a Map or Parallel whose failure the mocked error is. */
    errorCausedByState?: string
    /** How many iterations of a Map failed. */
    mapIterationFailureCount?: number
    /** What the ItemReader of a Map reads, as it stands in its source: JSON, JSON Lines or CSV. */
    mapItemReaderData?: string
  }
}

export interface TestStateOptions {
  /** Answers a Task that has no mock. */
  tasks?: TaskHandler
  random?: Random
  /** Virtual time of the test, milliseconds since the epoch. */
  now?: number
}

export interface InspectionData {
  input?: Json
  afterArguments?: Json
  afterInputPath?: Json
  afterParameters?: Json
  result?: Json
  afterResultSelector?: Json
  afterResultPath?: Json
  variables?: JsonObject
  afterItemsPath?: Json
  afterItemsPointer?: Json
  afterItemSelector?: Json
  /** The batches. The items in them are JSON text. */
  afterItemBatcher?: Json
  maxConcurrency?: number
  toleratedFailureCount?: number
  toleratedFailurePercentage?: number
  errorDetails?: { retryIndex?: number, retryBackoffIntervalSeconds?: number, catchIndex?: number }
}

export interface TestStateResult {
  status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR'
  output?: Json
  error?: string
  cause?: string
  nextState?: string
  /** Absent at inspection level INFO. */
  inspectionData?: InspectionData
}

/** The API refuses the request. `code` is the name of AWS's exception. */
export class TestStateException extends Error {
  readonly code: 'ValidationException' | 'InvalidDefinition' | 'InvalidExecutionInput' | 'InvalidArn' | 'ParamValidationError'

  constructor(code: TestStateException['code'], message: string) {
    super(message)
    this.name = 'TestStateException'
    this.code = code
  }
}

export function refuse(message: string, code: TestStateException['code'] = 'ValidationException'): never {
  throw new TestStateException(code, message)
}
