import { isObject, type Json, type JsonObject } from '../../query/json.ts'
import type { AdvisedState } from './advised-state.ts'

/** Advice on Retry and Catch: order, jitter, caps, and what a catcher does to the input. */
export function adviseOnErrors(advised: AdvisedState): void {
  for (const list of ['Retry', 'Catch'] as const) {
    const rules = advised.state[list]
    if (!Array.isArray(rules)) continue
    adviseOnOrder(advised, list, rules)
    rules.forEach((rule, index) => {
      if (!isObject(rule)) return
      adviseOnNames(advised, list, rule, index)
      if (list === 'Retry') adviseOnRetrier(advised, rule, index)
      else adviseOnCatcher(advised, rule, index)
    })
  }
}

const WILDCARDS = ['States.ALL', 'States.TaskFailed']

/** Every error name that AWS raises itself. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const PREDEFINED = new Set([
  ...WILDCARDS, 'States.BranchFailed', 'States.DataLimitExceeded', 'States.ExceedToleratedFailureThreshold', 'States.HeartbeatTimeout',
  'States.Http.Socket', 'States.IntrinsicFailure', 'States.ItemReaderFailed', 'States.NoChoiceMatched', 'States.ParameterPathFailure',
  'States.Permissions', 'States.QueryEvaluationError', 'States.ResultPathMatchFailure', 'States.ResultWriterFailed', 'States.Runtime', 'States.Timeout',
])

/** An HTTP Task names the status it got. https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html#connect-http-task-errors */
const HTTP_STATUS = /^States\.Http\.StatusCode\.[1-5]\d\d$/

function adviseOnOrder({ note }: AdvisedState, list: 'Retry' | 'Catch', rules: readonly Json[]): void {
  rules.forEach((rule, index) => {
    if (!namesOf(rule).includes('States.TaskFailed')) return
    const later = rules.slice(index + 1).flatMap(namesOf).filter((name) => !WILDCARDS.includes(name) && name !== 'States.Timeout')
    if (later.length > 0) note('ERROR_ORDER', `States.TaskFailed matches every task error except a timeout, so that '${later[0]}' further down never gets its turn. Put the specific names first.`, list, index)
  })
}

/** The error names of a retrier or a catcher that are texts. */
export function namesOf(rule: Json): string[] {
  return isObject(rule) && Array.isArray(rule.ErrorEquals) ? rule.ErrorEquals.filter((name) => typeof name === 'string') : []
}

function adviseOnNames({ note }: AdvisedState, list: 'Retry' | 'Catch', rule: JsonObject, index: number): void {
  for (const name of namesOf(rule)) {
    if (name.startsWith('States.') && !PREDEFINED.has(name) && !HTTP_STATUS.test(name)) note('UNKNOWN_ERROR_NAME', `AWS raises no error named '${name}', and the prefix 'States.' is AWS's: this never matches.`, list, index, 'ErrorEquals')
  }
}

/** Longer waits than this between two attempts are seldom meant. */
const LONG_DELAY = 600

function adviseOnRetrier({ note }: AdvisedState, retrier: JsonObject, index: number): void {
  const attempts = numberOf(retrier.MaxAttempts, 3)
  if (attempts < 1) return
  if (retrier.JitterStrategy !== 'FULL') {
    note('RETRY_WITHOUT_JITTER', 'Executions that fail together also retry together, and hit the service in the same second again. JitterStrategy: FULL spreads them.', 'Retry', index)
  }
  const last = numberOf(retrier.IntervalSeconds, 1) * numberOf(retrier.BackoffRate, 2) ** (attempts - 1)
  if (retrier.MaxDelaySeconds === undefined && last > LONG_DELAY) {
    note('RETRY_WITHOUT_MAX_DELAY', `The last of these ${attempts} retries waits ${spell(last)}. If that is not meant, cap it with MaxDelaySeconds.`, 'Retry', index)
  }
}

function numberOf(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

function spell(seconds: number): string {
  const [unit, size] = seconds >= 2 * 86_400 ? ['days', 86_400] as const : seconds >= 7200 ? ['hours', 3600] as const : ['minutes', 60] as const
  const value = seconds / size
  return value > 100_000 ? 'longer than an execution may live' : `${Math.round(value)} ${unit}`
}

function adviseOnCatcher({ language, note }: AdvisedState, catcher: JsonObject, index: number): void {
  if (catcher.Assign !== undefined) return
  const keeps = language === 'JSONata' ? catcher.Output !== undefined : catcher.ResultPath !== undefined && catcher.ResultPath !== '$'
  if (keeps) return
  const remedy = language === 'JSONata' ? 'Give the catcher an Output that carries on what is still needed' : 'Set ResultPath, for example $.error'
  note('CATCH_LOSES_INPUT', `When this catches, the next state gets the error and nothing else: the input is gone. ${remedy}, or keep it in a variable.`, 'Catch', index)
}
