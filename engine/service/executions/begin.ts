/** What StartExecution, StartSyncExecution and the `states:` integration have in common. */

import { type ExecutionCore, type ExecutionObserver, type Json, startExecution, StartRefused } from '../../asl/index.ts'
import { MockFileError } from '../../simulation/mocks/mock-file.ts'
import { statusChange } from '../../simulation/account/services/status-change.ts'
import type { Account } from '../account/account.ts'
import { drawRoute } from '../machines/aliases/routing.ts'
import { removeWhenIdle } from '../machines/delete.ts'
import { type FoundMachine, lookUp, machineDoesNotExist } from '../machines/find.ts'
import { Refusal } from '../refusal.ts'
import { play } from './play.ts'
import type { ExecutionRecord } from '../account/entities.ts'

/** A state machine that is to be started: the version that an alias leads to, and a case of its own or of a mock file. */
export interface Target extends FoundMachine {
  mockCase?: string
}

/**
 * Finds what a start names. Where there are cases, `#` and the name of one may come after the ARN, as Step Functions Local has it.
 *
 * @throws Refusal InvalidArn, ValidationException, StateMachineDoesNotExist
 */
export function findTarget(account: Account, stateMachineArn: string): Target {
  const hash = account.hasCases ? stateMachineArn.indexOf('#') : -1
  const arn = hash < 0 ? stateMachineArn : stateMachineArn.slice(0, hash)
  const found = lookUp(account, arn)
  if (!found) throw machineDoesNotExist(stateMachineArn)
  const version = found.alias ? drawRoute(found.alias.routes, account.random()).version : found.version
  return { ...found, ...(version ? { version } : {}), ...(hash < 0 ? {} : { mockCase: stateMachineArn.slice(hash + 1) }) }
}

interface Beginning {
  name: string
  input: Json
  traceHeader?: string | undefined
  /** Nobody waits for the end of an Express execution. */
  asynchronous: boolean
}

/**
 * Starts an execution; it runs when the account's clock does.
 *
 * @throws Refusal InvalidExecutionInput, InvalidName for a case that the mock file does not have
 */
export function begin(account: Account, { machine, version, alias, mockCase }: Target, { name, input, traceHeader, asynchronous }: Beginning): ExecutionRecord {
  const revision = version?.revision ?? machine.revision
  let record: ExecutionRecord | undefined
  const observer: ExecutionObserver = {
    recorded: (execution) => {
      if (!record) return
      account.changed(execution.arn)
      if (execution.records.length === 1) {
        account.executions.addChild(record, execution)
        account.watch.childBegan?.(record, execution)
      }
      // A machine that is deleted ends its executions at their next transition.
      else if (machine.deleting) record.execution.stop()
    },
    tokenIssued: attempt => account.outside.begin(attempt),
    tokenClosed: attempt => account.outside.end(attempt),
    taskClosed: (attempt, how) => account.answerers.closed(attempt, how, mockCase),
    ended: execution => record && hasEnded(account, record, execution),
  }
  try {
    const options = {
      place: account.place,
      roleArn: revision.roleArn,
      name,
      ...(machine.type === 'EXPRESS' ? { expressId: account.uuid(), asynchronous } : {}),
      limits: account.limits,
      keepsChildren: true,
    }
    const { clock, random, world: { tokens } } = account
    const { prepared } = revision
    const execution = mockCase === undefined
      ? startExecution(prepared, { ...options, ...machine.answers ?? account.answers, clock, input, random, tokens, observer })
      : play(account, machine, mockCase, { prepared, input, options, observer, nested: child => void (record && account.executions.addChild(record, child)) })
    record = { execution, sequence: account.executions.nextSequence(), machine, revision, version, alias, traceHeader, waiting: [], redrives: [] }
  }
  catch (thrown) {
    if (thrown instanceof StartRefused) throw new Refusal('InvalidExecutionInput', `Invalid State Machine Execution Input: '${thrown.message}'`)
    if (thrown instanceof MockFileError) throw new Refusal('InvalidName', `Invalid Name: '${mockCase}'. ${thrown.message}`)
    throw thrown
  }
  account.executions.add(record)
  account.changed(record.execution.arn)
  account.watch.began?.(record)
  return record
}

function hasEnded(account: Account, record: ExecutionRecord, execution: ExecutionCore): void {
  account.executions.hasEnded(record)
  account.changed(execution.arn)
  account.watch.ended?.(record)
  removeWhenIdle(account, record.machine)
  for (const told of record.waiting.splice(0)) told(record)
  if (execution.type === 'STANDARD') (record.machine.answers ?? account.answers).emit?.(statusChange(execution))
}

/** Calls back when an execution has ended, at once where it has. */
export function whenEnded(record: ExecutionRecord, told: (record: ExecutionRecord) => void): void {
  if (record.execution.status === 'RUNNING') record.waiting.push(told)
  else told(record)
}
