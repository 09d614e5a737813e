import { describe, expect, test } from 'vitest'
import type { StateMachineDefinition } from '../../../engine/asl/index.ts'
import { type Action, type CallbackScript, type MockFile, simulate } from '../../../engine/simulation/index.ts'

const definition = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
      TimeoutSeconds: 259_200,
      ResultPath: '$.answer',
      Catch: [{ ErrorEquals: ['States.Timeout', 'Refused'], ResultPath: '$.why', Next: 'Tell' }],
      Next: 'Ship',
    },
    Ship: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'ship' }, OutputPath: '$.Payload', End: true },
    Tell: { Type: 'Fail', Error: 'Open', CausePath: '$.why.Error' },
  },
} as unknown as StateMachineDefinition

const mocks: MockFile = {
  StateMachines: { M: { TestCases: { Yes: { Ask: 'Accepted', Ship: 'Shipped' }, No: { Ask: 'Refusal' }, Short: { Ask: 'Nothing' } } } },
  MockedResponses: {
    Accepted: { '0-1': { Return: { van: 1 } } },
    Shipped: { '0-9': { Return: { Payload: 'shipped' } } },
    Refusal: { 0: { Throw: { Error: 'Refused', Cause: 'no van' } } },
    Nothing: {},
  },
}

const play = (mockCase: string, options: { script?: CallbackScript, actions?: Action[], until?: number } = {}) => simulate({
  definition,
  name: 'M',
  mocks,
  mockCase,
  ...(options.script ? { callbacks: { Ask: options.script } } : {}),
  ...(options.actions ? { actions: options.actions } : {}),
  ...(options.until === undefined ? {} : { until: options.until }),
})

describe('a callback', () => {
  test('comes when its script says', async () => {
    const recording = await play('Yes', { script: { after: '2h' } })
    expect(recording).toMatchObject({ status: 'SUCCEEDED', output: 'shipped', elapsed: 7200, startedAt: '2026-11-01T09:00:00.000Z', endedAt: '2026-11-01T11:00:00.000Z' })
    expect(recording.tokens).toMatchObject([{ index: 0, state: 'Ask', at: 0, deadline: 259_200, closedAt: 7200, closedBy: 'success', scheduledEventId: 3 }])
    expect(recording.journal.map(({ kind }) => kind)).toEqual(['token-issued', 'invocation', 'callback-accepted', 'invocation'])
  })

  test('that is lost times the task out', async () => {
    const recording = await play('Yes', { script: { lost: true } })
    expect(recording).toMatchObject({ status: 'FAILED', error: 'Open', cause: 'States.Timeout', elapsed: 259_200 })
    expect(recording.tokens[0]!.closedBy).toBe('timeout')
  })

  test('that comes too late is refused with TaskTimedOut, after the execution has ended', async () => {
    const recording = await play('Yes', { script: { after: '4d' } })
    expect(recording.elapsed).toBe(259_200)
    expect(recording.journal.at(-1)).toMatchObject({ at: 345_600, kind: 'callback-refused', state: 'Ask', token: 0, exception: 'TaskTimedOut', afterEventId: recording.events.length })
  })

  test('that fails is caught by its name', async () => {
    expect(await play('No')).toMatchObject({ status: 'FAILED', error: 'Open', cause: 'Refused' })
  })
})

describe('an action', () => {
  test('takes the place of the scripted answer', async () => {
    const recording = await play('Yes', { script: { after: '2h' }, actions: [{ at: 60, type: 'SendTaskFailure', error: 'Refused', cause: 'by hand' }] })
    expect(recording).toMatchObject({ status: 'FAILED', error: 'Open', elapsed: 60 })
    expect(recording.journal.filter(({ kind }) => kind.startsWith('callback'))).toHaveLength(1)
  })

  test('approves with an output of its own', async () => {
    const recording = await play('Yes', { script: { lost: true }, actions: [{ at: 5, type: 'SendTaskSuccess', output: { van: 2 } }] })
    expect(recording).toMatchObject({ status: 'SUCCEEDED', elapsed: 5 })
  })

  test('drops the callback', async () => {
    const recording = await play('Yes', { script: { after: 10 }, actions: [{ at: 1, type: 'Drop' }] })
    expect(recording).toMatchObject({ status: 'FAILED', elapsed: 259_200 })
  })

  test('stops, and redrives', async () => {
    const recording = await play('Yes', { script: { after: '1d' }, actions: [{ at: 60, type: 'StopExecution', error: 'Me' }, { at: 120, type: 'RedriveExecution' }, { at: 180, type: 'SendTaskSuccess', token: 1, output: {} }] })
    expect(recording.events.map(({ type }) => type)).toContain('ExecutionAborted')
    expect(recording.tokens.map(({ closedBy }) => closedBy)).toEqual(['aborted', 'success'])
    expect(recording).toMatchObject({ status: 'SUCCEEDED', elapsed: 180 })
  })

  test('redrives with mocks that answer better', async () => {
    const recording = await simulate({ definition, name: 'M', mocks, mockCase: 'Short', actions: [{ at: 60, type: 'RedriveExecution', mockCase: 'Yes' }] })
    expect(recording).toMatchObject({ status: 'SUCCEEDED', output: 'shipped', elapsed: 60 })
  })

  test('on a token never handed out is refused', async () => {
    const recording = await play('Yes', { script: { after: 10 }, actions: [{ at: 1, type: 'SendTaskHeartbeat', token: 7 }] })
    expect(recording.journal.find(({ kind }) => kind === 'heartbeat-refused')?.exception).toBe('InvalidToken')
  })
})

test('watching may stop while the run is open', async () => {
  const recording = await play('Yes', { script: { lost: true }, until: 3600 })
  expect(recording).toMatchObject({ status: 'RUNNING', elapsed: 3600 })
  expect(recording.endedAt).toBeUndefined()
})

test('a recording is plain data beside its meters', async () => {
  const recording = await play('Yes')
  expect(JSON.parse(JSON.stringify(recording))).toEqual(structuredClone({ ...recording }))
  expect('meters' in { ...recording }).toBe(false)
})

describe('what can\'t be run fails with a reason', () => {
  test.each([
    ['an invocation without an answer', 'Short', 'States.Runtime', 'no entry for invocation 0'],
    ['an unknown case', 'Nope', 'InvalidMockFile', 'no test case \'Nope\''],
  ])('%s', async (_what, mockCase, error, cause) => {
    const recording = await play(mockCase)
    expect(recording).toMatchObject({ status: 'FAILED', error })
    expect(recording.cause).toContain(cause)
  })

  test('a task that nothing answers', async () => {
    const recording = await simulate({ definition })
    expect(recording).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
    expect(recording.cause).toContain('Nothing answers the task \'Ask\'')
  })

  test('a start that is no date', async () => {
    expect(await simulate({ definition, start: 'yesterday' })).toMatchObject({ status: 'FAILED', error: 'InvalidStart', events: [] })
  })

  test('a definition without states', async () => {
    expect(await simulate({ definition: {} as StateMachineDefinition })).toMatchObject({ status: 'FAILED', error: 'InvalidDefinition', events: [] })
  })
})
