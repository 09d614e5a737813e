import type { StateMachineDefinition } from '../../engine/asl/index.ts'
import { describe, expect, it } from 'vitest'
import { readHistory } from '../../viewer/execution/history.ts'
import { waitingTasks } from '../../viewer/waiting/waiting-tasks.ts'
import { asking } from '../engine/service/asking.ts'

const QUEUE = 'https://sqs.us-east-1.amazonaws.com/123456789012/jobs'

/** A machine whose states wait, started; with what is to be seen of it. */
async function started(definition: object, before?: (asked: ReturnType<typeof asking>) => Promise<unknown>) {
  const asked = asking()
  const { ask, create, start, run, account } = asked
  account.world.sqs.create('jobs')
  await before?.(asked)
  const executionArn = await start(await create('waits', JSON.stringify(definition)), { input: '{"order":7}' })
  await run(0)
  return {
    ...asked,
    executionArn,
    waiting: async () => waitingTasks(await readHistory((operation, request) => ask(operation, request as never), executionArn), definition as StateMachineDefinition),
    run: () => run(0),
  }
}

const send = (body: unknown, more: object = {}) => ({ StartAt: 'Ask', States: { Ask: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters: { QueueUrl: QUEUE, MessageBody: body }, TimeoutSeconds: 3600, ...more, End: true } } })
const jsonata = (MessageBody: unknown) => ({ QueryLanguage: 'JSONata', StartAt: 'Ask', States: { Ask: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Arguments: { QueueUrl: QUEUE, MessageBody }, End: true } } })

describe('a token', () => {
  it.each([
    ['where a JSONPath machine puts it', send({ 'token.$': '$$.Task.Token', 'order.$': '$.order' })],
    ['where a JSONata machine puts it', jsonata({ deep: [{ token: '{% $states.context.Task.Token %}' }] })],
    ['within a text', jsonata('{% "https://shop.example/approve?t=" & $states.context.Task.Token & "&x=1" %}')],
  ])('is found %s, and does', async (_where, definition) => {
    const { ask, waiting, run, executionArn } = await started(definition)
    const [task, ...others] = await waiting()
    expect(others).toEqual([])
    expect(task).toMatchObject({ state: 'Ask', kind: 'token', since: Date.UTC(2026, 10, 1, 9) })
    await ask('SendTaskHeartbeat', { taskToken: task!.token! })
    await ask('SendTaskSuccess', { taskToken: task!.token!, output: '1' })
    await run()
    expect((await ask('DescribeExecution', { executionArn })).status).toBe('SUCCEEDED')
    expect(await waiting()).toEqual([])
  })

  it('is left open where the history does not tell it', async () => {
    const { waiting } = await started(send({ nothing: true }, { HeartbeatSeconds: 60 }))
    const [task] = await waiting()
    expect(task).toEqual({ state: 'Ask', event: 3, kind: 'token', since: Date.UTC(2026, 10, 1, 9), timeoutAt: Date.UTC(2026, 10, 1, 10), heartbeatSeconds: 60, input: expect.stringContaining('"nothing":true') })
  })

  it('of each iteration is one of its own, and a stopped execution waits for none', async () => {
    const { ask, waiting, executionArn } = await started({ StartAt: 'Each', States: { Each: { Type: 'Map', ItemsPath: '$$.Execution.Input.list', ItemProcessor: send({ 'token.$': '$$.Task.Token' }), End: true } } }, undefined)
    expect(await waiting()).toEqual([])
    expect((await ask('DescribeExecution', { executionArn })).status).toBe('FAILED')
    const many = await started({ StartAt: 'All', States: { All: { Type: 'Parallel', Branches: [send({ 'token.$': '$$.Task.Token' }), { StartAt: 'Too', States: { Too: send({ 'token.$': '$$.Task.Token' }).States.Ask } }], End: true } } })
    const tasks = await many.waiting()
    expect(tasks.map(({ state }) => state)).toEqual(['Ask', 'Too'])
    expect(new Set(tasks.map(({ token }) => token)).size).toBe(2)
    await many.ask('StopExecution', { executionArn: many.executionArn })
    expect(await many.waiting()).toEqual([])
  })
})

describe('a token after a redrive', () => {
  it('is found, and waits for the state that failed before', async () => {
    const definition = send({ 'token.$': '$$.Task.Token' })
    const { ask, waiting, run, executionArn } = await started(definition)
    const [first] = await waiting()
    await ask('SendTaskFailure', { taskToken: first!.token!, error: 'Broken' })
    await run()
    expect(await waiting()).toEqual([])
    await ask('RedriveExecution', { executionArn })
    await run()
    const [again] = await waiting()
    expect(again).toMatchObject({ state: 'Ask', kind: 'token' })
    expect(again!.token).not.toBe(first!.token)
    await ask('SendTaskSuccess', { taskToken: again!.token!, output: '1' })
    await run()
    expect((await ask('DescribeExecution', { executionArn })).status).toBe('SUCCEEDED')
  })
})

describe('a task of an activity', () => {
  it('waits for a worker, is with one, and is over', async () => {
    const activityArn = 'arn:aws:states:us-east-1:123456789012:activity:pack'
    const { ask, waiting, run } = await started(
      { StartAt: 'Pack', States: { Pack: { Type: 'Task', Resource: activityArn, HeartbeatSeconds: 60, End: true } } },
      ({ ask }) => ask('CreateActivity', { name: 'pack' }),
    )
    expect(await waiting()).toMatchObject([{ state: 'Pack', kind: 'activity', activityArn, input: '{"order":7}', heartbeatSeconds: 60 }])
    const { taskToken } = await ask('GetActivityTask', { activityArn, workerName: 'ann' })
    expect(await waiting()).toMatchObject([{ kind: 'taken', worker: 'ann' }])
    await ask('SendTaskFailure', { taskToken, error: 'Broken' })
    await run()
    expect(await waiting()).toEqual([])
  })
})
