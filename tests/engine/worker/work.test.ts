import { expect, test } from 'vitest'
import type { StateMachineDefinition } from '../../../engine/asl/index.ts'
import { simulateIn } from '../../../engine/simulation/run/simulate-in.ts'
import { PAGE_LIMITS, WorkLimitReached } from '../../../engine/simulation/run/work.ts'
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
  ['an Express loop, by the events in its history', LAPS, { type: 'EXPRESS' }, 'RecordingTooLarge', 'The run was ended after 25,000 events in its history, still going round Lap → Again? → Lap (6,250 times). More is too large to show.'],
  ['texts that grow, by their bytes', GROWING, { input: { text: 'x'.repeat(200_000) } }, 'RecordingTooLarge', 'The run was ended after 50,000,000 bytes in its history, still going round Lap → Again? → Lap (63 times). More is too large to show.'],
  ['children of a Map Run, by all their events', children('STANDARD'), { input: ITEMS }, 'RunTookTooLong', 'The run was ended after 400,000 events in the histories of all its executions, still going round Lap → Again? → Lap (100,000 times).'],
  ['children begun after the end, too', children('EXPRESS'), { input: ITEMS }, 'RunTookTooLong', 'The run was ended after 400,000 events in the histories of all its executions, still going round Lap → Again? → Lap (100,000 times).'],
  ['JSONata in a loop, by its steps', COMPUTING, {}, 'RunTookTooLong', 'The run was ended after 2,000,000 steps of its expressions, still going round Compute → Again? → Compute (25 times).'],
] as const)('ends %s', async (_, definition, simulation, error, message) => {
  const answer = await answerTo(definition, simulation as GuardedRequest['simulation'])
  expect(answer.problem).toEqual({ error, message })
  expect(answer).not.toHaveProperty('recording')
})

test('a run that is ended says what it came to and where it was, the busiest place first', async () => {
  const inner = { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } }
  const each = { Type: 'Map', ItemsPath: '$.items', ResultPath: null, ItemProcessor: inner, Next: 'Again?' }
  const definition = { ...LAPS, States: { ...LAPS.States, Lap: each } } as unknown as StateMachineDefinition
  const running = simulateIn({ definition, input: { items: ITEMS }, type: 'EXPRESS' }, undefined, PAGE_LIMITS)
  const ended = await running.catch((thrown: unknown) => thrown as WorkLimitReached) as WorkLimitReached
  expect(ended).toBeInstanceOf(WorkLimitReached)
  expect(ended.whereabouts).toEqual([{ kind: 'entered', states: ['One'], times: 6231 }, { kind: 'round', states: ['Lap', 'Again?'], times: 7 }])
  expect(ended.message).toBe('The run was ended after 25,000 events in its history, having entered One 6,231 times, still going round Lap → Again? → Lap (7 times).')
  expect(ended.done).toMatchObject({ events: 25_001, allEvents: 25_001, transitions: 6244 })
  expect(ended.recording).toMatchObject({ status: 'ABORTED', error: 'WorkLimitReached', cause: ended.message })
  expect(ended.recording!.events.at(-1)!.type).toBe('ExecutionAborted')
})

test('a task that is tried without end is named', async () => {
  const definition = { StartAt: 'Ask', States: { Ask: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: {}, Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 99_999_999, BackoffRate: 1 }], End: true } } }
  const mocks = { StateMachines: { StateMachine: { TestCases: { Busy: { Ask: 'Busy' } } } }, MockedResponses: { Busy: { '0-99999999': { Throw: { Error: 'Busy', Cause: '' } } } } }
  const { problem } = await answerTo(definition, { mocks, mockCase: 'Busy' }, { events: 3000 })
  expect(problem?.message).toContain('after 3,000 events in its history, still trying Ask again (')
})

test('what goes on without events is ended by the turns of the clock', async () => {
  const definition = { StartAt: 'Wait', States: { Wait: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters: { QueueUrl: 'q', MessageBody: 'm' }, End: true } } }
  const mocks = { StateMachines: { StateMachine: { TestCases: { Slow: { Wait: 'Slow' } } } }, MockedResponses: { Slow: { 0: { Return: {} } } } }
  const { problem } = await answerTo(definition, { mocks, mockCase: 'Slow', callbacks: { Wait: { after: '365d', heartbeatEvery: 1 } } }, { turns: 10_000 })
  expect(problem).toEqual({ error: 'RunTookTooLong', message: 'The run was ended after 10,000 turns of its clock, in Wait.' })
})

test.each([
  ['paths that go down into everything', { text: 'x', list: Array.from({ length: 20_000 }, (_, index) => index) }, { 'n.$': 'States.ArrayLength($..*)' }],
  ['digests of long texts', { text: 'x'.repeat(9000) }, { 'n.$': `States.Hash($.text, 'SHA-512')` }],
])('%s are counted as steps', async (_, input, Parameters) => {
  const definition = { ...LAPS, States: { ...LAPS.States, Lap: { Type: 'Pass', Parameters, ResultPath: '$.found', Next: 'Again?' } } }
  const { problem } = await answerTo(definition, { input }, { steps: 25_000 })
  expect(problem).toMatchObject({ error: 'RunTookTooLong', message: expect.stringMatching(/^The run was ended after 25,000 steps of its expressions, still going round Lap → Again\? → Lap \(\d+ times\)\.$/) })
})

test('a run is ended in the middle of a state, and writes nothing after that', async () => {
  const Output = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`k${index}`, '{% $sum([1..20000].($ * 2)) %}']))
  const definition = { QueryLanguage: 'JSONata', StartAt: 'Compute', States: { Compute: { Type: 'Pass', Output, End: true } } } as unknown as StateMachineDefinition
  const limits = { ...PAGE_LIMITS, steps: 500_000 }
  const ended = await simulateIn({ definition }, undefined, limits).catch((thrown: unknown) => thrown as WorkLimitReached) as WorkLimitReached
  expect(ended.message).toBe('The run was ended after 500,000 steps of its expressions, in Compute.')
  expect(ended.done.steps).toBeLessThan(600_000)
  expect(ended.recording!.events.map(({ type }) => type)).toEqual(['ExecutionStarted', 'PassStateEntered', 'ExecutionAborted'])
})

test('who asks may allow more', async () => {
  const { recording } = await answerTo(LAPS, { type: 'EXPRESS' }, { events: 1_000_000, allEvents: 1_000_000 })
  expect(recording?.status).toBe('TIMED_OUT')
  expect(recording!.events.length).toBeGreaterThan(100_000)
})
