/**
 * Step Functions Local's mock file: what the tasks of a state machine answer, case by case.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html
 */

import type { Json } from '../../asl/query/json.ts'
import { Invocations, type Numbered } from './invocations.ts'

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

/** What a mock file has to say about one invocation of a state. */
export type MockLookup =
  | { found: MockedOutcome }
  /** The case doesn't mock this state. */
  | { unmocked: true }
  /** The case mocks it, but not this invocation; Step Functions Local ends the execution with States.Runtime. */
  | { exhausted: string }

/**
 * The outcomes of one test case. Invocations are counted per state over the whole execution: retries, laps of a loop and Map
 * iterations alike.
 */
export class MockCase {
  private readonly responses = new Map<string, { name: string, outcomes: Invocations<MockedOutcome> }>()
  private readonly invocations = new Map<string, number>()

  /** Throws MockFileError where the file has no such machine, case or response, or a number that is none. */
  constructor(file: MockFile, machine: string, caseName: string) {
    const testCase = file.StateMachines?.[machine]?.TestCases?.[caseName]
    if (!testCase) throw new MockFileError(`The mock file has no test case '${caseName}' for the state machine '${machine}'.`)
    for (const [state, name] of Object.entries(testCase)) {
      if (typeof name !== 'string') throw new MockFileError(`Test case '${caseName}' has to answer state '${state}' with the name of a mocked response.`)
      const response = file.MockedResponses?.[name]
      if (!response) throw new MockFileError(`Test case '${caseName}' answers state '${state}' with '${name}', which MockedResponses does not have.`)
      this.responses.set(state, { name, outcomes: new Invocations(readResponse(name, response)) })
    }
  }

  /** The outcome of the next invocation of a state. */
  next(state: string): MockLookup {
    const response = this.responses.get(state)
    if (!response) return { unmocked: true }
    const invocation = this.invocations.get(state) ?? 0
    this.invocations.set(state, invocation + 1)
    const found = response.outcomes.at(invocation)
    return found ? { found } : { exhausted: `The mocked response '${response.name}' has no entry for invocation ${invocation} of state '${state}'.` }
  }
}

/**
 * The names of the errors that a mock file's responses throw.
 *
 * @param file a mock file, its entries not yet checked
 */
export function errorsOf({ MockedResponses }: MockFile): string[] {
  return Object.values(MockedResponses ?? {}).flatMap((response) => Object.values(response ?? {})).flatMap((outcome) => {
    const name = (outcome as { Throw?: { Error?: unknown } | null } | null)?.Throw?.Error
    return typeof name === 'string' ? [name] : []
  })
}

/** A mock file that can't be used, and why. */
export class MockFileError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'MockFileError'
  }
}

/**
 * Reads a mocked response.
 *
 * @param name its name, for messages
 * @param response what the file says
 * @throws MockFileError for an entry that has no number, or that does not either return or throw
 */
export function readResponse(name: string, response: MockedResponse): Numbered<MockedOutcome>[] {
  return Object.entries(response).map(([key, outcome]) => numbered(name, key, outcome))
}

function numbered(name: string, key: string, outcome: MockedOutcome): Numbered<MockedOutcome> {
  const match = /^(\d+)(?:-(\d+))?$/.exec(key)
  if (!match) throw new MockFileError(`Mocked response '${name}' has the entry '${key}'; entries are numbers such as 0 or ranges such as 1-3.`)
  const hasReturn = typeof outcome === 'object' && outcome !== null && 'Return' in outcome
  const hasThrow = typeof outcome === 'object' && outcome !== null && 'Throw' in outcome
  if (hasReturn === hasThrow) throw new MockFileError(`Entry '${key}' of mocked response '${name}' needs either Return or Throw.`)
  const first = Number(match[1])
  return { first, last: match[2] === undefined ? first : Number(match[2]), outcome }
}
