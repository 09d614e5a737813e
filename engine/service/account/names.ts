import { executionNameProblem } from '../../asl/index.ts'
import { Refusal } from '../refusal.ts'

/**
 * Names of machines, activities and executions follow one rule.
 *
 * @throws Refusal InvalidName
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html#StepFunctions-CreateStateMachine-request-name
 */
export function checkName(name: string): void {
  if (executionNameProblem(name) !== undefined) throw new Refusal('InvalidName', `Invalid Name: '${name}'`)
}
