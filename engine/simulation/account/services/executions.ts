/** What Step Functions tells about executions: DescribeExecution, ListExecutions and RedriveExecution. */

import { isObject, plainText, redriveRefusal, type Execution, type ExecutionCore, type ExecutionStatus, type Json, type JsonObject } from '../../../asl/index.ts'
import { ServiceError } from './service.ts'

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html#StepFunctions-ListExecutions-request-maxResults */
const MOST_RESULTS = 1000
const USUAL_RESULTS = 100

/** Closed executions can be seen for 90 days. */
const KEPT_MS = 90 * 86_400_000

const STATUSES: ReadonlySet<Json | undefined> = new Set<ExecutionStatus | 'PENDING_REDRIVE'>(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'])

export interface DescribeOptions {
  /** Input and output as JSON values instead of text. */
  parsed?: boolean
  /** Moments as the SDK integration has them, ISO 8601, instead of milliseconds. */
  isoDates?: boolean
}

/**
 * As DescribeExecution answers, whether the execution can be redriven included.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
 */
export function describeExecution(execution: ExecutionCore, { parsed = false, isoDates = false }: DescribeOptions = {}): JsonObject {
  const json = (value: Json): Json => parsed ? value : JSON.stringify(value)
  const date = (at: number): Json => isoDates ? iso(at) : at
  return {
    ExecutionArn: execution.arn,
    Input: json(execution.input),
    InputDetails: { Included: true },
    Name: execution.name,
    ...(execution.output === undefined ? {} : { Output: json(execution.output), OutputDetails: { Included: true } }),
    ...(execution.error === undefined ? {} : { Error: execution.error }),
    ...(execution.cause === undefined ? {} : { Cause: execution.cause }),
    ...(execution.type === 'EXPRESS' ? {} : { ...redriven(execution, date), ...redrivable(execution) }),
    StartDate: date(execution.startedAt),
    StateMachineArn: execution.machineArn,
    Status: execution.status,
    ...(execution.endedAt === undefined ? {} : { StopDate: date(execution.endedAt) }),
  }
}

/**
 * ListExecutions of one state machine: the latest start first, page by page. Throws ServiceError for what the service refuses.
 *
 * @param executions all of that machine, in the order of starting
 * @param parameters StateMachineArn, StatusFilter, MaxResults (100 by default, 1,000 at most) and NextToken
 * @param now virtual milliseconds since the epoch
 * @returns Executions, and a NextToken where there are more
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
 */
export function listExecutions(executions: readonly Execution[], parameters: JsonObject, now: number): JsonObject {
  const { StateMachineArn: arn, StatusFilter: status, MaxResults: most = 0, NextToken: token, RedriveFilter: redrive } = parameters
  if (redrive !== undefined) throw new ServiceError('ValidationException', 'RedriveFilter is for the executions of a Map Run, not of a state machine.')
  if (status !== undefined && !STATUSES.has(status)) throw new ServiceError('ValidationException', `StatusFilter must be one of ${[...STATUSES].join(', ')}.`)
  if (typeof most !== 'number' || !Number.isInteger(most) || most < 0 || most > MOST_RESULTS) throw new ServiceError('ValidationException', `MaxResults must be 0 to ${MOST_RESULTS}.`)
  const scope = JSON.stringify([arn, status ?? null])
  const after = token === undefined ? undefined : lastListed(token, scope)
  const limit = most === 0 ? USUAL_RESULTS : most
  const page: Execution[] = []
  for (let index = (after ?? executions.length) - 1; index >= 0; index--) {
    const execution = executions[index]!
    if (status !== undefined && execution.status !== status) continue
    if (execution.endedAt !== undefined && now - execution.endedAt > KEPT_MS) continue
    if (page.length === limit) return { Executions: page.map(summary), NextToken: tokenAfter(index + 1, scope) }
    page.push(execution)
  }
  return { Executions: page.map(summary) }
}

/**
 * RedriveExecution: the execution goes on from where it failed, and the answer does not wait for it. Throws ServiceError.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html
 */
export function redriveExecution(execution: Execution): JsonObject {
  const refusal = execution.redrive()
  if (refusal) throw new ServiceError(`${refusal.exception}Exception`, `Execution is not redrivable: '${execution.arn}'. ${refusal.message}`)
  return { RedriveDate: iso(execution.redrivenAt!) }
}

function summary(execution: Execution): JsonObject {
  return {
    ExecutionArn: execution.arn,
    Name: execution.name,
    ...redriven(execution, iso),
    StartDate: iso(execution.startedAt),
    StateMachineArn: execution.machineArn,
    Status: execution.status,
    ...(execution.endedAt === undefined ? {} : { StopDate: iso(execution.endedAt) }),
  }
}

function redriven({ redriveCount, redrivenAt }: ExecutionCore, date: (at: number) => Json): JsonObject {
  return { RedriveCount: redriveCount, ...(redrivenAt === undefined ? {} : { RedriveDate: date(redrivenAt) }) }
}

function redrivable(execution: ExecutionCore): JsonObject {
  const refusal = redriveRefusal(execution)
  return refusal ? { RedriveStatus: 'NOT_REDRIVABLE', RedriveStatusReason: refusal.message } : { RedriveStatus: 'REDRIVABLE' }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}

/** A token is good for the list that it came from, and for no other. */
function tokenAfter(index: number, scope: string): string {
  return JSON.stringify({ index, scope })
}

function lastListed(token: Json, scope: string): number {
  try {
    const read = JSON.parse(plainText(token)) as Json
    if (isObject(read) && typeof read.index === 'number' && read.scope === scope) return read.index
  }
  catch {}
  throw new ServiceError('InvalidTokenException', `Invalid Token: '${plainText(token)}'`)
}
