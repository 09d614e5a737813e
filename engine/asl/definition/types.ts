/**
 * The Amazon States Language as TypeScript types: what a state machine definition looks like once its text is parsed.
 * Fields carry the names of the language. A field that accepts a JSONata expression is typed `… | string`.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 * @see https://states-language.net/spec.html
 */

import type { Json } from '../query/json.ts'

export type QueryLanguage = 'JSONPath' | 'JSONata'

export type MachineType = 'STANDARD' | 'EXPRESS'

/** States by name, in the order of the source. Names are unique in the whole machine, nested states included. */
export type States = Record<string, State>

/** What `Branches` hold and what a Map's processor adds its configuration to. */
export interface Branch {
  Comment?: string
  StartAt: string
  States: States
}

export interface StateMachineDefinition extends Branch {
  Version?: string
  QueryLanguage?: QueryLanguage
  /** Seconds the whole execution may take; 1 to 99,999,999. */
  TimeoutSeconds?: number
}

export type State = TaskState | PassState | ChoiceState | WaitState | SucceedState | FailState | ParallelState | MapState

export type StateType = State['Type']

interface CommonFields {
  Comment?: string
  QueryLanguage?: QueryLanguage
}

/** Where a state goes when it is done: exactly one of the two. */
interface TransitionFields {
  Next?: string
  End?: boolean
}

interface PathFields {
  InputPath?: string | null
  OutputPath?: string | null
}

interface AssignField {
  Assign?: Record<string, Json>
}

/** JSONata only. */
interface OutputField {
  Output?: Json
}

/** JSONPath only. */
interface ResultFields {
  Parameters?: Json
  ResultSelector?: Json
  ResultPath?: string | null
}

export interface Retrier {
  Comment?: string
  ErrorEquals: string[]
  IntervalSeconds?: number
  MaxAttempts?: number
  BackoffRate?: number
  MaxDelaySeconds?: number
  JitterStrategy?: 'FULL' | 'NONE'
}

export interface Catcher extends AssignField, OutputField {
  Comment?: string
  ErrorEquals: string[]
  Next: string
  ResultPath?: string | null
}

interface ErrorFields {
  Retry?: Retrier[]
  Catch?: Catcher[]
}

export interface PassState extends CommonFields, TransitionFields, PathFields, AssignField, OutputField {
  Type: 'Pass'
  Result?: Json
  Parameters?: Json
  ResultPath?: string | null
}

export interface TaskState
  extends CommonFields, TransitionFields, PathFields, ResultFields, AssignField, OutputField, ErrorFields {
  Type: 'Task'
  Resource: string
  Arguments?: Json
  TimeoutSeconds?: number | string
  TimeoutSecondsPath?: string
  HeartbeatSeconds?: number | string
  HeartbeatSecondsPath?: string
  Credentials?: { RoleArn?: string, 'RoleArn.$'?: string } & Record<string, Json | undefined>
}

export interface ChoiceState extends CommonFields, PathFields, AssignField, OutputField {
  Type: 'Choice'
  Choices: ChoiceRule[]
  Default?: string
}

/** Comparison operators of JSONPath choice rules; each but the `Is…` ones and StringMatches has a `…Path` twin. */
export type ComparisonOperator =
  | 'IsBoolean' | 'IsNull' | 'IsNumeric' | 'IsPresent' | 'IsString' | 'IsTimestamp' | 'StringMatches'
  | `${'String' | 'Numeric' | 'Timestamp'}${'Equals' | 'LessThan' | 'GreaterThan' | 'LessThanEquals' | 'GreaterThanEquals'}${'' | 'Path'}`
  | `BooleanEquals${'' | 'Path'}`

/** A condition without its transition: a comparison, or And / Or / Not over conditions. */
export type ChoiceCondition = {
  Variable?: string
  And?: ChoiceCondition[]
  Or?: ChoiceCondition[]
  Not?: ChoiceCondition
} & { [operator in ComparisonOperator]?: Json }

export type ChoiceRule = ChoiceCondition & AssignField & OutputField & {
  Comment?: string
  /** JSONata only: `{% … %}` or a literal boolean. */
  Condition?: string | boolean
  Next: string
}

export interface WaitState extends CommonFields, TransitionFields, PathFields, AssignField, OutputField {
  Type: 'Wait'
  Seconds?: number | string
  SecondsPath?: string
  Timestamp?: string
  TimestampPath?: string
}

export interface SucceedState extends CommonFields, PathFields, OutputField {
  Type: 'Succeed'
}

export interface FailState extends CommonFields {
  Type: 'Fail'
  Error?: string
  ErrorPath?: string
  Cause?: string
  CausePath?: string
}

export interface ParallelState
  extends CommonFields, TransitionFields, PathFields, ResultFields, AssignField, OutputField, ErrorFields {
  Type: 'Parallel'
  Branches: Branch[]
  Arguments?: Json
}

export interface ProcessorConfig {
  Mode?: 'INLINE' | 'DISTRIBUTED'
  /** Only with DISTRIBUTED: what the child executions are. */
  ExecutionType?: MachineType
}

export interface ItemProcessor extends Branch {
  ProcessorConfig?: ProcessorConfig
}

export interface ReaderConfig {
  InputType?: 'CSV' | 'JSON' | 'JSONL' | 'PARQUET' | 'MANIFEST'
  CSVDelimiter?: string
  CSVHeaderLocation?: 'FIRST_ROW' | 'GIVEN'
  CSVHeaders?: string[]
  ItemsPointer?: string
  ManifestType?: 'S3_INVENTORY' | 'ATHENA_DATA'
  Transformation?: 'NONE' | 'LOAD_AND_FLATTEN'
  MaxItems?: number | string
  MaxItemsPath?: string
}

export interface ItemReader {
  Resource: string
  Parameters?: Json
  Arguments?: Json
  ReaderConfig?: ReaderConfig
}

export interface ItemBatcher {
  BatchInput?: Json
  MaxItemsPerBatch?: number | string
  MaxItemsPerBatchPath?: string
  MaxInputBytesPerBatch?: number | string
  MaxInputBytesPerBatchPath?: string
}

export interface ResultWriter {
  Resource?: string
  Parameters?: Json
  Arguments?: Json
  WriterConfig?: {
    Transformation?: 'NONE' | 'COMPACT' | 'FLATTEN'
    OutputType?: 'JSON' | 'JSONL'
  }
}

export interface MapState
  extends CommonFields, TransitionFields, PathFields, ResultFields, AssignField, OutputField, ErrorFields {
  Type: 'Map'
  ItemProcessor?: ItemProcessor
  /** The name ItemProcessor had before December 2022; still accepted. */
  Iterator?: ItemProcessor
  /** JSONata: an array, or an expression that gives one. */
  Items?: Json
  ItemsPath?: string
  ItemSelector?: Json
  ItemReader?: ItemReader
  ItemBatcher?: ItemBatcher
  ResultWriter?: ResultWriter
  MaxConcurrency?: number | string
  MaxConcurrencyPath?: string
  ToleratedFailureCount?: number | string
  ToleratedFailureCountPath?: string
  ToleratedFailurePercentage?: number | string
  ToleratedFailurePercentagePath?: string
  Label?: string
}
