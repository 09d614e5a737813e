/** Tasks that another AWS-compatible endpoint answers. */

import type { Json, TaskCall } from '../../asl/index.ts'
import type { OutsideTasks } from '../../service/index.ts'
import { failedEntries } from '../../simulation/account/services/messages.ts'
import { errorName } from '../../simulation/account/services/service.ts'
import { lambdaEndpoint } from '../functions/lambda-endpoint.ts'
import { lambdaTasks, type OutsideAnswer } from '../functions/tasks.ts'
import type { AwsEndpoint, EndpointAnswer } from './aws-endpoint.ts'
import { refusalOf } from './errors.ts'

/** Who is asked: of single services by the names that Resource has for them, and of all others. */
export interface AwsEndpoints {
  all?: AwsEndpoint
  services?: Readonly<Record<string, AwsEndpoint>>
}

/** What a task says of itself that is no request to AWS, or more than one: HTTP endpoints, and jobs, which are asked about until they end. */
const NO_REQUEST: ReadonlySet<string> = new Set(['apigateway', 'bedrockagentcore', 'http'])

/**
 * Answers tasks by the endpoint that is there for their service. Step Functions itself, jobs that are waited for, HTTP endpoints and what no endpoint is there for are left to
 * the simulated services.
 *
 * @param endpoints who is asked
 * @param told of every answer
 */
export function awsTasks({ all, services = {} }: AwsEndpoints, told: (answer: OutsideAnswer) => void): { tasks: OutsideTasks, close: () => Promise<void> } {
  const functions = all && lambdaEndpoint(all.endpoint, (request, { executionArn = '' }) => all.signed(request, 'lambda', executionArn))
  const lambda = functions && lambdaTasks([functions], told)
  const tasks: OutsideTasks = (call, away, otherwise) => {
    const { kind, service, action, pattern } = call.integration
    const isLambda = kind === 'lambda' || (service === 'lambda' && action === 'invoke')
    if (isLambda) return lambda ? lambda(call, away, otherwise) : otherwise(call)
    const endpoint = (Object.hasOwn(services, service) ? services[service] : undefined) ?? all
    if (!endpoint || kind !== 'task' || NO_REQUEST.has(service) || pattern.startsWith('sync')) return otherwise(call)
    const gone = new AbortController()
    const back = away(call, endpoint.endpoint)
    call.onAbandoned(() => gone.abort())
    const began = performance.now()
    void endpoint.ask(call, gone.signal).then(said => back(() => {
      if ('unspoken' in said) return void call.fail('States.TaskFailed', `asl serve does not speak to an endpoint of ${said.unspoken}. A mock case or the answers of a pattern folder can answer this task.`)
      const answer = answerOf(call, said)
      const submitted = pattern === 'waitForTaskToken' && 'Return' in answer
      told({ executionArn: call.executionArn, state: call.state, by: endpoint.endpoint, milliseconds: performance.now() - began, answer, submitted })
      if ('Throw' in answer) call.fail(answer.Throw.Error, answer.Throw.Cause)
      else if (submitted) call.submitted(answer.Return)
      else call.succeed(answer.Return)
    }))
  }
  return {
    tasks,
    async close() {
      for (const endpoint of new Set([...Object.values(services), ...(all ? [all] : [])])) endpoint.close()
      await functions?.close()
    },
  }
}

function answerOf({ integration }: TaskCall, said: Exclude<EndpointAnswer, { unspoken: string }>): OutsideAnswer['answer'] {
  if ('unreachable' in said) return { Throw: { Error: errorName(integration, 'SdkClientException'), Cause: said.unreachable } }
  if (!('result' in said.answer)) return { Throw: refusalOf(integration, said.service, said.answer) }
  const result: Json = said.answer.result
  return failedEntries(integration, result) ? { Throw: { Error: 'EventBridge.FailedEntry', Cause: JSON.stringify(result) } } : { Return: result }
}
