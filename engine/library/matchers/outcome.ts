import { type Ended, endOf, eventsOf, lastWord, type Lent, placeOf, say, textOf, type Verdict } from './received.ts'

/** Whether a run has succeeded, and with the output that is asked for, where one is. */
export function succeedsWith(received: Ended, asked: readonly unknown[], lent: Lent): Verdict {
  const events = eventsOf(received)
  const succeeded = received.status === 'SUCCEEDED'
  const pass = succeeded && (asked.length === 0 || lent.equals(received.output, asked[0]))
  const wanted = `that it ${lent.isNot ? 'does not succeed' : 'succeeds'}${asked.length === 0 ? '' : ` with ${textOf(asked[0], lent.utils)}`}`
  return {
    pass,
    message: () => say(wanted, endOf(received, lent), whereOf(received, events)),
    // A failed run has no output to be compared with.
    ...(succeeded && asked.length > 0 ? { expected: asked[0], actual: received.output } : {}),
  }
}

/** Whether a run has failed, and with the error and the cause that are asked for, where they are. */
export function failsWith(received: Ended, { error, cause }: { error: string | RegExp | undefined, cause: string | RegExp | undefined }, lent: Lent): Verdict {
  const events = eventsOf(received)
  const failed = received.status !== 'SUCCEEDED' && received.status !== 'RUNNING'
  const parts = [error === undefined ? '' : ` with ${wordsOf(error)}`, cause === undefined ? '' : ` because ${wordsOf(cause)}`]
  return {
    pass: failed && fits(received.error, error) && fits(received.cause, cause),
    message: () => say(`that it ${lent.isNot ? 'does not fail' : 'fails'}${parts.join('')}`, endOf(received, lent), whereOf(received, events)),
  }
}

function whereOf(received: Ended, events: ReturnType<typeof eventsOf>): string | undefined {
  const event = received.status === 'SUCCEEDED' ? events.at(-1) : lastWord(received)
  return event && placeOf(events, event)
}

function fits(actual: string | undefined, wanted: string | RegExp | undefined): boolean {
  if (wanted === undefined) return true
  return typeof wanted === 'string' ? actual === wanted : actual !== undefined && actual.search(wanted) >= 0
}

function wordsOf(wanted: string | RegExp): string {
  return typeof wanted === 'string' ? `“${wanted}”` : String(wanted)
}
