import { expect, test } from 'vitest'
import type { GuardedRequest } from '../../../engine/simulation/worker/guarded.ts'
import { run } from '../../../engine/simulation/worker/run.ts'

// What ends a run in the worker is counted, so that it is the same on a slow machine: no test here has a clock.

const LAPS = {
  StartAt: 'Lap',
  States: {
    Lap: { Type: 'Pass', Next: 'Again?' } as object,
    'Again?': { Type: 'Choice', Choices: [{ Variable: '$.never', IsPresent: true, Next: 'Over' }], Default: 'Lap' },
    'Over': { Type: 'Succeed' },
  },
}

/** A Distributed Map whose children go round without end. */
const children = (ExecutionType: string): object => ({
  StartAt: 'Each',
  States: { Each: { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType }, ...LAPS }, ToleratedFailurePercentage: 100, End: true } },
})
const ITEMS = Array.from({ length: 1000 }, (_, index) => index)

const COMPUTING = {
  QueryLanguage: 'JSONata',
  StartAt: 'Compute',
  States: {
    Compute: { Type: 'Pass', Output: '{% $sum([1..20000].($ * 2)) %}', Next: 'Again?' },
    'Again?': { Type: 'Choice', Choices: [{ Condition: '{% $states.input < 0 %}', Next: 'Over' }], Default: 'Compute' },
    'Over': { Type: 'Succeed' },
  },
}

const GROWING = { ...LAPS, States: { ...LAPS.States, Lap: { Type: 'Pass', Parameters: { 'text.$': `States.Format('{}.', $.text)` }, Next: 'Again?' } } }

const answerTo = (definition: object, simulation: GuardedRequest['simulation'] = {}, limits: GuardedRequest['limits'] = {}) =>
  run({ text: JSON.stringify(definition), simulation, limits })

test('a Standard execution may fill its history to the last event', async () => {
  const { recording, problem } = await answerTo(LAPS)
  expect(problem).toBeUndefined()
  expect(recording).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
  expect(recording!.events).toHaveLength(25_000)
})

test.each([
  ['an Express loop, by the events in its history', LAPS, { type: 'EXPRESS' }, 'RecordingTooLarge', 'The run was ended after 25,000 events in its history. More is too large to show.'],
  ['texts that grow, by their bytes', GROWING, { input: { text: 'x'.repeat(200_000) } }, 'RecordingTooLarge', 'The run was ended after 50,000,000 bytes in its history. More is too large to show.'],
  ['children of a Map Run, by all their events', children('STANDARD'), { input: ITEMS }, 'RunTookTooLong', 'The run was ended after 400,000 events in the histories of all its executions.'],
  ['children begun after the end, too', children('EXPRESS'), { input: ITEMS }, 'RunTookTooLong', 'The run was ended after 400,000 events in the histories of all its executions.'],
  ['JSONata in a loop, by its steps', COMPUTING, {}, 'RunTookTooLong', 'The run was ended after 2,000,000 steps of JSONata.'],
] as const)('ends %s', async (_, definition, simulation, error, message) => {
  const answer = await answerTo(definition, simulation as GuardedRequest['simulation'])
  expect(answer.problem).toEqual({ error, message })
  expect(answer).not.toHaveProperty('recording')
})

test('who asks may allow more', async () => {
  const { recording } = await answerTo(LAPS, { type: 'EXPRESS' }, { events: 1_000_000, allEvents: 1_000_000 })
  expect(recording?.status).toBe('TIMED_OUT')
  expect(recording!.events.length).toBeGreaterThan(100_000)
})
