/**
 * Which executions can be redriven.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html#redrive-eligibility
 */

import type { Execution } from './execution.ts'

/** Why RedriveExecution was refused: the service's name for it, and a sentence. */
export interface RedriveRefusal {
  exception: 'ExecutionNotRedrivable'
  message: string
}

const DAY = 86_400_000
const REDRIVE_DAYS = 14

/** Why an execution can't be redriven now, or undefined where it can. */
export function redriveRefusal(execution: Execution): RedriveRefusal | undefined {
  const message = reason(execution)
  return message === undefined ? undefined : { exception: 'ExecutionNotRedrivable', message }
}

function reason({ type, status, clock, endedAt, records, limits }: Execution): string | undefined {
  if (type === 'EXPRESS') return 'Express executions cannot be redriven.'
  if (status === 'RUNNING') return 'The execution is still running.'
  if (status === 'SUCCEEDED') return 'The execution has succeeded.'
  if (clock.now - endedAt! > REDRIVE_DAYS * DAY) return `The execution ended more than ${REDRIVE_DAYS} days ago.`
  if (records.length >= limits.events - 1) return `The execution has ${records.length} events; the limit is ${limits.events}.`
  return undefined
}
