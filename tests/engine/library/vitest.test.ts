import { expect, test } from 'vitest'
import { run } from '../../../engine/library/index.ts'
import '../../../engine/library/vitest.ts'

const definition = `
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: { FunctionName: charge }
    Next: Ship
  Ship: { Type: Pass, End: true }
`
const good = await run(definition, { tasks: { Charge: () => ({ paid: true }) } })
const bad = await run(definition, { tasks: { Charge: () => { throw Object.assign(new Error('no money'), { name: 'Declined' }) } } })

/** What a matcher says when it does not hold. */
function told(assertion: () => void): string {
  try {
    assertion()
  }
  catch (error) {
    return (error as Error).message
  }
  throw new Error('it held')
}

test('matchers hold where they should', () => {
  expect(good).toSucceedWith({ paid: true })
  expect(good).toSucceedWith(expect.objectContaining({ paid: expect.any(Boolean) }))
  expect(good).toSucceedWith()
  expect(good).not.toSucceedWith({ paid: false })
  expect(good).not.toFailWith()
  expect(bad).toFailWith('Declined')
  expect(bad).toFailWith(/^Decl/, /money/)
  expect(bad).not.toFailWith('Declined', 'money')
  expect(bad).not.toSucceedWith()
  expect(good).toHaveVisited(['Charge', 'Ship'])
  expect(good).not.toHaveVisited(['Ship', 'Charge'])
  expect(good).toMatchHistory(good)
  expect(good).not.toMatchHistory(bad)
  expect(good).toCoverStates()
  expect(bad.coverage).toCoverStates(0.5)
  expect(bad).not.toCoverStates(0.6)
})

test('a history of another time, another account and by an SDK is the same', async () => {
  const later = await run(definition, { start: '2027-01-01T00:00:00Z', name: 'other', seed: 9, tasks: { Charge: () => ({ paid: true }) } })
  expect(later).toMatchHistory(good)
  const answered = { events: later.events.map(event => ({ ...event, timestamp: new Date(event.timestamp) })) }
  expect(answered).toMatchHistory(good)
})

test.each<[string, () => void, string]>([
  ['toSucceedWith', () => expect(bad).toSucceedWith({ paid: true }), 'asked:    that it succeeds with {"paid": true}\nhappened: FAILED with Declined because “no money”\nwhere:    event 5, TaskFailed in Charge'],
  ['toSucceedWith, another output', () => expect(good).toSucceedWith({ paid: false }), 'asked:    that it succeeds with {"paid": false}\nhappened: SUCCEEDED with {"paid": true}\nwhere:    event 9, ExecutionSucceeded in Ship'],
  ['not.toSucceedWith', () => expect(good).not.toSucceedWith(), 'asked:    that it does not succeed\nhappened: SUCCEEDED with {"paid": true}\nwhere:    event 9, ExecutionSucceeded in Ship'],
  ['toFailWith', () => expect(bad).toFailWith('Busy', /full/), 'asked:    that it fails with “Busy” because /full/\nhappened: FAILED with Declined because “no money”\nwhere:    event 5, TaskFailed in Charge'],
  ['toHaveVisited', () => expect(bad).toHaveVisited(['Charge', 'Ship']), 'asked:    Charge → Ship\nhappened: Charge\nwhere:    Ship was not entered after event 2, TaskStateEntered in Charge'],
  ['toMatchHistory', () => expect(bad).toMatchHistory(good), 'asked:    event 5, TaskSucceeded in Charge\nhappened: event 5, TaskFailed in Charge\nwhere:    the first 4 events are the same'],
  ['toCoverStates', () => expect(bad).toCoverStates(0.9), 'asked:    that 90 % of the states are entered\nhappened: 1 of 2 were, 50 %, in 1 run\nwhere:    never entered: Ship'],
])('%s says what was asked, what happened, and where', (_name, assertion, message) => {
  expect(told(assertion)).toBe(message)
})

test('what is no run is said to be none', () => {
  expect(told(() => expect({ status: 'SUCCEEDED' } as never).toSucceedWith())).toMatch(/^It takes a run/)
  expect(told(() => expect({}).toCoverStates())).toMatch(/^It takes a coverage/)
})
