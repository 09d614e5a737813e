import type { TaskIntegration } from '../integration.ts'
import { isObject, type Json, type JsonObject } from '../../query/json.ts'
import type { AdvisedState } from './advised-state.ts'
import { namesOf } from './advice-errors.ts'

/**
 * Advice on calls whose outcome may be unknown: after a timeout the call may have worked. It speaks only of requests that say themselves that a
 * second one does it twice.
 */
export function adviseOnDoubt({ state, siblings, note }: AdvisedState, integration: TaskIntegration): void {
  const twice = doneTwice(integration, requestOf(state))
  if (twice === undefined) return
  for (const [index, retrier] of rulesOf(state.Retry).entries()) {
    const name = namesOf(retrier).find((error) => DOUBT.has(error))
    if (name === undefined || retrier.MaxAttempts === 0) continue
    note('RETRY_AFTER_DOUBT', `${name} is also the call that has worked and whose answer got lost. ${twice}: retry what surely did not happen, by its name, or make the call one that can be repeated.`, 'Retry', index)
  }
  // A counter is bookkeeping: what follows it does not hang on it.
  if (integration.service === 'dynamodb') return
  const [only, ...others] = rulesOf(state.Catch)
  if (only === undefined || others.length > 0 || !namesOf(only).includes('States.ALL')) return
  const target = typeof only.Next === 'string' && Object.hasOwn(siblings, only.Next) ? siblings[only.Next] : undefined
  if (isObject(target) && target.Type === 'Fail') return
  note('CATCH_IN_DOUBT', `After a timeout nobody knows whether this has worked, and this catcher takes it for a refusal. ${twice}: catch refusals by their names, and let the rest lead to a state that asks.`, 'Catch', 0)
}

/** Names that match a call without an answer. */
const DOUBT = new Set(['States.ALL', 'States.TaskFailed', 'States.Timeout', 'States.Http.Socket', 'Lambda.Unknown', 'Sandbox.Timedout'])

function requestOf(state: JsonObject): JsonObject {
  const request = state.Arguments ?? state.Parameters
  return isObject(request) ? request : {}
}

/** What a second request would do; undefined where it does no harm, or where only the other side knows. */
function doneTwice({ service, action, pattern }: TaskIntegration, request: JsonObject): string | undefined {
  if (pattern !== 'request-response') return undefined
  const field = (name: string) => request[name] ?? request[`${name}.$`]
  switch (`${service}:${action}`) {
    case 'http:invoke':
      return (request.Method === 'POST' || request.Method === 'PATCH') && !hasKey(field('Headers')) ? `A second ${request.Method} without an Idempotency-Key is a second order` : undefined
    case 'dynamodb:updateItem':
      return field('ConditionExpression') === undefined && counts(request) ? 'A second update without a condition counts twice' : undefined
    case 'states:startExecution':
    case 'sfn:startExecution':
      return field('Name') === undefined ? 'A second start without a Name is a second execution' : undefined
    case 'lambda:invoke':
      return isObject(request.Payload) && !hasKey(request.Payload) ? 'Nothing in the Payload tells the function that this is the same call again' : undefined
    default:
      return undefined
  }
}

const KEY = /(?:idempotency-?key|id|key|token|name|number)(?:\.\$)?$/i

/** A value handed over as it is: nobody can see from here what is in it. */
const WHOLE = /^(?:\{%\s*\$(?:states\.(?:input|context\.Execution\.Input)|\w+)\s*%\}|\$\w*|\$\$\.Execution\.Input)$/

/** Whether there is a header or a field that a repetition can be known by, or may be one. */
function hasKey(value: Json | undefined): boolean {
  if (typeof value === 'string') return WHOLE.test(value)
  return isObject(value) && Object.entries(value).some(([name, member]) => KEY.test(name) || hasKey(member))
}

/** Whether an update adds to a number: `ADD n :one`, `SET n = n + :one`. */
function counts({ UpdateExpression: update, ExpressionAttributeValues: values }: JsonObject): boolean {
  if (typeof update !== 'string' || !isObject(values)) return false
  const additions = update.match(/\bADD\s.*?(?=\s(?:SET|REMOVE|DELETE)\s|$)|[+-]\s*:\w+/gs) ?? []
  return additions.flatMap((part) => part.match(/:\w+/g) ?? []).some((name) => {
    const value = values[name]
    return isObject(value) && (value.N !== undefined || value['N.$'] !== undefined)
  })
}

function rulesOf(rules: Json | undefined): JsonObject[] {
  return Array.isArray(rules) ? rules.filter(isObject) : []
}
