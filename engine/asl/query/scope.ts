import type { Json } from './json.ts'

/** A source of random numbers in [0, 1). Seeded by whoever runs the execution, so that runs repeat exactly. */
export type Random = () => number

/** Read access to workflow variables. A Map serves; so does VariableScope, which also knows its outer scopes. */
export interface Variables {
  get: (name: string) => Json | undefined
  has: (name: string) => boolean
}

/** Everything an expression can see while a state runs. */
export interface Scope {
  /** `$` in JSONPath, `$states.input` in JSONata. */
  input: Json
  /** The context object: `$$` in JSONPath, `$states.context` in JSONata. */
  context: Json
  variables: Variables
  /** `$states.result`: JSONata only, and only after a Task, Map or Parallel succeeded. */
  result?: Json
  /** `$states.errorOutput`: JSONata only, and only in a Catch. */
  errorOutput?: Json
  random: Random
  /** Virtual time in milliseconds since the epoch, for JSONata's `$now()` and `$millis()`. */
  now: number
  /** Told how many steps of about a microsecond an evaluation has taken, some at a time; short ones are not told. It may throw to end all. */
  spent?: (steps: number) => void
}

/** An expression compiled once. Paths, intrinsic functions and JSONPath templates evaluate at once. */
export interface Evaluable {
  evaluate: (scope: Scope) => Json
}

/** A JSONata expression or template. It answers at once where it can, and with a promise where `jsonata` is asked. */
export interface AsyncEvaluable {
  evaluate: (scope: Scope) => Json | Promise<Json>
}

/** Where an expression stands: the state's field, as errors name it (`Output`, `Arguments/FunctionName`, `value.$`). */
export interface FieldOptions {
  field?: string
}
