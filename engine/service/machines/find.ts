import type { Account } from '../account/account.ts'
import { parseArn } from '../account/arns.ts'
import { Refusal, validationException } from '../refusal.ts'
import type { Alias, Machine, Revision, Version } from '../account/entities.ts'

/** What an ARN of a state machine leads to: the machine itself, one of its versions or aliases. */
export interface FoundMachine {
  machine: Machine
  version?: Version
  alias?: Alias
}

export function machineDoesNotExist(arn: string): Refusal {
  return new Refusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`)
}

/**
 * Finds what a qualified or unqualified ARN names. Undefined where there is no such thing.
 *
 * @throws Refusal InvalidArn, or ValidationException for an ARN that has the label of a Map state
 */
export function lookUp(account: Account, arn: string): FoundMachine | undefined {
  const { parts: [name = '', qualifier] } = parseArn(arn, 'stateMachine')
  if (name.includes('/')) throw validationException('This operation does not support labeled state machine ARNs.', 'API_DOES_NOT_SUPPORT_LABELED_ARNS')
  const machine = account.machines.get(arn.split(':').slice(0, 7).join(':'))
  if (!machine || qualifier === undefined) return machine && { machine }
  const version = /^\d+$/.test(qualifier) ? machine.versions.get(Number(qualifier)) : undefined
  if (version) return { machine, version }
  const alias = machine.aliases.get(qualifier)
  return alias && { machine, alias }
}

/**
 * The machine that an unqualified ARN names.
 *
 * @throws Refusal InvalidArn, StateMachineDoesNotExist
 */
export function findMachine(account: Account, arn: string): Machine {
  const found = lookUp(account, arn)
  if (!found || found.version || found.alias) throw machineDoesNotExist(arn)
  return found.machine
}

/**
 * @throws Refusal StateMachineDeleting
 */
export function checkNotDeleting({ deleting, arn }: Machine): void {
  if (deleting) throw new Refusal('StateMachineDeleting', `State Machine is being deleted: '${arn}'`)
}

/** The revision that a version stands for, or the latest. */
export function revisionOf({ machine, version }: FoundMachine): Revision {
  return version?.revision ?? machine.revision
}
