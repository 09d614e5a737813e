/** ListExecutions: of a state machine, one of its versions or aliases, or of a Map Run; the latest first. https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */

import type { ExecutionCore, JsonObject, MapRun } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { pageOf } from '../account/paging.ts'
import { lookUp, machineDoesNotExist } from '../machines/find.ts'
import { findMapRun } from './find-map-run.ts'
import { Refusal, validationException } from '../refusal.ts'
import { summary } from './describe.ts'
import { type Found, isPast } from '../account/execution-store.ts'

interface ListRequest {
  stateMachineArn?: string
  mapRunArn?: string
  statusFilter?: string
  redriveFilter?: string
  maxResults?: number
  nextToken?: string
}

export function listExecutions(account: Account, request: ListRequest): JsonObject {
  const { stateMachineArn, mapRunArn, statusFilter, redriveFilter, maxResults, nextToken } = request
  if ((stateMachineArn === undefined) === (mapRunArn === undefined)) throw validationException('Must provide a StateMachine ARN or MapRun ARN')
  if (stateMachineArn !== undefined && redriveFilter !== undefined) throw validationException('RedriveFilter is supported with a MapRun ARN only')
  const all = stateMachineArn === undefined ? ofMapRun(account, mapRunArn!) : ofMachine(account, stateMachineArn)
  const listed = all.filter(({ found: { execution } }) => hasStatus(execution, statusFilter) && (redriveFilter === undefined || (execution.redriveCount > 0) === (redriveFilter === 'REDRIVEN')))
  const { page, ...rest } = pageOf(listed, {
    of: ['ListExecutions', stateMachineArn ?? mapRunArn!, statusFilter ?? null, redriveFilter ?? null],
    maxResults,
    nextToken,
    rank: ({ rank }) => rank,
    descending: true,
  })
  return { executions: page.map(({ found, run, itemCount }) => ({ ...summary(found, run), ...(itemCount === undefined ? {} : { itemCount }) })), ...rest }
}

interface Listed {
  found: Found
  run?: MapRun
  rank: number
  /** How many items the child of a Map Run works on. */
  itemCount?: number
}

function ofMachine(account: Account, arn: string): Listed[] {
  const target = lookUp(account, arn)
  if (!target) throw machineDoesNotExist(arn)
  const { machine, version, alias } = target
  if (machine.type === 'EXPRESS') throw new Refusal('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine')
  return [...machine.executions.values()]
    .filter(record => !isPast(record, account.clock.now) && (!version || record.version === version) && (!alias || record.alias === alias))
    .map(record => ({ found: { execution: record.execution, root: record }, rank: record.sequence }))
    .reverse()
}

function ofMapRun(account: Account, arn: string): Listed[] {
  const { run, root } = findMapRun(account, arn)
  if (run.type === 'EXPRESS') throw new Refusal('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine')
  return [...run.children].flatMap((execution, index) => execution ? [{ found: { execution: execution as unknown as ExecutionCore, root }, run, rank: index, itemCount: run.itemsOf(index) }] : []).reverse()
}

function hasStatus({ status }: ExecutionCore, wanted: string | undefined): boolean {
  return wanted === undefined || status === wanted
}
