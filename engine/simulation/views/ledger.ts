import type { HistoryEvent } from '../../asl/execution/history/history.ts'
import type { LedgerAccount } from '../cases/cases.ts'
import type { Recording } from '../recording/types.ts'
import { calledByEvents } from '../mocks/called-name.ts'
import { stateOfEvents } from './run-view.ts'

/** An account of the ledger at one moment. */
export interface LedgerValue {
  name: string
  title: string
  unit?: string
  /** The value that is fine at the end. */
  good?: number
  value: number
}

const SUCCEEDED = new Set(['TaskSucceeded', 'LambdaFunctionSucceeded', 'ActivitySucceeded'])

/** What each event of a history adds to each account, summed up from the start: one list an account, one number a position. */
const sums = new WeakMap<readonly HistoryEvent[], WeakMap<readonly LedgerAccount[], number[][]>>()

/**
 * The effects in the world outside after the first `position` events: a function of the history, whatever the run is doing.
 *
 * @param recording a run
 * @param accounts what to count
 * @param position how many events have been written; all of them by default
 * @returns the accounts in their order, each with its value
 */
export function ledgerAt(recording: Recording, accounts: readonly LedgerAccount[], position = recording.events.length): LedgerValue[] {
  const totals = totalsOf(recording.events, accounts)
  const at = Math.max(0, Math.min(position, recording.events.length))
  return accounts.map(({ on, least, ...account }, index) => ({ ...account, value: totals[index]![at]! }))
}

function totalsOf(events: readonly HistoryEvent[], accounts: readonly LedgerAccount[]): number[][] {
  let byAccounts = sums.get(events)
  if (!byAccounts)
    sums.set(events, byAccounts = new WeakMap())
  let totals = byAccounts.get(accounts)
  if (!totals) {
    const states = accounts.length > 0 ? stateOfEvents(events) : []
    const called = accounts.length > 0 ? calledByEvents(events) : []
    totals = accounts.map(({ on, least = Number.NEGATIVE_INFINITY }) => {
      const list = [0]
      events.forEach(({ type }, index) => {
        const names = new Set([states[index], called[index]])
        let added = 0
        for (const name of names)
          added += name === undefined ? 0 : (on[`${type} ${name}`] ?? 0) + (SUCCEEDED.has(type) ? on[name] ?? 0 : 0)
        list.push(Math.max(least, list[index]! + added))
      })
      return list
    })
    byAccounts.set(accounts, totals)
  }
  return totals
}
