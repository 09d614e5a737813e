import { expect, test } from 'vitest'
import type { StateMachineDefinition } from '../../../engine/asl/index.ts'
import { LIST_PRICES, simulate } from '../../../engine/simulation/index.ts'

const poller = (laps: number) => ({
  StartAt: 'Init',
  States: {
    Init: { Type: 'Pass', Result: { lap: 0 }, Next: 'Wait' },
    Wait: { Type: 'Wait', Seconds: 30, Next: 'Count' },
    Count: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { 'Payload.$': '$.lap' }, ResultSelector: { 'lap.$': 'States.MathAdd($.Payload, 1)' }, Next: 'Done?' },
    'Done?': { Type: 'Choice', Choices: [{ Variable: '$.lap', NumericLessThan: laps, Next: 'Wait' }], Default: 'End' },
    'End': { Type: 'Succeed' },
  },
}) as unknown as StateMachineDefinition

const echo = (call: { parameters: unknown, succeed: (output: never) => unknown }) => void call.succeed(call.parameters as never)

test('a lap of polling costs nine events and three transitions', async () => {
  const [one, two] = await Promise.all([1, 2].map(laps => simulate({ definition: poller(laps), tasks: echo })))
  expect(two!.meters().events - one!.meters().events).toBe(9)
  expect(two!.meters().transitions - one!.meters().transitions).toBe(3)
  expect(two!.meters().time).toBe(60)
})

test('every retry is a transition and three events', async () => {
  const definition = { StartAt: 'T', States: { T: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: {}, Retry: [{ ErrorEquals: ['States.ALL'] }], End: true } } } as unknown as StateMachineDefinition
  const recording = await simulate({ definition, tasks: call => void (call.retryCount < 2 ? call.fail('Busy') : call.succeed({})) })
  expect(recording.meters()).toMatchObject({ events: 1 + 5 + 6 + 1, transitions: 3, dollars: 3 * LIST_PRICES.standardPerTransition })
})

test('meters can be read at any position, and never run backwards', async () => {
  const recording = await simulate({ definition: poller(3), tasks: echo })
  const all = [...recording.events.keys(), recording.events.length].map(position => recording.meters(position))
  for (const key of ['time', 'transitions', 'events', 'bytes', 'dollars'] as const) {
    expect(all.every((meters, index) => index === 0 || meters[key] >= all[index - 1]![key])).toBe(true)
  }
  expect(recording.meters(0)).toEqual({ time: 0, transitions: 0, events: 0, bytes: 0, dollars: 0 })
})

test('bytes are those of the largest payload in UTF-8', async () => {
  const definition = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } } as StateMachineDefinition
  expect((await simulate({ definition, input: 'é🙂' })).meters().bytes).toBe(2 + 2 + 4)
})

test('Express is billed by request and by time in steps of 100 ms at 64 MB', async () => {
  const definition = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 10, End: true } } } as StateMachineDefinition
  const { dollars } = (await simulate({ definition, type: 'EXPRESS' })).meters()
  expect(dollars).toBeCloseTo(0.000001 + 10 * 64 / 1024 * 0.00001667, 12)
})

test('prices can be given', async () => {
  const definition = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } } as StateMachineDefinition
  expect((await simulate({ definition })).meters(undefined, { ...LIST_PRICES, standardPerTransition: 2 }).dollars).toBe(2)
})
