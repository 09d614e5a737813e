/** DescribeExecution. https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */

import { type ExecutionCore, type JsonObject, redriveRefusal } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { seconds } from '../account/dates.ts'
import { mapRunOf } from './find-map-run.ts'
import { findStandard } from './find.ts'
import type { Found } from '../account/execution-store.ts'

export function describeExecution(account: Account, { executionArn, includedData }: { executionArn: string, includedData?: string }): JsonObject {
  const found = findStandard(account, executionArn)
  const { execution, root } = found
  return {
    ...summary(found),
    ...payloads(execution, includedData),
    ...ended(execution),
    ...(root.traceHeader === undefined ? {} : { traceHeader: root.traceHeader }),
    ...redriveStatus(found),
  }
}

/** What a list tells of an execution, too. `run`: the Map Run whose child it is. */
export function summary(found: Found, run = mapRunOf(found)): JsonObject {
  const { execution, root: { version, alias } } = found
  const { redriveCount, redrivenAt, endedAt } = execution
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machineArn,
    name: execution.name,
    status: execution.status,
    startDate: seconds(execution.startedAt),
    ...(endedAt === undefined ? {} : { stopDate: seconds(endedAt) }),
    ...(run ? { mapRunArn: run.arn } : {}),
    ...(version ? { stateMachineVersionArn: version.arn } : {}),
    ...(alias ? { stateMachineAliasArn: alias.arn } : {}),
    redriveCount,
    ...(redrivenAt === undefined ? {} : { redriveDate: seconds(redrivenAt) }),
  }
}

/** Input, and output where there is one, as JSON text; left out where only metadata is asked for. */
export function payloads({ input, output, status }: ExecutionCore, includedData: string | undefined): JsonObject {
  const included = includedData !== 'METADATA_ONLY'
  const there = status === 'SUCCEEDED' && output !== undefined
  return {
    ...(included ? { input: JSON.stringify(input) } : {}),
    inputDetails: { included },
    ...(there && included ? { output: JSON.stringify(output) } : {}),
    ...(there ? { outputDetails: { included } } : {}),
  }
}

export function ended({ error, cause }: ExecutionCore): JsonObject {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) }
}

function redriveStatus(found: Found): JsonObject {
  const refusal = redriveRefusal(found.execution)
  if (refusal) return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: refusal.message }
  return { redriveStatus: mapRunOf(found) ? 'REDRIVABLE_BY_MAP_RUN' : 'REDRIVABLE' }
}
