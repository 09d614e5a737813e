import { type AnyEvent, eventsOf, type Lent, placeOf, say, type Verdict, type WithHistory } from './received.ts'

/** Whether two histories tell the same. */
export function matchesHistory(received: WithHistory, other: WithHistory, lent: Lent): Verdict {
  const events = eventsOf(received)
  const wanted = eventsOf(other)
  const actual = events.map(withoutChance)
  const expected = wanted.map(withoutChance)
  const differs = Array.from({ length: Math.max(actual.length, expected.length) }, (_, index) => index).find(index => !lent.equals(actual[index], expected[index]))
  if (differs === undefined) return { pass: true, message: () => say('another history', `the same ${events.length} events`) }
  const place = (list: readonly AnyEvent[]): string => list[differs] ? placeOf(list, list[differs]) : `no event ${differs + 1}: it ends with ${list.length}`
  return {
    pass: false,
    message: () => say(place(wanted), place(events), `the first ${differs} ${differs === 1 ? 'event is' : 'events are'} the same`),
    expected: expected[differs],
    actual: actual[differs],
  }
}

const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g
const DATE = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g
const EXECUTION = /(arn:[\w-]+:states:)[^:\s"]*:[^:\s"]*:(execution|express|mapRun|stateMachine):[^\s"\\]*/g

/** An event without what differs between two runs of the same: times, identifiers, where it ran. */
function withoutChance(event: AnyEvent): unknown {
  const { timestamp, ...rest } = event as AnyEvent & { timestamp?: unknown }
  return plain(rest)
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined).map(([key, member]) => [key, plain(member)]))
}

/** Text that is JSON is compared as what it says, whatever spaces it has. */
function plainText(text: string): unknown {
  if (/^\s*[[{]/.test(text)) {
    try {
      return plain(JSON.parse(text))
    }
    catch {
      // It only begins like JSON.
    }
  }
  return text.replace(EXECUTION, '$1<place>:$2:<name>').replace(UUID, '<id>').replace(DATE, '<time>')
}
