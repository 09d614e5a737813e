import type { ExecutionCore, JsonObject } from '../../../asl/index.ts'

/**
 * The event that Step Functions sends to the account's default bus when a Standard execution ends.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
export function statusChange({ arn, machineArn, name, status, startedAt, endedAt, error, cause }: ExecutionCore): JsonObject {
  return {
    Source: 'aws.states',
    DetailType: 'Step Functions Execution Status Change',
    Detail: {
      executionArn: arn,
      stateMachineArn: machineArn,
      name,
      status,
      startDate: startedAt,
      stopDate: endedAt ?? null,
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    },
  }
}
