import { expect, test } from 'vitest'
import type { TaskCall } from '../../../engine/asl/index.ts'
import { callback, start, types } from './support.ts'

const machine = {
  StartAt: 'Ask',
  States: { Ask: { Type: 'Task', Resource: callback, Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } }, HeartbeatSeconds: 60, TimeoutSeconds: 300, End: true } },
}

function asked() {
  const calls: TaskCall[] = []
  const { clock, execution } = start(machine, {
    tasks: (call) => {
      calls.push(call)
      call.submitted({ MessageId: '1' })
    },
  })
  return { clock, execution, calls }
}

test('success with the token is the output of the state', async () => {
  const { clock, execution, calls } = asked()
  await clock.run(clock.now)
  const token = calls[0]!.taskToken!
  expect(calls[0]!.parameters).toEqual({ QueueUrl: 'q', MessageBody: { token } })
  expect(execution.status).toBe('RUNNING')
  expect(execution.tokens.succeed(token, { yes: 1 })).toBeUndefined()
  await clock.run()
  expect([execution.status, execution.output]).toEqual(['SUCCEEDED', { yes: 1 }])
})

test('a used token and a token never handed out are refused under their own names', async () => {
  const { clock, execution, calls } = asked()
  await clock.run(clock.now)
  const token = calls[0]!.taskToken!
  execution.tokens.fail(token, 'No', 'because')
  await clock.run()
  expect([execution.status, execution.error, execution.cause]).toEqual(['FAILED', 'No', 'because'])
  expect(execution.tokens.succeed(token, {})?.exception).toBe('TaskTimedOut')
  expect(execution.tokens.heartbeat('nonsense')?.exception).toBe('InvalidToken')
})

test('heartbeats put off the heartbeat timeout, never the timeout, and leave no event', async () => {
  const { clock, execution, calls } = asked()
  const started = clock.now
  for (const seconds of [50, 100, 150, 200, 250, 299]) clock.after(seconds * 1000, () => void execution.tokens.heartbeat(calls[0]!.taskToken!))
  await clock.run()
  expect(types(execution)).toEqual(['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskTimedOut', 'ExecutionFailed'])
  expect(execution.endedAt! - started).toBe(300_000)
})

test('a missed heartbeat times the task out', async () => {
  const { clock, execution } = asked()
  const started = clock.now
  await clock.run()
  expect(execution.error).toBe('States.Timeout')
  expect(execution.endedAt! - started).toBe(60_000)
})

test('a retried task has a new token, and the old one is refused', async () => {
  const tokens: string[] = []
  const { clock, execution } = start({
    StartAt: 'Ask',
    States: { Ask: { Type: 'Task', Resource: callback, Parameters: { QueueUrl: 'q', MessageBody: 'x' }, TimeoutSeconds: 10, Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }], End: true } },
  }, { tasks: call => void tokens.push(call.taskToken!) })
  await clock.run(clock.now + 15_000)
  expect(new Set(tokens).size).toBe(2)
  expect(execution.tokens.succeed(tokens[0]!, 'late')?.exception).toBe('TaskTimedOut')
  execution.tokens.succeed(tokens[1]!, 'in time')
  await clock.run()
  expect(execution.output).toBe('in time')
})
