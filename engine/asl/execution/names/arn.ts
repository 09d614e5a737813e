/** Names of things in an account that doesn't exist. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */

import type { MachineDescription } from '../machine.ts'

/** Where everything is that says nothing else. */
export const REGION = 'us-east-1'
export const ACCOUNT = '123456789012'
/** Region and account, as they stand in an ARN. */
export const PLACE = `${REGION}:${ACCOUNT}`
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/StepFunctionsRole`

export function stateMachineArn(name: string, place = PLACE): string {
  return `arn:aws:states:${place}:stateMachine:${name}`
}

/**
 * The ARN of an execution. Several Express executions may bear one name, so theirs ends in an id of its own, a UUID on AWS.
 *
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
 *
 * @param id what tells Express executions of one name apart
 * @param place region and account
 */
export function executionArn(machine: MachineDescription, name: string, id = '1', place = PLACE): string {
  return machine.type === 'STANDARD'
    ? `arn:aws:states:${place}:execution:${machine.name}:${name}`
    : `arn:aws:states:${place}:express:${machine.name}:${name}:${id}`
}
