import type { Json } from '../../../engine/asl/index.ts'
import type { Case } from '../../../engine/simulation/cases/cases.ts'
import type { MockedResponse, MockFile } from '../../../engine/simulation/mocks/mock-file.ts'

/** The name of the case that somebody makes. */
export const OWN = 'your own'

/** What tasks answer in a case: a response of the mock file by the state's name. */
export type Answered = Record<string, MockedResponse>

/**
 * What a case answers, state by state.
 *
 * @param mocks the mock file
 * @param machine the state machine's name in it
 * @param item the case
 */
export function answeredIn(mocks: MockFile, machine: string, item: Pick<Case, 'mocks'>): Answered {
  const names = item.mocks === undefined ? {} : mocks.StateMachines[machine]?.TestCases[item.mocks] ?? {}
  return Object.fromEntries(Object.entries(names).flatMap(([state, name]) => mocks.MockedResponses[name] ? [[state, mocks.MockedResponses[name]]] : []))
}

/**
 * A case like another with an input and answers of one's own.
 *
 * @param item what everything else is taken from
 * @param machine the state machine's name
 * @param own the input and the answers
 * @returns the case and a mock file that has its answers
 */
export function ownCase(item: Case, machine: string, own: { input: Json, answers: Answered }): { item: Case, mocks: MockFile } {
  const states = Object.keys(own.answers)
  return {
    item: { ...item, name: OWN, title: OWN, input: own.input, mocks: OWN, beats: [], expect: {} },
    mocks: {
      StateMachines: { [machine]: { TestCases: { [OWN]: Object.fromEntries(states.map(state => [state, state])) } } },
      MockedResponses: own.answers,
    },
  }
}

/** Reads what somebody has typed as JSON. @throws SyntaxError with one sentence */
export function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json
  }
  catch (error) {
    throw new SyntaxError(`This is no JSON: ${(error as Error).message}`, { cause: error })
  }
}
