/** Names of the errors that evaluating an expression can raise. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
export type QueryErrorName =
  | 'States.Runtime'
  | 'States.ParameterPathFailure'
  | 'States.ResultPathMatchFailure'
  | 'States.QueryEvaluationError'
  | 'States.DataLimitExceeded'

/**
 * The only thing that compiling or evaluating an expression throws.
 *
 * `error` is what Retry and Catch see, `cause` the sentence for people (without the "An error occurred while executing
 * the state …" prefix, which the execution adds because only it knows the event id), `location` the field of the state
 * as the EvaluationFailed event names it, for example `Output/result`, and `position` a 0-based offset into the
 * expression when its syntax is at fault.
 *
 * It is data of a run and no fault of the program: it has no stack trace, which costs more than most evaluations.
 */
export class QueryError {
  readonly name = 'QueryError'
  readonly error: QueryErrorName
  readonly cause: string
  readonly location: string | undefined
  readonly position: number | undefined

  constructor(error: QueryErrorName, cause: string, details: { location?: string, position?: number } = {}) {
    this.error = error
    this.cause = cause
    this.location = details.location
    this.position = details.position
  }

  get message(): string {
    return `${this.error}: ${this.cause}`
  }

  toString(): string {
    return `${this.name}: ${this.message}`
  }
}

/** What is told of a thrown value that says nothing of its own to who wrote the definition: never the words of the JavaScript engine. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof RangeError) return 'the data is too large or too deeply nested'
  return thrown instanceof TypeError ? 'a value in it is of the wrong type' : String(thrown)
}

/**
 * Turns whatever an evaluation threw into a QueryError. What is not one already can only be the JavaScript engine
 * giving up on size or nesting: those are limits of ours, told as such.
 */
export function asQueryError(thrown: unknown, error: QueryErrorName, subject: string, location?: string): QueryError {
  if (thrown instanceof QueryError) return thrown
  return new QueryError(error, `${subject} could not be evaluated: ${reasonOf(thrown)}.`, { location })
}
