/** TestState. https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html */

import { type Json, type JsonObject, parseDefinition, type TaskHandler, testState as test, TestStateException, type TestStateRequest } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { readJson } from '../account/read-json.ts'
import { Refusal } from '../refusal.ts'

type Request = Omit<TestStateRequest, 'definition'> & { definition: string }

/** A Task without a mock is answered by the account's simulated services. */
export async function testState(account: Account, { definition, ...request }: Request): Promise<JsonObject> {
  try {
    const answer = await test({ ...request, definition: readDefinition(definition) }, { tasks: atOnce(account.answers.tasks), random: account.random, now: account.clock.now })
    const { output, inspectionData, ...rest } = answer
    return {
      ...rest,
      ...(output === undefined ? {} : { output: JSON.stringify(output) }),
      ...(inspectionData === undefined ? {} : { inspectionData: written(inspectionData as JsonObject) }),
    }
  }
  catch (thrown) {
    // What an SDK would not even send is for the service a request that breaks the model.
    if (thrown instanceof TestStateException) throw new Refusal(thrown.code === 'ParamValidationError' ? 'ValidationException' : thrown.code, thrown.message)
    throw thrown
  }
}

function readDefinition(text: string): TestStateRequest['definition'] {
  readJson(text, (reason, source) => new Refusal('InvalidDefinition', `Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: ${reason}\n at ${source}'`))
  const { definition, diagnostics } = parseDefinition(text, { file: 'definition.json' })
  const [problem] = diagnostics.filter(({ severity }) => severity === 'ERROR')
  if (problem || !definition) throw new Refusal('InvalidDefinition', `Invalid State Machine Definition: '${problem?.code}: ${problem?.message} at ${problem?.location ?? null}'`)
  return definition
}

/** Members of the inspection data that are no JSON text. */
const PLAIN: ReadonlySet<string> = new Set(['errorDetails', 'maxConcurrency', 'toleratedFailureCount', 'toleratedFailurePercentage'])

function written(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).map(([key, value]): [string, Json] => [key, PLAIN.has(key) ? value : JSON.stringify(value)]))
}

/** A test has a clock of its own, on which nothing answers later. */
function atOnce(tasks: TaskHandler): TaskHandler {
  return (call) => {
    let answered = false
    const noting = <Arguments extends unknown[]>(answer: (...given: Arguments) => boolean) => (...given: Arguments): boolean => {
      answered = true
      return answer(...given)
    }
    tasks(Object.create(call, {
      succeed: { value: noting(call.succeed.bind(call)) },
      fail: { value: noting(call.fail.bind(call)) },
      timeOut: { value: noting(call.timeOut.bind(call)) },
      crash: { value: noting(call.crash.bind(call)) },
    }) as typeof call)
    if (!answered) call.fail('States.TaskFailed', 'A state under test is answered at once or not at all; give it a mock.')
  }
}
