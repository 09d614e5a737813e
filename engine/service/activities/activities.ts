/** Activities, and the workers that poll them. https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html */

import type { JsonObject } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { parseArn } from '../account/arns.ts'
import { seconds } from '../account/dates.ts'
import { checkName } from '../account/names.ts'
import { pageOf } from '../account/paging.ts'
import { addTags, type Tag } from '../account/tags.ts'
import type { Caller } from '../caller.ts'
import { type EncryptionConfiguration, encryptionOf } from '../machines/configurations.ts'
import { Refusal } from '../refusal.ts'
import type { Activity } from '../account/entities.ts'
import { ActivityQueue } from '../account/activity-queue.ts'

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MOST_ACTIVITIES = 10_000

/** Once more with the same encryption, it answers as before; tags do not count. */
export function createActivity(account: Account, { name, tags = [], encryptionConfiguration }: { name: string, tags?: Tag[], encryptionConfiguration?: EncryptionConfiguration }): JsonObject {
  checkName(name)
  const encryption = encryptionOf(encryptionConfiguration)
  const arn = account.arn('activity', name)
  const existing = account.activities.get(arn)
  if (existing && JSON.stringify(existing.encryptionConfiguration) !== JSON.stringify(encryption)) throw new Refusal('ActivityAlreadyExists', `Activity Already Exists: '${arn}'`)
  if (!existing && account.activities.size >= MOST_ACTIVITIES) throw new Refusal('ActivityLimitExceeded', `The maximum number of activities (${MOST_ACTIVITIES}) has been reached.`)
  const activity = existing ?? create(account, arn, name, tags, encryption)
  return { activityArn: arn, creationDate: seconds(activity.createdAt) }
}

function create(account: Account, arn: string, name: string, tags: readonly Tag[], encryptionConfiguration: JsonObject): Activity {
  const activity: Activity = { arn, name, createdAt: account.clock.now, encryptionConfiguration, tags: new Map(), queue: new ActivityQueue() }
  addTags(activity.tags, tags, arn)
  account.activities.set(arn, activity)
  return activity
}

export function describeActivity(account: Account, { activityArn }: { activityArn: string }): JsonObject {
  const { arn, name, createdAt, encryptionConfiguration } = find(account, activityArn)
  return { activityArn: arn, name, creationDate: seconds(createdAt), encryptionConfiguration }
}

/** An activity that is gone already is no matter. */
export function deleteActivity(account: Account, { activityArn }: { activityArn: string }): JsonObject {
  parseArn(activityArn, 'activity')
  account.activities.get(activityArn)?.queue.close()
  account.activities.delete(activityArn)
  return {}
}

/** By name. */
export function listActivities(account: Account, { maxResults, nextToken }: { maxResults?: number, nextToken?: string }): JsonObject {
  const sorted = [...account.activities.values()].sort((a, b) => a.name < b.name ? -1 : 1)
  const { page, ...rest } = pageOf(sorted, { of: ['ListActivities', account.place], maxResults, nextToken, rank: ({ name }) => name })
  return { activities: page.map(({ arn, name, createdAt }) => ({ activityArn: arn, name, creationDate: seconds(createdAt) })), ...rest }
}

/** Waits for a task for about a minute of the wall clock; without one the token is null. */
export async function getActivityTask(account: Account, { activityArn, workerName }: { activityArn: string, workerName?: string }, { gone }: Caller): Promise<JsonObject> {
  const { queue } = find(account, activityArn)
  if (queue.isFull) throw new Refusal('ActivityWorkerLimitExceeded', `The maximum number of workers concurrently polling for activity tasks has been reached: '${activityArn}'`)
  const polled = queue.poll(workerName, account.pollMilliseconds, gone)
  account.wake()
  const task = await polled
  return task ? { taskToken: task.taskToken, input: JSON.stringify(task.input) } : { taskToken: null, input: null }
}

function find(account: Account, arn: string): Activity {
  parseArn(arn, 'activity')
  const activity = account.activities.get(arn)
  if (!activity) throw new Refusal('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`)
  return activity
}
