/** Tasks that functions outside answer: the Lambda integrations, whoever runs the function. */

import type { Json, TaskCall } from '../../asl/index.ts'
import type { OutsideTasks } from '../../service/index.ts'
import { functionName, functionQualifier } from '../../simulation/account/services/lambda.ts'
import { errorName } from '../../simulation/account/services/service.ts'
import type { Functions, Outcome } from './outcome.ts'

/** An answer from outside, for a log and to be recorded. */
export interface OutsideAnswer {
  executionArn: string
  state: string
  /** Who gave it: an address, or a file. */
  by: string
  milliseconds: number
  /** What the task was answered with. */
  answer: { Return: Json } | { Throw: { Error: string, Cause: string } }
  /** The answer to a task with a token comes another way: this one only took the message. */
  submitted: boolean
}

/**
 * Answers the tasks that call Lambda by the first that has the function. What none of them has is left to the simulated account.
 *
 * @param runners in the order in which they are asked
 * @param told of every answer
 */
export function lambdaTasks(runners: readonly Functions[], told: (answer: OutsideAnswer) => void): OutsideTasks {
  return (call, away, otherwise) => {
    const asked = invocationOf(call)
    const runner = asked && runners.find(one => one.has(asked.name))
    if (!runner) return otherwise(call)
    const by = runner.by(asked.name)
    const back = away(call, by)
    const began = performance.now()
    void runner.invoke(asked.name, asked.payload, { executionArn: call.executionArn, ...(asked.qualifier === undefined ? {} : { qualifier: asked.qualifier }) }).then(outcome => back(() => {
      if ('refused' in outcome && outcome.refused === 'ResourceNotFoundException') return otherwise(call)
      const answer = answerOf(call, outcome)
      const submitted = call.integration.pattern === 'waitForTaskToken' && 'Return' in answer
      told({ executionArn: call.executionArn, state: call.state, by, milliseconds: performance.now() - began, answer, submitted })
      if ('Throw' in answer) call.fail(answer.Throw.Error, answer.Throw.Cause)
      else if (submitted) call.submitted(answer.Return)
      else call.succeed(answer.Return)
    }))
  }
}

interface Asked {
  name: string
  qualifier: string | undefined
  payload: Json
}

function invocationOf({ integration: { kind, service, action, arn, sdk }, parameters }: TaskCall): Asked | undefined {
  if (kind === 'lambda') return { name: functionName(arn), qualifier: functionQualifier(arn), payload: parameters }
  if (service !== 'lambda' || action !== 'invoke' || typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) return undefined
  const { FunctionName, Qualifier, Payload = {} } = parameters
  if (typeof FunctionName !== 'string') return undefined
  return { name: functionName(FunctionName), qualifier: typeof Qualifier === 'string' ? Qualifier : functionQualifier(FunctionName), payload: sdk && typeof Payload === 'string' ? textAsJson(Payload) : Payload }
}

function textAsJson(text: string): Json {
  try {
    return JSON.parse(text) as Json
  }
  catch {
    return text
  }
}

function answerOf({ integration }: TaskCall, outcome: Outcome): OutsideAnswer['answer'] {
  if ('errorType' in outcome) return { Throw: { Error: outcome.errorType, Cause: JSON.stringify(outcome.payload) } }
  if ('refused' in outcome) return { Throw: { Error: errorName(integration, outcome.refused), Cause: outcome.message } }
  if (integration.kind === 'lambda') return { Return: outcome.result }
  return { Return: { ExecutedVersion: '$LATEST', Payload: integration.sdk ? JSON.stringify(outcome.result) : outcome.result, StatusCode: 200 } }
}
