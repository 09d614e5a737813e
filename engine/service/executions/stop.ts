/** StopExecution and RedriveExecution. https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html */

import type { Execution, JsonObject } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { seconds } from '../account/dates.ts'
import { mapRunOf } from './find-map-run.ts'
import { Refusal } from '../refusal.ts'
import { findStandard } from './find.ts'

/** One that has ended stays as it ended. */
export function stopExecution(account: Account, { executionArn, error, cause }: { executionArn: string, error?: string, cause?: string }): JsonObject {
  const { execution } = findStandard(account, executionArn)
  execution.stop(error, cause)
  return { stopDate: seconds(execution.endedAt ?? account.clock.now) }
}

/** The client tokens that are remembered, and for how long. */
const TOKENS = 10
const TOKEN_MS = 15 * 60_000

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html */
export function redriveExecution(account: Account, { executionArn, clientToken }: { executionArn: string, clientToken?: string }): JsonObject {
  const found = findStandard(account, executionArn)
  const { root, execution } = found
  const now = account.clock.now
  const before = root.redrives.find(({ token, at }) => token === clientToken && now - at <= TOKEN_MS)
  if (before) return { redriveDate: seconds(before.date) }
  if (mapRunOf(found)) throw notRedrivable(executionArn, 'Child executions of a Map Run are redriven with it')
  const refusal = (execution as Execution).redrive()
  if (refusal) throw notRedrivable(executionArn, refusal.message)
  account.executions.resumed(root)
  const date = execution.redrivenAt!
  if (clientToken !== undefined) root.redrives = [...root.redrives, { token: clientToken, date, at: now }].slice(-TOKENS)
  return { redriveDate: seconds(date) }
}

function notRedrivable(arn: string, reason: string): Refusal {
  return new Refusal('ExecutionNotRedrivable', `Execution is not redrivable: '${arn}'. ${reason}`)
}
