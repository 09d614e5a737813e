/** ListMapRuns, DescribeMapRun and UpdateMapRun. https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html */

import { AWS_LIMITS, type JsonObject, type MapRun, type MapRunCounts } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { seconds } from '../account/dates.ts'
import { pageOf } from '../account/paging.ts'
import { findStandard } from '../executions/find.ts'
import { validationException } from '../refusal.ts'
import { findMapRun } from '../executions/find-map-run.ts'

/** The latest first. */
export function listMapRuns(account: Account, { executionArn, maxResults, nextToken }: { executionArn: string, maxResults?: number, nextToken?: string }): JsonObject {
  const { execution } = findStandard(account, executionArn)
  const runs = execution.mapRuns.map((run, rank) => ({ run, rank })).reverse()
  const { page, ...rest } = pageOf(runs, { of: ['ListMapRuns', executionArn], maxResults, nextToken, rank: ({ rank }) => rank, descending: true })
  return {
    mapRuns: page.map(({ run }) => ({ executionArn, mapRunArn: run.arn, stateMachineArn: execution.machineArn, ...dates(run) })),
    ...rest,
  }
}

export function describeMapRun(account: Account, { mapRunArn }: { mapRunArn: string }): JsonObject {
  const { run, executionArn } = findMapRun(account, mapRunArn)
  return {
    mapRunArn,
    executionArn,
    status: run.status,
    ...dates(run),
    // As many as there may be is what the API calls none.
    maxConcurrency: run.maxConcurrency >= AWS_LIMITS.distributedConcurrency ? 0 : run.maxConcurrency,
    toleratedFailurePercentage: run.tolerated.percentage ?? 0,
    toleratedFailureCount: run.tolerated.count ?? 0,
    itemCounts: counts(run, run.itemCounts),
    executionCounts: counts(run, run.executionCounts),
    redriveCount: run.redriveCount,
    ...(run.redrivenAt === undefined ? {} : { redriveDate: seconds(run.redrivenAt) }),
  }
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateMapRun.html */
export function updateMapRun(account: Account, request: { mapRunArn: string, maxConcurrency?: number, toleratedFailurePercentage?: number, toleratedFailureCount?: number }): JsonObject {
  const { mapRunArn, maxConcurrency, toleratedFailurePercentage, toleratedFailureCount } = request
  const { run } = findMapRun(account, mapRunArn)
  if (run.status !== 'RUNNING') throw validationException(`Map Run is ${run.status} and cannot be updated`, 'CANNOT_UPDATE_COMPLETED_MAP_RUN')
  if (maxConcurrency !== undefined) run.setMaxConcurrency(maxConcurrency === 0 ? AWS_LIMITS.distributedConcurrency : Math.min(maxConcurrency, AWS_LIMITS.distributedConcurrency))
  run.tolerated = {
    ...run.tolerated,
    ...(toleratedFailurePercentage === undefined ? {} : { percentage: toleratedFailurePercentage }),
    ...(toleratedFailureCount === undefined ? {} : { count: toleratedFailureCount }),
  }
  return {}
}

function dates({ startedAt, endedAt }: MapRun): JsonObject {
  return { startDate: seconds(startedAt), ...(endedAt === undefined ? {} : { stopDate: seconds(endedAt) }) }
}

function counts({ resultFiles }: MapRun, { pending, running, succeeded, failed, timedOut, aborted, total }: MapRunCounts): JsonObject {
  const resultsWritten = resultFiles.reduce((sum, { count = 0 }) => sum + count, 0)
  return { pending, running, succeeded, failed, timedOut, aborted, total, resultsWritten, failuresNotRedrivable: 0, pendingRedrive: 0 }
}
