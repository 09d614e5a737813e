/** StartExecution and StartSyncExecution. https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */

import type { Json, JsonObject } from '../../asl/index.ts'
import { jsonEquals } from '../../asl/query/index.ts'
import type { Account } from '../account/account.ts'
import { seconds } from '../account/dates.ts'
import { checkName } from '../account/names.ts'
import { readJson } from '../account/read-json.ts'
import { checkNotDeleting } from '../machines/find.ts'
import type { Machine, ExecutionRecord } from '../account/entities.ts'
import { Refusal } from '../refusal.ts'
import { begin, findTarget, type Target, whenEnded } from './begin.ts'
import { ended, payloads } from './describe.ts'
import { isPast } from '../account/execution-store.ts'

export interface StartRequest {
  stateMachineArn: string
  name?: string
  input?: string
  traceHeader?: string
}

/** So many executions may be open at a time: what a machine of this size bears. AWS takes a million. */
const MOST_OPEN = 100_000

export function startExecution(account: Account, request: StartRequest): JsonObject {
  const { execution } = start(account, request)
  return { executionArn: execution.arn, startDate: seconds(execution.startedAt) }
}

/**
 * Starts an execution that nobody waits for. The same name and input give a Standard execution that still runs; a name that is taken otherwise
 * is refused until 90 days after the end.
 *
 * @throws Refusal
 */
export function start(account: Account, { stateMachineArn, name, input, traceHeader }: StartRequest): ExecutionRecord {
  const target = findTarget(account, stateMachineArn)
  checkNotDeleting(target.machine)
  if (name !== undefined) checkName(name)
  const value = inputOf(target, input)
  const namesake = name === undefined ? undefined : target.machine.named.get(name)
  if (namesake && !isPast(namesake, account.clock.now)) {
    if (namesake.execution.status === 'RUNNING' && jsonEquals(namesake.execution.input, value)) return namesake
    throw new Refusal('ExecutionAlreadyExists', `Execution Already Exists: '${namesake.execution.arn}'`)
  }
  checkOpen(account)
  return begin(account, target, { name: name ?? account.uuid(), input: value, traceHeader, asynchronous: true })
}

/** Of an Express machine: answers when the execution has ended. https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html */
export function startSyncExecution(account: Account, request: StartRequest & { includedData?: string }): Promise<JsonObject> {
  const record = startSync(account, request)
  return new Promise(resolve => whenEnded(record, () => resolve(syncAnswer(record, request.includedData))))
}

/**
 * Starts an execution of an Express machine that somebody waits for.
 *
 * @throws Refusal
 */
export function startSync(account: Account, { stateMachineArn, name, input, traceHeader }: StartRequest): ExecutionRecord {
  const target = findTarget(account, stateMachineArn)
  checkNotDeleting(target.machine)
  checkExpress(target.machine)
  if (name !== undefined) checkName(name)
  checkOpen(account)
  return begin(account, target, { name: name ?? account.uuid(), input: inputOf(target, input), traceHeader, asynchronous: false })
}

function syncAnswer({ execution, traceHeader }: ExecutionRecord, includedData: string | undefined): JsonObject {
  const { startedAt, endedAt = startedAt } = execution
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machineArn,
    name: execution.name,
    startDate: seconds(startedAt),
    stopDate: seconds(endedAt),
    status: execution.status === 'ABORTED' ? 'FAILED' : execution.status,
    ...ended(execution),
    ...payloads(execution, includedData),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    billingDetails: billed(endedAt - startedAt),
  }
}

/** Time in steps of 100 ms, memory in steps of 64 MB, of which an execution takes the first. https://aws.amazon.com/step-functions/pricing/ */
function billed(milliseconds: number): JsonObject {
  return { billedDurationInMilliseconds: Math.max(100, Math.ceil(milliseconds / 100) * 100), billedMemoryUsedInMB: 64 }
}

function checkExpress({ type }: Machine): void {
  if (type !== 'EXPRESS') throw new Refusal('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine')
}

function checkOpen({ machines }: Account): void {
  let open = 0
  for (const { running } of machines.values()) open += running
  if (open >= MOST_OPEN) throw new Refusal('ExecutionLimitExceeded', `The maximum number of running executions (${MOST_OPEN}) has been reached.`)
}

/** Without an input it is that of the case, or an empty object. */
function inputOf({ machine, mockCase = '' }: Target, text: string | undefined): Json {
  if (text === undefined) return machine.cases?.get(mockCase)?.input ?? {}
  const refusal = (reason: string): Refusal => new Refusal('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`)
  if (text.trim() === '') throw refusal('Invalid execution input.')
  return readJson(text, refusal)
}
