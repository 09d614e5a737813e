/**
 * Which executions can be redriven.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html#redrive-eligibility
 */

import type { ExecutionCore } from '../execution-core.ts'

/** Why RedriveExecution was refused: the service's name for it, and its sentence, as DescribeExecution has it. */
export interface RedriveRefusal {
  exception: 'ExecutionNotRedrivable'
  message: string
}

const DAY = 86_400_000
const REDRIVE_DAYS = 14

/** Why an execution can't be redriven now, or undefined where it can. */
export function redriveRefusal(execution: ExecutionCore): RedriveRefusal | undefined {
  const message = reason(execution)
  return message === undefined ? undefined : { exception: 'ExecutionNotRedrivable', message }
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html#StepFunctions-DescribeExecution-response-redriveStatusReason */
function reason({ type, status, clock, startedAt, endedAt, eventCount, limits }: ExecutionCore): string | undefined {
  if (type === 'EXPRESS') return 'Express executions cannot be redriven'
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`
  if (eventCount >= limits.events - 1) return 'Execution history event limit exceeded'
  if (clock.now - startedAt > limits.standardSeconds * 1000) return 'Execution has exceeded the max execution time'
  if (clock.now - endedAt! > REDRIVE_DAYS * DAY) return 'Execution redrivable period exceeded'
  return undefined
}
