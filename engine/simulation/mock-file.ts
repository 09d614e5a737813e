/**
 * Step Functions Local's mock file: what the tasks of a state machine answer, case by case.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html
 */

import type { Json } from '../asl/query/json.ts'

/** Invocation numbers, zero-based: `"0"`, or a range `"1-3"` with both ends included. */
export type MockedResponse = Record<string, MockedOutcome>

export type MockedOutcome =
  | { Return: Json }
  | { Throw: { Error: string, Cause: string } }

export interface MockFile {
  StateMachines: Record<string, {
    /** Case name → state name → name of a mocked response. */
    TestCases: Record<string, Record<string, string>>
  }>
  MockedResponses: Record<string, MockedResponse>
}
