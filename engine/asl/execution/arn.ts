/** Names of things in an account that doesn't exist. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */

import type { MachineDescription } from './machine.ts'

const ACCOUNT = 'us-east-1:123456789012'
export const ROLE = 'arn:aws:iam::123456789012:role/StepFunctionsRole'

export function stateMachineArn(name: string): string {
  return `arn:aws:states:${ACCOUNT}:stateMachine:${name}`
}

/**
 * The ARN of an execution. Several Express executions may bear one name, so theirs ends in an id of its own, a UUID on AWS.
 *
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
 *
 * @param id what tells Express executions of one name apart
 */
export function executionArn(machine: MachineDescription, name: string, id = '1'): string {
  return machine.type === 'STANDARD'
    ? `arn:aws:states:${ACCOUNT}:execution:${machine.name}:${name}`
    : `arn:aws:states:${ACCOUNT}:express:${machine.name}:${name}:${id}`
}
