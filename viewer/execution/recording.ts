import type { HistoryEvent, Json } from '../../engine/asl/index.ts'
import type { Recording } from '../../engine/simulation/recording/types.ts'
import type { ExecutionDescription } from '../api/shapes.ts'
import { branchesOf } from '../../engine/simulation/recording/branches-of.ts'
import { withMeters } from '../../engine/simulation/recording/recording-data.ts'

/**
 * An execution as the slides' components take one.
 *
 * @param events its history so far
 * @param execution what DescribeExecution says of it
 */
export function recordingOf(events: readonly HistoryEvent[], { status, output, error, cause, startDate, stopDate }: ExecutionDescription): Recording {
  const startedAt = events[0]?.timestamp ?? startDate * 1000
  const endedAt = stopDate === undefined ? undefined : Math.round(stopDate * 1000)
  return withMeters({
    events: [...events],
    status: status === 'PENDING_REDRIVE' ? 'RUNNING' : status,
    ...(output === undefined ? {} : { output: jsonOf(output) }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    type: 'STANDARD',
    startedAt: new Date(startedAt).toISOString(),
    ...(endedAt === undefined ? {} : { endedAt: new Date(endedAt).toISOString() }),
    elapsed: ((endedAt ?? events.at(-1)?.timestamp ?? startedAt) - startedAt) / 1000,
    tokens: [],
    journal: [],
    branches: branchesOf(events),
    gauges: {},
  })
}

/** JSON where it is some, the text itself otherwise. */
export function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json
  }
  catch {
    return text
  }
}

/** JSON text, spread out for reading. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  }
  catch {
    return text
  }
}
