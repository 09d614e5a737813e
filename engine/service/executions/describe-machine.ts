/** DescribeStateMachineForExecution. https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineForExecution.html */

import type { JsonObject } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { seconds } from '../account/dates.ts'
import { described } from '../machines/describe.ts'
import { mapRunOf } from './find-map-run.ts'
import { findStandard } from './find.ts'

/** What the execution runs, whatever the state machine has become since. */
export function describeStateMachineForExecution(account: Account, { executionArn, includedData }: { executionArn: string, includedData?: string }): JsonObject {
  const found = findStandard(account, executionArn)
  const { execution, root: { revision } } = found
  const run = mapRunOf(found)
  return {
    stateMachineArn: execution.machineArn,
    name: execution.machine.name,
    updateDate: seconds(revision.at),
    ...described(revision, includedData),
    ...(run ? { mapRunArn: run.arn, label: run.label } : {}),
  }
}
