/** GetExecutionHistory. https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */

import type { HistoryEvent, Json, JsonObject } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { seconds } from '../account/dates.ts'
import { pageOf } from '../account/paging.ts'
import { findStandard } from './find.ts'

interface HistoryRequest {
  executionArn: string
  maxResults?: number
  reverseOrder?: boolean
  nextToken?: string
  includeExecutionData?: boolean
}

export function getExecutionHistory(account: Account, { executionArn, maxResults, reverseOrder = false, nextToken, includeExecutionData = true }: HistoryRequest): JsonObject {
  const { execution } = findStandard(account, executionArn)
  const { page, ...rest } = pageOf(reverseOrder ? execution.events.toReversed() : execution.events, {
    of: ['GetExecutionHistory', executionArn, reverseOrder],
    maxResults,
    nextToken,
    rank: ({ id }) => id,
    descending: reverseOrder,
    bytes: sizeOf,
  })
  return { events: page.map(event => wired(event, includeExecutionData)), ...rest }
}

/** What goes without the data of the execution. */
const DATA: ReadonlySet<string> = new Set(['input', 'inputDetails', 'output', 'outputDetails', 'assignedVariables', 'assignedVariablesDetails'])

function wired({ timestamp, ...event }: HistoryEvent, withData: boolean): JsonObject {
  const rest = event as unknown as JsonObject
  const told = withData ? rest : Object.fromEntries(Object.entries(rest).map(([key, details]) => [key, isDetails(details) ? Object.fromEntries(Object.entries(details).filter(([name]) => !DATA.has(name))) : details]))
  return { timestamp: seconds(timestamp), ...told }
}

function isDetails(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null
}

/** About as many bytes as an event takes: its texts. */
function sizeOf(event: HistoryEvent): number {
  let size = 100
  for (const details of Object.values(event)) {
    if (!isDetails(details as Json)) continue
    for (const value of Object.values(details as JsonObject)) if (typeof value === 'string') size += value.length
  }
  return size
}
