/** Names of things in an account that doesn't exist. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */

import type { StateMachine } from './machine.ts'

const ACCOUNT = 'us-east-1:123456789012'
export const ROLE = 'arn:aws:iam::123456789012:role/StepFunctionsRole'

export function stateMachineArn(name: string): string {
  return `arn:aws:states:${ACCOUNT}:stateMachine:${name}`
}

export function executionArn(machine: StateMachine, name: string): string {
  return machine.type === 'STANDARD'
    ? `arn:aws:states:${ACCOUNT}:execution:${machine.name}:${name}`
    : `arn:aws:states:${ACCOUNT}:express:${machine.name}:${name}:1`
}
