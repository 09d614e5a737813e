import { Refusal } from '../refusal.ts'

export interface Tag {
  key?: string
  value?: string
}

/** A resource has at most so many. https://docs.aws.amazon.com/step-functions/latest/apireference/API_TagResource.html */
const MOST_TAGS = 50

/**
 * Adds tags to those that a resource has, or sets them anew.
 *
 * @throws Refusal TooManyTags
 */
export function addTags(tags: Map<string, string>, added: readonly Tag[], arn: string): void {
  const after = new Map(tags)
  for (const { key = '', value = '' } of added) after.set(key, value)
  if (after.size > MOST_TAGS) throw new Refusal('TooManyTags', `Too Many Tags: '${arn}'`, { resourceName: arn })
  for (const [key, value] of after) tags.set(key, value)
}
