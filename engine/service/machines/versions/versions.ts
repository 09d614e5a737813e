/** ListStateMachineVersions and DeleteStateMachineVersion. https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachineVersions.html */

import type { JsonObject } from '../../../asl/index.ts'
import type { Account } from '../../account/account.ts'
import { invalidArn } from '../../account/arns.ts'
import { seconds } from '../../account/dates.ts'
import { pageOf } from '../../account/paging.ts'
import { lookUp } from '../find.ts'
import { Refusal } from '../../refusal.ts'

/** The latest first. */
export function listStateMachineVersions(account: Account, { stateMachineArn, maxResults, nextToken }: { stateMachineArn: string, maxResults?: number, nextToken?: string }): JsonObject {
  const found = lookUp(account, stateMachineArn)
  if (!found || found.version || found.alias) throw invalidArn(`State Machine Does Not Exist: ${stateMachineArn}`)
  const latestFirst = [...found.machine.versions.values()].reverse()
  const { page, ...rest } = pageOf(latestFirst, { of: ['ListStateMachineVersions', stateMachineArn], maxResults, nextToken, rank: ({ number }) => number, descending: true })
  return { stateMachineVersions: page.map(({ arn, createdAt }) => ({ stateMachineVersionArn: arn, creationDate: seconds(createdAt) })), ...rest }
}

/** A version that is gone already is no matter; one that an alias points at stays. */
export function deleteStateMachineVersion(account: Account, { stateMachineVersionArn }: { stateMachineVersionArn: string }): JsonObject {
  const { machine, version } = lookUp(account, stateMachineVersionArn) ?? {}
  if (!machine || !version) return {}
  const aliases = [...machine.aliases.values()].filter(({ routes }) => routes.some(route => route.version === version)).map(({ name }) => name)
  if (aliases.length > 0) {
    throw new Refusal('ConflictException', `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${aliases.join(', ')}]`)
  }
  machine.versions.delete(version.number)
  return {}
}
