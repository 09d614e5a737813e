import type { JsonObject } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { seconds } from '../account/dates.ts'
import { pageOf } from '../account/paging.ts'

/** ListStateMachines, by name. https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html */
export function listStateMachines(account: Account, { maxResults, nextToken }: { maxResults?: number, nextToken?: string }): JsonObject {
  const sorted = [...account.machines.values()].sort((a, b) => a.name < b.name ? -1 : 1)
  const { page, ...rest } = pageOf(sorted, { of: ['ListStateMachines', account.place], maxResults, nextToken, rank: ({ name }) => name })
  return { stateMachines: page.map(({ arn, name, type, createdAt }) => ({ stateMachineArn: arn, name, type, creationDate: seconds(createdAt) })), ...rest }
}
