/** Tags of state machines and activities. https://docs.aws.amazon.com/step-functions/latest/apireference/API_TagResource.html */

import type { JsonObject } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { parseArn } from '../account/arns.ts'
import { addTags, type Tag } from '../account/tags.ts'
import { Refusal } from '../refusal.ts'

export function tagResource(account: Account, { resourceArn, tags }: { resourceArn: string, tags: Tag[] }): JsonObject {
  addTags(tagsOf(account, resourceArn), tags, resourceArn)
  return {}
}

export function untagResource(account: Account, { resourceArn, tagKeys }: { resourceArn: string, tagKeys: string[] }): JsonObject {
  const tags = tagsOf(account, resourceArn)
  for (const key of tagKeys) tags.delete(key)
  return {}
}

export function listTagsForResource(account: Account, { resourceArn }: { resourceArn: string }): JsonObject {
  return { tags: [...tagsOf(account, resourceArn)].map(([key, value]) => ({ key, value })) }
}

function tagsOf(account: Account, arn: string): Map<string, string> {
  parseArn(arn, 'stateMachine', 'activity')
  const tags = (account.machines.get(arn) ?? account.activities.get(arn))?.tags
  if (!tags) throw new Refusal('ResourceNotFound', `Resource not found: '${arn}'`, { resourceName: arn })
  return tags
}
