import type { QueryLanguage, StateType } from './types.ts'

/**
 * Which fields a state of each type may have, and in which query language.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */

export const STATE_TYPES: readonly StateType[] = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map']

interface FieldRule {
  types: readonly StateType[]
  /** The only query language that has the field; both have it where this is left out. */
  language?: QueryLanguage
}

const ANY: readonly StateType[] = STATE_TYPES
const FLOWING: readonly StateType[] = ['Task', 'Wait', 'Pass', 'Parallel', 'Map']
const PRODUCING: readonly StateType[] = ['Task', 'Pass', 'Parallel', 'Map']
const CALLING: readonly StateType[] = ['Task', 'Parallel', 'Map']
const ALL_BUT_FAIL = ANY.filter((type) => type !== 'Fail')

/** Fields of states. A field that is not here, or not for the state's type, is not supported. */
export const FIELDS: Readonly<Record<string, FieldRule>> = {
  Type: { types: ANY },
  Comment: { types: ANY },
  QueryLanguage: { types: ANY },
  Next: { types: FLOWING },
  End: { types: FLOWING },
  InputPath: { types: ALL_BUT_FAIL, language: 'JSONPath' },
  OutputPath: { types: ALL_BUT_FAIL, language: 'JSONPath' },
  Parameters: { types: PRODUCING, language: 'JSONPath' },
  ResultPath: { types: PRODUCING, language: 'JSONPath' },
  ResultSelector: { types: CALLING, language: 'JSONPath' },
  Result: { types: ['Pass'], language: 'JSONPath' },
  Arguments: { types: ['Task', 'Parallel'], language: 'JSONata' },
  Output: { types: ALL_BUT_FAIL, language: 'JSONata' },
  Assign: { types: ALL_BUT_FAIL.filter((type) => type !== 'Succeed') },
  Retry: { types: CALLING },
  Catch: { types: CALLING },
  Resource: { types: ['Task'] },
  Credentials: { types: ['Task'] },
  TimeoutSeconds: { types: ['Task'] },
  TimeoutSecondsPath: { types: ['Task'], language: 'JSONPath' },
  HeartbeatSeconds: { types: ['Task'] },
  HeartbeatSecondsPath: { types: ['Task'], language: 'JSONPath' },
  Choices: { types: ['Choice'] },
  Default: { types: ['Choice'] },
  Seconds: { types: ['Wait'] },
  SecondsPath: { types: ['Wait'], language: 'JSONPath' },
  Timestamp: { types: ['Wait'] },
  TimestampPath: { types: ['Wait'], language: 'JSONPath' },
  Error: { types: ['Fail'] },
  ErrorPath: { types: ['Fail'], language: 'JSONPath' },
  Cause: { types: ['Fail'] },
  CausePath: { types: ['Fail'], language: 'JSONPath' },
  Branches: { types: ['Parallel'] },
  ItemProcessor: { types: ['Map'] },
  Iterator: { types: ['Map'] },
  Items: { types: ['Map'], language: 'JSONata' },
  ItemsPath: { types: ['Map'], language: 'JSONPath' },
  ItemSelector: { types: ['Map'] },
  ItemReader: { types: ['Map'] },
  ItemBatcher: { types: ['Map'] },
  ResultWriter: { types: ['Map'] },
  MaxConcurrency: { types: ['Map'] },
  MaxConcurrencyPath: { types: ['Map'], language: 'JSONPath' },
  ToleratedFailureCount: { types: ['Map'] },
  ToleratedFailureCountPath: { types: ['Map'], language: 'JSONPath' },
  ToleratedFailurePercentage: { types: ['Map'] },
  ToleratedFailurePercentagePath: { types: ['Map'], language: 'JSONPath' },
  Label: { types: ['Map'] },
}

/** Fields a state must have besides Type. */
export const REQUIRED: Readonly<Partial<Record<StateType, readonly string[]>>> = {
  Task: ['Resource'],
  Choice: ['Choices'],
  Parallel: ['Branches'],
}

/** Fields of which an object may have one at most. */
export const ALTERNATIVES: readonly (readonly string[])[] = [
  ['Next', 'End'],
  ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  ['TimeoutSeconds', 'TimeoutSecondsPath'],
  ['HeartbeatSeconds', 'HeartbeatSecondsPath'],
  ['Error', 'ErrorPath'],
  ['Cause', 'CausePath'],
  ['MaxConcurrency', 'MaxConcurrencyPath'],
  ['ToleratedFailureCount', 'ToleratedFailureCountPath'],
  ['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'],
  ['MaxItems', 'MaxItemsPath'],
  ['MaxItemsPerBatch', 'MaxItemsPerBatchPath'],
  ['MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'],
  ['ItemProcessor', 'Iterator'],
  ['Parameters', 'ItemSelector'],
]

interface NumberRule {
  minimum: number
  maximum?: number
  /** Fractions are allowed, and AWS's messages write the bounds with one. */
  fraction?: true
}

const SECONDS: NumberRule = { minimum: 1, maximum: 99_999_999 }
const COUNT: NumberRule = { minimum: 0 }

/** Bounds of fields that take a number; in JSONata states an expression may stand in its place. */
export const NUMBERS: Readonly<Record<string, NumberRule>> = {
  TimeoutSeconds: SECONDS,
  HeartbeatSeconds: SECONDS,
  Seconds: { minimum: 0, maximum: 99_999_999 },
  MaxConcurrency: COUNT,
  ToleratedFailureCount: COUNT,
  ToleratedFailurePercentage: { minimum: 0, maximum: 100, fraction: true },
  MaxItems: { minimum: 0, maximum: 100_000_000 },
  MaxItemsPerBatch: COUNT,
  MaxInputBytesPerBatch: COUNT,
  IntervalSeconds: { minimum: 1, maximum: 99_999_999 },
  MaxAttempts: { minimum: 0, maximum: 99_999_999 },
  BackoffRate: { minimum: 1, fraction: true },
  MaxDelaySeconds: { minimum: 1, maximum: 31_622_400 },
}

/** Fields that take a reference path or a variable. */
export const REFERENCE_PATHS: readonly string[] = [
  'SecondsPath', 'TimestampPath', 'TimeoutSecondsPath', 'HeartbeatSecondsPath', 'MaxConcurrencyPath', 'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath', 'MaxItemsPath', 'MaxItemsPerBatchPath', 'MaxInputBytesPerBatchPath',
]

/** Fields that take a JSONPath; null stands for an empty object in the first two. */
export const PATHS: readonly string[] = ['InputPath', 'OutputPath', 'ItemsPath']

/** Fields whose value is a payload template. */
export const TEMPLATES: readonly string[] = ['Parameters', 'ResultSelector', 'ItemSelector', 'Assign', 'Arguments', 'Output', 'Credentials', 'BatchInput']
