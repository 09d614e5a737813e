import type { Finding } from '../grade-types.ts'
import type { Subject } from '../subject.ts'
import { lastEvent, momentOf } from '../subject.ts'

/** The exceptions that callbacks are refused with, in their order. */
export function checkRefused(asked: string[], { runs: [run] }: Subject): Finding | undefined {
  const refused = run!.recording.journal.filter(({ kind }) => kind === 'callback-refused')
  const index = [...asked, ''].findIndex((name, at) => (refused[at]?.exception ?? '') !== name)
  if (index < 0)
    return undefined
  const entry = refused[index]
  const expected = asked.join(', ') || 'none refused'
  const actual = refused.map(({ exception }) => exception).join(', ') || 'none refused'
  const accepted = run!.recording.journal.findLast(({ kind }) => kind === 'callback-accepted')
  if (entry)
    return { expected, actual, message: `An answer for ${entry.state} was refused with ${entry.exception}. Asked: ${expected}.`, at: { ...momentOf(run!, run!.recording.events[entry.afterEventId - 1]), seconds: entry.at } }
  const message = accepted ? `No answer was refused, the one for ${accepted.state} was taken. Asked: ${expected}.` : `No answer was refused. Asked: ${expected}.`
  const at = accepted ? { ...momentOf(run!, run!.recording.events[accepted.afterEventId - 1]), seconds: accepted.at } : momentOf(run!, lastEvent(run!))
  return { expected, actual, message, at }
}
