import type { LedgerAccount } from '../../cases/cases.ts'
import type { Asked } from '../exercise.ts'
import type { Finding } from '../grade-types.ts'
import type { Run, Subject } from '../subject.ts'
import { ledgerAt } from '../../views/ledger.ts'
import { callsByEvent, lastEvent, momentOf } from '../subject.ts'

/** What a ledger's accounts must have come to at the end, and never beyond on the way. Each execution is looked at by itself. */
export function checkLedger(asked: NonNullable<Asked['ledger']>, { runs, accounts }: Subject): Finding | undefined {
  for (const run of runs) {
    for (const [name, bounds] of Object.entries(asked)) {
      const account = accounts.find(one => one.name === name)!
      const values = run.recording.events.map((_, index) => valueAt(run, accounts, name, index + 1))
      const beyond = values.findIndex(value => value > (bounds.most ?? Number.POSITIVE_INFINITY) || value < (bounds.least ?? Number.NEGATIVE_INFINITY))
      if (beyond >= 0) {
        const expected = values[beyond]! > (bounds.most ?? Number.POSITIVE_INFINITY) ? `at most ${bounds.most}` : `at least ${bounds.least}`
        const message = `${stands(account, values[beyond]!)} after ${callsByEvent(run)[beyond] ?? 'this'}. Asked: ${expected}.`
        return { expected, actual: String(values[beyond]), message, at: momentOf(run, run.recording.events[beyond]) }
      }
      const end = values.at(-1) ?? 0
      if (bounds.end === undefined || end === bounds.end)
        continue
      const changed = values.findLastIndex((value, index) => value !== (values[index - 1] ?? 0))
      const last = changed < 0 ? 'Nothing ever changed it.' : `Last change: ${callsByEvent(run)[changed]} ${signed(values[changed]! - (values[changed - 1] ?? 0))} at event ${changed + 1}.`
      const at = momentOf(run, changed < 0 ? lastEvent(run) : run.recording.events[changed])
      return { expected: String(bounds.end), actual: String(end), message: `At the end: ${stands(account, end)}, asked is ${bounds.end}. ${last}`, at }
    }
  }
  return undefined
}

function valueAt({ recording }: Run, accounts: readonly LedgerAccount[], name: string, position: number): number {
  return ledgerAt(recording, accounts, position).find(account => account.name === name)!.value
}

function stands({ title, unit }: LedgerAccount, value: number): string {
  return `${value}${unit === undefined ? '' : ` ${unit}`} ${title}`
}

function signed(change: number): string {
  return change > 0 ? `+${change}` : `−${-change}`
}
