/**
 * Step Functions in a test: state machines are run, checked and tried state by state, without account, network and waiting.
 *
 * @module
 */

import { testState as test, type TestStateRequest, type TestStateResult, validate as check, type StateMachineDefinition, type ValidateOptions, type ValidationResult } from '../asl/index.ts'

export type { Diagnostic, HistoryEvent, Json, MachineType, StateMachineDefinition, TestStateRequest, TestStateResult, ValidateOptions, ValidationResult } from '../asl/index.ts'
export { TestStateException } from '../asl/index.ts'
export type { Coverage } from '../simulation/covering/types.ts'
export type { Meters, MockFile, Recording, World } from '../simulation/index.ts'
export { InvalidDefinition } from './definition.ts'
export { run } from './run.ts'
export type { Run, RunOptions } from './run.ts'
export type { TaskFunction, TaskInfo } from './task-function.ts'

/**
 * Checks a definition as AWS does: the same codes and words for errors and warnings, and advice after them.
 *
 * @param source a definition, or its text: JSON or YAML; only a text has lines to point at
 * @param options what is to be created from it, and whether advice is wanted
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 */
export function validate(source: string | StateMachineDefinition, options?: ValidateOptions): ValidationResult {
  return check(source, options)
}

/**
 * Tries one state as the TestState API does, with a mock in place of what it calls.
 *
 * @param request as the API takes it: `input`, `variables`, `context` and `mock.result` are JSON text
 * @throws TestStateException where the API would refuse
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export function testState(request: TestStateRequest): Promise<TestStateResult> {
  return test(request)
}
