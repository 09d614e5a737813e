/**
 * What can go wrong while a state runs.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */

import type { ExecutionStatus } from './names/status.ts'

interface FailureOptions {
  /** Retry and Catch are not asked: the execution fails. */
  terminal?: boolean
  /** Matched only where its own name is written out, not by States.ALL. */
  namedOnly?: boolean
  /** Further names under which Retry and Catch may know it. */
  aliases?: readonly string[]
}

/** A state failed. Name and cause may both be missing: Fail states and SendTaskFailure allow it. */
export class StateFailure {
  readonly error: string | undefined
  readonly cause: string | undefined
  readonly terminal: boolean
  readonly namedOnly: boolean
  readonly aliases: readonly string[]

  constructor(error: string | undefined, cause: string | undefined, options: FailureOptions = {}) {
    this.error = error
    this.cause = cause
    this.terminal = options.terminal ?? error === 'States.Runtime'
    this.namedOnly = options.namedOnly ?? false
    this.aliases = options.aliases ?? []
  }
}

/** The execution as a whole ends here, from wherever it is. */
export class ExecutionEnd {
  readonly status: Exclude<ExecutionStatus, 'RUNNING' | 'SUCCEEDED'>
  readonly error: string | undefined
  readonly cause: string | undefined

  constructor(status: Exclude<ExecutionStatus, 'RUNNING' | 'SUCCEEDED'>, error?: string, cause?: string) {
    this.status = status
    this.error = error
    this.cause = cause
  }
}

/** A payload grew beyond the quota. `subject` is the state's name, the service or the function's ARN, as AWS words it. */
export function dataLimitExceeded(subject: string, options: FailureOptions = {}): StateFailure {
  return new StateFailure(
    'States.DataLimitExceeded',
    `The state/task '${subject}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    options,
  )
}

/**
 * Whether a name in ErrorEquals stands for this failure. States.ALL matches everything but terminal failures and those that
 * must be named; States.TaskFailed everything States.ALL does but States.Timeout.
 */
export function errorMatches(name: string, failure: StateFailure): boolean {
  if (failure.terminal) return false
  if (name === failure.error || failure.aliases.includes(name)) return true
  if (failure.namedOnly) return false
  return name === 'States.ALL' || (name === 'States.TaskFailed' && failure.error !== 'States.Timeout')
}
