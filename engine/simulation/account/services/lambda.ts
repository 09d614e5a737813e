/** Simulated Lambda: functions are JavaScript functions. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */

import type { Clock, Json, JsonObject, TaskCall } from '../../../asl/index.ts'
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
  /** Where the record of an asynchronous invocation goes; a synchronous one has no destination. */
  onSuccess?: (record: InvocationRecord) => void
  onFailure?: (record: InvocationRecord) => void
}

/** What a destination is told. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export interface InvocationRecord {
  condition: 'Success' | 'RetriesExhausted'
  attempts: number
  requestPayload: Json
  responsePayload: Json
}

/** How a function ended: its result, or the name and the message of its error. */
type Outcome = { result: Json } | { errorType: string, errorMessage: string }

/** Seconds that Lambda waits before it tries an asynchronous invocation again. */
const ASYNC_RETRIES = [60, 120]

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
    this.request(target, payload, (outcome) => {
      if ('errorType' in outcome) call.fail(outcome.errorType, JSON.stringify({ errorMessage: outcome.errorMessage, errorType: outcome.errorType }))
      else if (call.integration.pattern === 'waitForTaskToken') call.submitted(answer(outcome.result))
      else call.succeed(answer(outcome.result))
    })
  }

  /** Invokes a function synchronously: `answered` gets its outcome, a destination gets nothing. Throws ServiceError when it can't be invoked. */
  request(target: string, payload: Json, answered: (outcome: Outcome) => void): void {
    const name = functionName(target)
    const lambda = this.find(target)
    if (lambda.running >= (lambda.concurrency ?? Number.POSITIVE_INFINITY)) throw new ServiceError('TooManyRequestsException', 'Rate Exceeded.', 429)
    lambda.running++
    const seconds = typeof lambda.duration === 'function' ? lambda.duration(payload) : lambda.duration ?? 0
    const finish = async () => {
      try {
        const result = await lambda.run(payload, { functionName: name, now: this.clock.now })
        answered({ result: result ?? null })
      }
      catch (thrown) {
        const { name: errorType, message } = thrown instanceof Error ? thrown : { name: 'Error', message: String(thrown) }
        answered({ errorType, errorMessage: message })
      }
      finally {
        lambda.running--
      }
    }
    if (seconds > 0) this.clock.after(seconds * 1000, finish)
    else this.clock.enqueue(finish)
  }

  /** Invokes a function asynchronously: it is tried three times, and a destination gets the record. Throws ServiceError for an unknown function. */
  send(target: string, payload: Json, attempts = 1): void {
    const lambda = this.find(target)
    this.request(target, payload, (outcome) => {
      const pause = ASYNC_RETRIES[attempts - 1]
      if ('result' in outcome) lambda.onSuccess?.({ condition: 'Success', attempts, requestPayload: payload, responsePayload: outcome.result })
      else if (pause !== undefined) this.clock.after(pause * 1000, () => this.send(target, payload, attempts + 1))
      else lambda.onFailure?.({ condition: 'RetriesExhausted', attempts, requestPayload: payload, responsePayload: { ...outcome } })
    })
  }

  private find(target: string): Registered {
    const lambda = this.functions.get(functionName(target))
    if (!lambda) throw new ServiceError('ResourceNotFoundException', `Function not found: ${target}`, 404)
    return lambda
  }
}

/** The name of a function that is called by `name`, `name:alias`, or an ARN with either. */
export function functionName(target: string): string {
  const arn = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:([^:]+)/.exec(target)
  return arn ? arn[1]! : target.split(':')[0]!
}

/** The version or alias in a function's ARN or name. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export function functionQualifier(target: string): string | undefined {
  return /^(?:arn:[^:]*:lambda:[^:]*:[^:]*:function:)?[^:]+:([^:]+)$/.exec(target)?.[1]
}
