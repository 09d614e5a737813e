/**
 * The `states:` and `aws-sdk:sfn:` integrations over the same operations: state machines that start each other, and the API that executions are
 * controlled by.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */

import { isObject, type Json, type JsonObject, type TaskCall } from '../../asl/index.ts'
import { describeExecution } from '../../simulation/account/services/executions.ts'
import { type Service, ServiceError } from '../../simulation/account/services/service.ts'
import type { Account } from '../account/account.ts'
import { whenEnded } from '../executions/begin.ts'
import type { ExecutionRecord } from '../account/entities.ts'
import { start, type StartRequest, startSync } from '../executions/start.ts'
import { checkRequest } from '../model/check-request.ts'
import { operationEntry, shapeOf } from '../model/table.ts'
import { OPERATIONS } from '../operations.ts'
import { Refusal } from '../refusal.ts'

/** Serves an account's own executions. */
export function statesService(account: Account): Service {
  return (action, parameters, call) => {
    try {
      return serve(account, action, parameters, call)
    }
    catch (thrown) {
      throw thrown instanceof Refusal ? asServiceError(thrown) : thrown
    }
  }
}

function serve(account: Account, action: string, parameters: JsonObject, call: TaskCall): Json | undefined {
  const operation = capitalized(action)
  if (!operationEntry(operation)) throw new ServiceError('UnknownOperationException', `Step Functions has no action ${action}.`)
  const request = requestOf(account, parameters)
  if (operation === 'StartExecution') return startChild(start(account, checkRequest(operation, request) as unknown as StartRequest), call)
  if (operation === 'StartSyncExecution') return waitFor(startSync(account, checkRequest(operation, request) as unknown as StartRequest), call)
  const answered = OPERATIONS[operation]!(account, checkRequest(operation, request) as never, {})
  if (answered instanceof Promise) return later(account, answered, operation, call)
  return responseOf(operation, answered)
}

function startChild(record: ExecutionRecord, call: TaskCall): Json | undefined {
  const { execution } = record
  const { pattern } = call.integration
  const response = { ExecutionArn: execution.arn, StartDate: execution.startedAt / 1000 }
  if (pattern !== 'sync' && pattern !== 'sync:2') return response
  call.submitted(response)
  call.onAbandoned(() => void execution.stop())
  whenEnded(record, ({ execution: ended }) => {
    const description = describeExecution(ended, { parsed: pattern === 'sync:2' })
    if (ended.status === 'SUCCEEDED') call.succeed(description)
    else call.fail('States.TaskFailed', JSON.stringify(description))
  })
  return undefined
}

function waitFor(record: ExecutionRecord, call: TaskCall): undefined {
  whenEnded(record, ({ execution: ended }) => {
    const billed = Math.max(100, Math.ceil((ended.endedAt! - ended.startedAt) / 100) * 100)
    call.succeed({ ...describeExecution(ended), BillingDetails: { BilledDurationInMilliseconds: billed, BilledMemoryUsedInMB: 64 } })
  })
}

function later(account: Account, answered: Promise<JsonObject>, operation: string, call: TaskCall): undefined {
  const told = { work: call }
  account.outside.begin(told)
  answered.then(
    response => call.succeed(responseOf(operation, response)),
    (refusal: Error) => call.fail(`Sfn.${refusal.name}`, refusal.message),
  ).finally(() => {
    account.outside.end(told)
    account.wake()
  })
}

/** A request as the API has it: names begin small, input and output are JSON text, and `${Orders}` stands for the machine that is called so. */
function requestOf(account: Account, parameters: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(parameters).map(([key, value]): [string, Json] => {
    const name = uncapitalized(key)
    if ((name === 'input' || name === 'output') && typeof value !== 'string') return [name, JSON.stringify(value)]
    if (name === 'stateMachineArn' && typeof value === 'string') return [name, named(account, value)]
    return [name, isObject(value) ? requestOf(account, value) : Array.isArray(value) ? value.map(item => isObject(item) ? requestOf(account, item) : item) : value]
  }))
}

function named(account: Account, arn: string): string {
  const [, name] = /^\$\{(.*)\}$/.exec(arn) ?? []
  return name === undefined ? arn : account.arn('stateMachine', name)
}

/** A response as the integration has it: names begin with a capital, moments are text. */
function responseOf(operation: string, answered: JsonObject): JsonObject {
  return translated(operationEntry(operation)!.output ?? '', answered) as JsonObject
}

function translated(shapeName: string, value: Json): Json {
  const shape = shapeOf(shapeName)
  if (shape.type === 'timestamp') return new Date(value as number * 1000).toISOString()
  if (shape.type === 'list') return (value as Json[]).map(item => translated(shape.member, item))
  if (shape.type !== 'structure') return value
  return Object.fromEntries(Object.entries(value as JsonObject).map(([key, member]) => [capitalized(key), translated(shape.members[key] ?? '', member)]))
}

function asServiceError({ name, message }: Refusal): ServiceError {
  return new ServiceError(name.endsWith('Exception') ? name : `${name}Exception`, message)
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function uncapitalized(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}
