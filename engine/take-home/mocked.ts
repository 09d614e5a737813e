/** What a pattern's mock file answers, state by state of the machine that calls. */

import { isObject, parseIntegration, statesByName, type Json, type JsonObject, type TaskIntegration } from '../asl/index.ts'
import { machineName, type Case } from '../simulation/cases/cases.ts'
import { readResponse, type MockedResponse } from '../simulation/mocks/mock-file.ts'
import { definitionOf, type Pattern } from '../simulation/play/pattern.ts'
import { mockedAnswers, targetOf, toldApart, type Asked } from './answers.ts'
import type { Call } from './calls.ts'
import type { Answer, PlannedCase } from './plan.ts'

/** A task of a machine, and the name under which mocks and callbacks know it. */
interface MockedTask {
  state: string
  name: string
  integration: TaskIntegration
  parameters: JsonObject
  /** TimeoutSeconds, where it is a number. */
  patience: number | undefined
}

/** The test case of the pattern's mock file that a case is played with: responses by the names that mocks know. */
export function testCaseOf({ mocks, cases }: Pattern, item: Case): Record<string, string> {
  return item.mocks === undefined ? {} : mocks.StateMachines[machineName(cases, item.workflow)]?.TestCases[item.mocks] ?? {}
}

/** The tasks that a case's test case answers. A mock resolver finds them where mocks were written for other states. */
export function mockedTasks(pattern: Pattern, item: Case): MockedTask[] {
  const testCase = testCaseOf(pattern, item)
  return [...statesByName(definitionOf(pattern, item))].flatMap(([state, { Type, Resource, Arguments, Parameters, TimeoutSeconds }]) => {
    const integration = Type === 'Task' && typeof Resource === 'string' ? parseIntegration(Resource) : undefined
    if (!integration) return []
    const parameters = argumentsOf({ Arguments: Arguments ?? null, Parameters: Parameters ?? null })
    const name = pattern.mockResolver?.nameOf(asRequest(state, integration, parameters)) ?? state
    return testCase[name] === undefined ? [] : [{ state, name, integration, parameters, patience: typeof TimeoutSeconds === 'number' ? TimeoutSeconds : undefined }]
  })
}

/**
 * What the actor answers in a case as the mock file has it: in the order in which the run asked, then what it did not ask for.
 *
 * @param pattern the workflows, their mocks and their cases
 * @param item a case without `runs`
 * @param calls those of its run
 */
export function fromMocks(pattern: Pattern, item: Case, calls: readonly Call[]): PlannedCase['answers'] {
  const testCase = testCaseOf(pattern, item)
  const tasks = mockedTasks(pattern, item)
  const left = new Map<string, { target: string, answers: Answer[] }>()
  for (const { name, integration, parameters, patience } of tasks) {
    const target = targetOf({ integration, parameters })
    if (target !== undefined && !left.has(name)) left.set(name, { target, answers: mockedAnswers(pattern.mocks, testCase[name]!, { service: integration.service, script: item.callbacks[name], patience }) })
  }
  const names = new Map(tasks.map(({ state, name }) => [state, name]))
  const asked = new Map<string, Asked[]>()
  for (const { state, parameters, integration } of calls) {
    const of = left.get(names.get(state) ?? '')
    if (!of) continue
    const answer = of.answers.length > 1 ? of.answers.shift()! : of.answers[0]!
    asked.set(of.target, [...asked.get(of.target) ?? [], { given: withoutToken(givenIn(parameters, integration.service)), answer }])
  }
  const answers: PlannedCase['answers'] = {}
  for (const [target, list] of asked) answers[target] = toldApart(list)
  for (const { target, answers: rest } of left.values()) answers[target] = withoutRepeats([...answers[target] ?? [], ...rest])
  return answers
}

/** What every call of the run was answered, in Step Functions Local's format: as the mock file says it, and as the services did. */
export function wholeMocks(pattern: Pattern, item: Case, calls: readonly Call[]): PlannedCase['mocks'] {
  const { mocks, mockResolver } = pattern
  const testCase = testCaseOf(pattern, item)
  const whole: PlannedCase['mocks'] = {}
  const tasks = mockedTasks(pattern, item)
  for (const { state, name, integration, parameters } of tasks) {
    const response = mocks.MockedResponses[testCase[name]!]!
    const request = asRequest(state, integration, parameters)
    whole[state] = mockResolver ? asGiven(testCase[name]!, response, (result) => mockResolver.resultFor(request, result)) : response
  }
  const mocked = new Set(tasks.map(({ state }) => state))
  // What the machine has no state for any more stays in a pattern's own file.
  if (!mockResolver) for (const [state, response] of Object.entries(testCase)) whole[state] ??= mocks.MockedResponses[response]!
  for (const { state, result, error, cause } of calls) {
    if (mocked.has(state) || (result === undefined && error === undefined)) continue
    const response = whole[state] ??= {}
    response[Object.keys(response).length] = error === undefined ? { Return: result! } : { Throw: { Error: error, Cause: cause ?? '' } }
  }
  return whole
}

/** A response whose results are as the task gets them. */
function asGiven(name: string, response: MockedResponse, resultFor: (result: Json) => Json): MockedResponse {
  return Object.fromEntries(readResponse(name, response).map(({ first, last, outcome }) => [
    first === last ? String(first) : `${first}-${last}`,
    'Return' in outcome ? { Return: resultFor(outcome.Return) } : outcome,
  ]))
}

export function argumentsOf({ Arguments, Parameters }: JsonObject): JsonObject {
  const values = Arguments ?? Parameters ?? null
  return isObject(values) ? values : {}
}

/** What a machine gives without the token, which is another in each run. */
export function withoutToken(given: Json): Json {
  return isObject(given) ? Object.fromEntries(Object.entries(given).filter(([key]) => !/token$/i.test(key))) : given
}

function asRequest(state: string, integration: TaskIntegration, parameters: JsonObject) {
  return { state, integration, parameters, branch: [], retryCount: 0, executionArn: '' }
}

/** The last answer stands for all that come after it. */
function withoutRepeats(answers: readonly Answer[]): Answer[] {
  const texts = answers.map((answer) => JSON.stringify(answer))
  let length = answers.length
  while (length > 1 && texts[length - 1] === texts[length - 2]) length--
  return answers.slice(0, length)
}

/** The part of a call that reaches who is asked. */
function givenIn({ Payload, RequestBody, MessageBody, Item }: JsonObject, service: string): Json {
  return { lambda: Payload, http: RequestBody, sqs: MessageBody, dynamodb: Item }[service] ?? {}
}
