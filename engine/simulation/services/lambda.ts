/** Simulated Lambda: functions are JavaScript functions. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */

import type { Clock, Json, JsonObject, TaskCall } from '../../asl/index.ts'
import { requiredText, ServiceError } from './service.ts'

export interface LambdaContext {
  functionName: string
  /** Virtual milliseconds since the epoch. */
  now: number
}

export type LambdaFunction = (payload: Json, context: LambdaContext) => Json | Promise<Json>

export interface LambdaOptions {
  /** Virtual seconds one invocation takes. */
  duration?: number | ((payload: Json) => number)
  /** Invocations that may run at the same time; one more is refused with TooManyRequestsException. */
  concurrency?: number
}

interface Registered extends LambdaOptions {
  run: LambdaFunction
  running: number
}

export class Lambda {
  private readonly functions = new Map<string, Registered>()
  private readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Adds a function. An error it throws is the function's error: its name is the error name. */
  add(name: string, run: LambdaFunction, options: LambdaOptions = {}): void {
    this.functions.set(name, { run, running: 0, ...options })
  }

  /** The `lambda:invoke` integration. The answer is the whole response of the service. */
  readonly call = (action: string, parameters: JsonObject, call: TaskCall): undefined => {
    if (action !== 'invoke') throw new ServiceError('InvalidAction', `This simulated Lambda has no action ${action}.`)
    const { sdk } = call.integration
    this.invoke(requiredText(parameters, 'FunctionName'), parameters.Payload ?? {}, call, payload => ({
      ExecutedVersion: '$LATEST',
      Payload: sdk ? JSON.stringify(payload) : payload,
      StatusCode: 200,
    }))
  }

  /** Runs a function and answers `call` with what `answer` makes of its result. Throws ServiceError when it can't be invoked. */
  invoke(target: string, payload: Json, call: TaskCall, answer: (result: Json) => Json = result => result): void {
    const name = functionName(target)
    const lambda = this.functions.get(name)
    if (!lambda) throw new ServiceError('ResourceNotFoundException', `Function not found: ${target}`, 404)
    if (lambda.running >= (lambda.concurrency ?? Number.POSITIVE_INFINITY)) throw new ServiceError('TooManyRequestsException', 'Rate Exceeded.', 429)
    lambda.running++
    const seconds = typeof lambda.duration === 'function' ? lambda.duration(payload) : lambda.duration ?? 0
    const finish = async () => {
      try {
        const result = await lambda.run(payload, { functionName: name, now: this.clock.now })
        if (call.integration.pattern === 'waitForTaskToken') call.submitted(answer(result ?? null))
        else call.succeed(answer(result ?? null))
      }
      catch (thrown) {
        const { name: errorType, message } = thrown instanceof Error ? thrown : { name: 'Error', message: String(thrown) }
        call.fail(errorType, JSON.stringify({ errorMessage: message, errorType }))
      }
      finally {
        lambda.running--
      }
    }
    if (seconds > 0) this.clock.after(seconds * 1000, finish)
    else this.clock.enqueue(finish)
  }
}

/** `name`, `name:alias`, or an ARN with either. */
function functionName(target: string): string {
  const arn = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:([^:]+)/.exec(target)
  return arn ? arn[1]! : target.split(':')[0]!
}
