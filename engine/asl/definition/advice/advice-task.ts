import { parseIntegration, type TaskIntegration } from '../integration.ts'
import { isObject, type Json } from '../../query/json.ts'
import type { AdvisedState } from './advised-state.ts'
import { adviseOnDoubt } from './advice-doubt.ts'
import { hasAction } from '../integration-table.ts'
import { isPlaceholder } from '../substitutions.ts'

/** Advice on Task states: waits that nothing ends, tokens that nobody gets, calls that should be retried. */
export function adviseOnTask(advised: AdvisedState): void {
  const { state, note } = advised
  if (typeof state.Resource !== 'string') return
  if (isPlaceholder(state.Resource)) {
    note('PLACEHOLDER', `'${state.Resource}' is filled in when the machine is deployed. Until then it is called as it stands.`, 'Resource')
    return
  }
  const integration = parseIntegration(state.Resource)
  if (integration === undefined) return
  adviseOnWaiting(advised, integration)
  adviseOnHeartbeat(advised, integration)
  adviseOnService(advised, integration)
  adviseOnDoubt(advised, integration)
}

function adviseOnWaiting({ state, note }: AdvisedState, integration: TaskIntegration): void {
  const limited = state.TimeoutSeconds !== undefined || state.TimeoutSecondsPath !== undefined
  const alive = state.HeartbeatSeconds !== undefined || state.HeartbeatSecondsPath !== undefined
  if (!limited && !alive && integration.pattern !== 'request-response') {
    const lost = integration.kind === 'activity' ? 'no worker takes the task' : integration.pattern === 'waitForTaskToken' ? 'the callback gets lost' : 'the job never ends'
    note('CALLBACK_WITHOUT_TIMEOUT', `If ${lost}, this execution stays open for up to a year and nobody is told. Set TimeoutSeconds, and HeartbeatSeconds where the other side can send heartbeats, and catch States.Timeout.`)
  }
  if (integration.pattern === 'waitForTaskToken' && integration.kind === 'task') {
    const payload = JSON.stringify([state.Parameters ?? null, state.Arguments ?? null])
    if (!/Task\.Token|Task\[|\$\$"|\$\$\.Task"|\.context\b(?!\.)/.test(payload)) {
      note('CALLBACK_WITHOUT_TOKEN', 'Nothing in the request carries the task token, so nobody can ever answer. Pass $$.Task.Token (JSONata: $states.context.Task.Token) along.')
    }
  }
  if (integration.service === 'states' && integration.pattern.startsWith('sync') && startsItself(state.Parameters ?? state.Arguments ?? null)) {
    note('SYNC_SELF_START', 'The machine starts itself and waits for that execution: every generation keeps all the ones before it open. Start the next one without .sync and end.', 'Resource')
  }
}

function startsItself(payload: Json): boolean {
  if (!isObject(payload)) return false
  const arn = payload['StateMachineArn.$'] ?? payload.StateMachineArn
  return typeof arn === 'string' && /(\$\$|\$states\.context)\.StateMachine\.Id/.test(arn)
}

function adviseOnHeartbeat({ state, note }: AdvisedState, integration: TaskIntegration): void {
  const { HeartbeatSeconds: heartbeat, TimeoutSeconds: timeout } = state
  if (typeof heartbeat === 'number' && typeof timeout === 'number' && heartbeat >= timeout) {
    note('HEARTBEAT_WITHOUT_EFFECT', `HeartbeatSeconds (${heartbeat}) must be smaller than TimeoutSeconds (${timeout}), or the timeout always comes first.`, 'HeartbeatSeconds')
  } else if (heartbeat !== undefined && integration.kind === 'task' && integration.pattern === 'request-response') {
    note('HEARTBEAT_WITHOUT_EFFECT', 'Only activity workers and holders of a task token can send heartbeats. A request-response call has neither, so this state fails when it takes longer than HeartbeatSeconds.', 'HeartbeatSeconds')
  }
}

/** What the Lambda service raises when it is not the function that failed. https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html */
const LAMBDA_ERRORS = ['ClientExecutionTimeoutException', 'ServiceException', 'AWSLambdaException', 'SdkClientException', 'TooManyRequestsException']

function listed(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function adviseOnService({ state, note }: AdvisedState, integration: TaskIntegration): void {
  const { service, action, kind, sdk } = integration
  if (service === 'lambda' && action === 'invoke' && !retriesAny(state.Retry, /^States\.(ALL|TaskFailed)$/)) {
    const missing = LAMBDA_ERRORS.filter((name) => !retriesAny(state.Retry, new RegExp(`^Lambda\\.${name}$`)))
    if (missing.length > 0) note('LAMBDA_WITHOUT_RETRY', `The Lambda service itself fails now and then. Retry ${listed(missing.map((name) => `Lambda.${name}`))}.`)
  }
  if (sdk && !/^[a-z]/.test(action)) {
    note('SDK_ACTION_CASE', `AWS SDK integrations name the action in camel case: ${service}:${action.charAt(0).toLowerCase()}${action.slice(1)}.`, 'Resource')
  }
  if (kind === 'task' && !sdk && hasAction(service, action) === undefined) {
    note('UNKNOWN_INTEGRATION', `'${service}' is none of the optimised integrations known here. If the service has no integration of its own, call it as arn:aws:states:::aws-sdk:${service}:${action}.`, 'Resource')
  }
}

function retriesAny(retriers: Json | undefined, name: RegExp): boolean {
  if (!Array.isArray(retriers)) return false
  return retriers.some((retrier) => isObject(retrier) && Array.isArray(retrier.ErrorEquals) && retrier.ErrorEquals.some((error) => typeof error === 'string' && name.test(error)))
}
