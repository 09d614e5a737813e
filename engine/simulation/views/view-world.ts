import type { HistoryEvent } from '../../asl/execution/history/history.ts'
import type { ExecutionStatus } from '../../asl/execution/names/status.ts'
import type { LedgerAccount } from '../cases/cases.ts'
import type { LedgerValue } from './ledger.ts'
import type { Meters, Prices } from '../recording/types.ts'
import type { WorldExecution, WorldRecording } from '../recording/world-recording.ts'
import { ledgerAt } from './ledger.ts'
import { activeStates } from './active-states.ts'

/** How one execution of a world stands at a moment. */
export interface ExecutionView {
  index: number
  /** Events written by then; 0 before it was started. */
  position: number
  /** Undefined before it was started. */
  status: ExecutionStatus | undefined
  /** The states being worked on, the latest last. */
  state: readonly string[]
  meters: Meters
}

export interface WorldTotals {
  running: number
  succeeded: number
  failed: number
  aborted: number
  timedOut: number
  /** Billed ones: an Express execution has none. */
  transitions: number
  /** Events of the longest history. */
  events: number
  dollars: number
}

/** A world at a moment: a function of the recording and the time, and of nothing else. */
export interface WorldView {
  executions: ExecutionView[]
  totals: WorldTotals
}

/** In milliseconds: sums of seconds are not exact in binary, and events of this very moment must count. */
const MICROSECOND = 0.001

const COUNTED = { RUNNING: 'running', SUCCEEDED: 'succeeded', FAILED: 'failed', ABORTED: 'aborted', TIMED_OUT: 'timedOut' } as const
const ENDED: Record<string, ExecutionStatus> = { ExecutionSucceeded: 'SUCCEEDED', ExecutionFailed: 'FAILED', ExecutionAborted: 'ABORTED', ExecutionTimedOut: 'TIMED_OUT' }

/**
 * The world as it stands at a moment.
 *
 * @param world a recording
 * @param at virtual seconds since the world began; what happens at that very moment has happened
 * @param prices what executions cost; list prices by default
 * @returns every execution, and the sums over all that were started by then
 */
export function viewWorld(world: WorldRecording, at: number, prices?: Prices): WorldView {
  const totals: WorldTotals = { running: 0, succeeded: 0, failed: 0, aborted: 0, timedOut: 0, transitions: 0, events: 0, dollars: 0 }
  const executions = world.executions.map((execution): ExecutionView => {
    const { recording } = execution
    const position = positionAt(execution, at)
    const meters = recording.meters(position, prices)
    if (position === 0)
      return { index: execution.index, position, status: undefined, state: [], meters: { ...meters, dollars: 0 } }
    const status = ENDED[recording.events[position - 1]!.type] ?? 'RUNNING'
    totals[COUNTED[status]]++
    totals.transitions += recording.type === 'STANDARD' ? meters.transitions : 0
    totals.events = Math.max(totals.events, meters.events)
    totals.dollars += meters.dollars
    return { index: execution.index, position, status, state: activeStates(recording, position), meters }
  })
  return { executions, totals }
}

/**
 * How many events of an execution are written at a moment of its world.
 *
 * @param execution one of the world's executions
 * @param at virtual seconds since the world began
 */
export function positionAt({ at: began, recording: { events } }: WorldExecution, at: number): number {
  if (at < began || events.length === 0)
    return 0
  const limit = events[0]!.timestamp + (at - began) * 1000 + MICROSECOND
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((events[middle] as HistoryEvent).timestamp <= limit)
      low = middle + 1
    else
      high = middle
  }
  return low
}

/**
 * The effects in the world outside at a moment, summed up over all executions.
 *
 * @param world a recording
 * @param accounts what to count
 * @param at virtual seconds since the world began; the end by default
 */
export function worldLedgerAt(world: WorldRecording, accounts: readonly LedgerAccount[], at = Number.POSITIVE_INFINITY): LedgerValue[] {
  const values: LedgerValue[] = accounts.map(({ on, ...account }) => ({ ...account, value: 0 }))
  for (const execution of world.executions) {
    ledgerAt(execution.recording, accounts, Number.isFinite(at) ? positionAt(execution, at) : undefined)
      .forEach(({ value }, index) => { values[index]!.value += value })
  }
  return values
}
