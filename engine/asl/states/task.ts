/** Task: asks a service to do something and waits for its answer. https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */

import type { TaskState } from '../definition/types.ts'
import { compileTemplate } from '../query/index.ts'
import type { Json } from '../query/json.ts'
import { isObject } from '../query/json.ts'
import { DefinitionError } from '../definition/definition-error.ts'
import type { StateFailure } from '../execution/failure.ts'
import { dataLimitExceeded } from '../execution/failure.ts'
import { parseIntegration, type TaskIntegration } from '../definition/integration.ts'
import { hasSteps, PARK, type Steps, type Work } from '../execution/turns/coroutine.ts'
import type { StateVisit } from '../execution/strand.ts'
import type { CompiledState, Transition } from '../execution/state.ts'
import type { CompileContext } from './compile-context.ts'
import { type AttemptOptions, TaskAttempt } from '../execution/task/task-attempt.ts'
import { DataFlow } from './data-flow.ts'
import { ErrorHandling } from './error-handling.ts'
import { evaluationFailed, runtimeFailure } from '../execution/evaluation.ts'
import { compileNumberField, type NumberField } from './number-field.ts'

/** Without TimeoutSeconds AWS sets one, far longer than an execution may live. */
const MAX_TIMEOUT_SECONDS = 99_999_999

export function compileTask(state: TaskState, { name, language }: CompileContext): CompiledState {
  const flow = new DataFlow(state, language)
  const handling = new ErrorHandling(state, language)
  if (typeof state.Resource !== 'string') throw new DefinitionError('A Task state needs a Resource.', '')
  const integration = integrationOf(state, state.Resource)
  const timeout = secondsField('TimeoutSeconds', state.TimeoutSeconds, state.TimeoutSecondsPath, language)
  const heartbeat = secondsField('HeartbeatSeconds', state.HeartbeatSeconds, state.HeartbeatSecondsPath, language)
  const credentials = state.Credentials === undefined
    ? undefined
    : compileTemplate(state.Credentials as Json, language, { field: 'Credentials' })
  // A .sync integration waits by a token as well; only .waitForTaskToken lets others answer it.
  const waits = integration.pattern !== 'request-response'

  function prepare(visit: StateVisit): void {
    flow.admit(visit)
    visit.taskToken = waits ? visit.strand.execution.newTaskToken(name) : undefined
  }

  function call(visit: StateVisit, parameters: Json, options: AttemptOptions): Work<Transition | StateFailure> {
    if (!visit.fits(parameters)) return dataLimitExceeded(name, { namedOnly: true })
    const task = new TaskAttempt(visit, integration, parameters, options)
    task.schedule()
    return task.settled ? leave(visit, task) : answered(visit, task)
  }

  function* answered(visit: StateVisit, task: TaskAttempt): Steps<Transition | StateFailure> {
    yield PARK
    const work = leave(visit, task)
    return hasSteps(work) ? yield* work : work
  }

  function leave(visit: StateVisit, task: TaskAttempt): Work<Transition | StateFailure> {
    const failure = task.finish()
    if (failure) return failure
    return language === 'JSONPath' ? flow.leaveAtOnce(visit, task.result, state.Next) : flow.leave(visit, task.result, state.Next)
  }

  function* attemptInSteps(visit: StateVisit): Steps<Transition | StateFailure> {
    prepare(visit)
    const timeoutSeconds = timeout && (yield* timeout(visit))
    const heartbeatSeconds = heartbeat && (yield* heartbeat(visit))
    const payload = flow.payloadOf(visit)
    const parameters = payload instanceof Promise ? (yield payload) as Json : payload
    const role = credentials?.evaluate(visit)
    const roleArn = roleOf(role instanceof Promise ? (yield role) as Json : role)
    const work = call(visit, parameters, { timeoutSeconds, heartbeatSeconds, roleArn })
    return hasSteps(work) ? yield* work : work
  }

  /** JSONPath without the fields that most tasks don't have: nothing waits before the answer. */
  function attemptAtOnce(visit: StateVisit): Work<Transition | StateFailure> {
    prepare(visit)
    return call(visit, flow.payloadOf(visit) as Json, NO_OPTIONS)
  }

  const plain = language === 'JSONPath' && !timeout && !heartbeat && !credentials
  const attempt = plain ? attemptAtOnce : attemptInSteps

  return {
    name,
    type: 'Task',
    language,
    countsRetries: true,
    run: visit => handling.run(visit, attempt),
  }
}

/** A Resource that a deployment fills in is one that hands out a token where the state sends one. */
function integrationOf(state: TaskState, resource: string): TaskIntegration {
  const integration = parseIntegration(resource)
  if (integration?.kind !== 'lambda' || !/^\$\{[^}]*\}$/.test(resource)) return integration ?? unknownIntegration(resource)
  const sent = JSON.stringify([state.Parameters, state.Arguments])
  return /\$\$\.Task\.Token|context\.Task\.Token/.test(sent) ? { ...unknownIntegration(resource), pattern: 'waitForTaskToken' } : integration
}

const NO_OPTIONS: AttemptOptions = { timeoutSeconds: undefined, heartbeatSeconds: undefined, roleArn: undefined }

/** A Resource no service answers to: it is handed to the task handler as it stands. */
function unknownIntegration(arn: string): TaskIntegration {
  return { kind: 'task', resourceType: arn, resource: arn, service: arn, action: '', pattern: 'request-response', sdk: false, arn }
}

function roleOf(credentials: Json | undefined): string | undefined {
  return isObject(credentials ?? null) && typeof (credentials as { RoleArn?: Json }).RoleArn === 'string'
    ? (credentials as { RoleArn: string }).RoleArn
    : undefined
}

/** TimeoutSeconds or HeartbeatSeconds in any of its forms: gives seconds, at least 1. Undefined where the state has neither. */
function secondsField(
  field: 'TimeoutSeconds' | 'HeartbeatSeconds',
  literal: number | string | undefined,
  path: string | undefined,
  language: 'JSONPath' | 'JSONata',
): NumberField | undefined {
  if (literal === undefined && (path === undefined || language === 'JSONata')) return undefined
  const number = compileNumberField(field, { literal, path, language })
  return function* (visit): Steps<number | undefined> {
    const seconds = yield* number(visit)
    if (seconds === undefined || (seconds >= 1 && seconds <= MAX_TIMEOUT_SECONDS)) return seconds
    const cause = `The value of the field '${field}' has to be from 1 to ${MAX_TIMEOUT_SECONDS}, but was ${seconds}.`
    throw language === 'JSONata' ? evaluationFailed(visit, field, cause) : runtimeFailure(visit, cause)
  }
}
