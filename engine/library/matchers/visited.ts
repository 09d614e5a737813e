import { eventsOf, type Lent, placeOf, say, type Verdict, type WithHistory } from './received.ts'

/** Whether states were entered in an order; others may lie between them. */
export function hasVisited(received: WithHistory, states: readonly string[], { isNot }: Lent): Verdict {
  const events = [...eventsOf(received)].sort((a, b) => (a.id ?? 0) - (b.id ?? 0))
  const entered = events.filter(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name !== undefined)
  let found = 0
  let last: typeof entered[number] | undefined
  for (const event of entered) {
    if (found === states.length) break
    if (event.stateEnteredEventDetails!.name !== states[found]) continue
    found++
    last = event
  }
  const pass = found === states.length
  const path = entered.map(({ stateEnteredEventDetails }) => stateEnteredEventDetails!.name).join(' → ') || 'no state was entered'
  const missing = states[found]
  const where = pass ? last && placeOf(events, last) : `${missing} was not entered${last ? ` after ${placeOf(events, last)}` : ''}`
  return { pass, message: () => say(`${isNot ? 'not ' : ''}${states.join(' → ')}`, path, where) }
}
