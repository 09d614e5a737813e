/** What is left of a run: plain data, and meters that read it. */

import type { Execution, MachineType } from '../../asl/index.ts'
import type { Journal } from './journal.ts'
import { withMeters } from './recording-data.ts'
import type { Recording } from './types.ts'

/**
 * Records an execution as it stands: one of many in a world, or the one of a simulation. Without a journal the recording has no
 * tokens and no entries.
 */
export function recordingOf(execution: Execution, journal?: Journal): Recording {
  const { status, output, error, cause, type, events, startedAt, endedAt, clock } = execution
  const branches: Record<number, string[]> = {}
  for (const { id, branch } of execution.records) if (branch.length > 0) branches[id] = [...branch]
  return withMeters({
    status,
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    type,
    events,
    startedAt: new Date(startedAt).toISOString(),
    ...(endedAt === undefined ? {} : { endedAt: new Date(endedAt).toISOString() }),
    elapsed: ((endedAt ?? clock.now) - startedAt) / 1000,
    tokens: journal?.tokens ?? [],
    journal: journal?.entries ?? [],
    branches,
    gauges: {},
  })
}

/** The recording of an execution that could not be started, and why. */
export function unstarted({ error, cause, type, at }: { error: string, cause: string, type: MachineType, at: number }): Recording {
  const startedAt = new Date(at).toISOString()
  return withMeters({ status: 'FAILED', error, cause, type, events: [], startedAt, elapsed: 0, tokens: [], journal: [], branches: {}, gauges: {} })
}
