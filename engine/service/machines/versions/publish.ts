/** PublishStateMachineVersion. https://docs.aws.amazon.com/step-functions/latest/apireference/API_PublishStateMachineVersion.html */

import type { JsonObject } from '../../../asl/index.ts'
import type { Account } from '../../account/account.ts'
import { seconds } from '../../account/dates.ts'
import { checkNotDeleting, findMachine } from '../find.ts'
import type { Machine, Version } from '../../account/entities.ts'
import { Refusal } from '../../refusal.ts'

/** What the first revision is called. */
const INITIAL = 'INITIAL'

/** A machine keeps at most so many. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MOST_VERSIONS = 1000

export function publishStateMachineVersion(account: Account, { stateMachineArn, revisionId, description }: { stateMachineArn: string, revisionId?: string, description?: string }): JsonObject {
  const machine = findMachine(account, stateMachineArn)
  checkNotDeleting(machine)
  const current = machine.revision.id ?? INITIAL
  if (revisionId !== undefined && revisionId !== current) {
    throw new Refusal('ConflictException', `Failed to publish the State Machine version for revision ${revisionId}. The current State Machine revision is ${current}.`)
  }
  const { arn, createdAt } = publish(account, machine, description)
  return { creationDate: seconds(createdAt), stateMachineVersionArn: arn }
}

/**
 * The version of a machine's present revision, a new one where there is none yet. Numbers are never used again.
 *
 * @throws Refusal ServiceQuotaExceededException
 */
export function publish(account: Account, machine: Machine, description: string | undefined): Version {
  for (const version of machine.versions.values()) if (version.revision === machine.revision) return version
  if (machine.versions.size >= MOST_VERSIONS) throw new Refusal('ServiceQuotaExceededException', `The maximum number of state machine versions (${MOST_VERSIONS}) has been reached.`)
  const number = ++machine.published
  const version: Version = { arn: `${machine.arn}:${number}`, number, description, revision: machine.revision, createdAt: account.clock.now }
  machine.versions.set(number, version)
  return version
}
