import { describe, expect, it } from 'vitest'
import type { Functions, LoadedMachine, ServeOptions, TaskAnswer } from '../../../engine/server/index.ts'
import { call, send, serving } from './serving.ts'

const PLACE = 'us-east-1:123456789012'
const MOCKS = { StateMachines: { order: { TestCases: { HappyPath: { Task: 'Mocked' } } } }, MockedResponses: { Mocked: { 0: { Return: { mocked: true } } } } }

/** Somebody who runs one function. */
const charging: Functions = { by: name => `functions/${name}.mjs`, has: name => name === 'charge', invoke: async () => ({ result: { paid: true } }), close: async () => {} }

function machine(resource: string, more: object = {}): LoadedMachine {
  return {
    name: 'order',
    type: 'STANDARD',
    definition: JSON.stringify({ StartAt: 'Task', States: { Task: { Type: 'Task', Resource: resource, ...more, End: true } } }),
    setUp: (world) => {
      world.lambda.add('simulated', () => ({ paid: false }))
      world.lambda.add('failing', () => { throw new Error('no money') })
    },
  }
}

async function answered(loaded: LoadedMachine, { mockCase, work, ...options }: ServeOptions & { mockCase?: string, work?: (port: number, executionArn: string) => Promise<void> } = {}) {
  const told: TaskAnswer[] = []
  const { port } = await serving({ machines: [loaded], onTask: answer => told.push(answer), pollMilliseconds: 20_000, ...options })
  await call(port, 'CreateActivity', { name: 'pack' })
  const { executionArn } = (await call(port, 'StartExecution', { stateMachineArn: `arn:aws:states:${PLACE}:stateMachine:order${mockCase === undefined ? '' : `#${mockCase}`}`, name: 'one' })).json
  await work?.(port, executionArn)
  await expect.poll(async () => (await call(port, 'DescribeExecution', { executionArn })).json.status).not.toBe('RUNNING')
  const log = JSON.parse((await send(port, { method: 'GET', path: `/_asl/answers?execution=${executionArn}` })).body)
  expect(log).toEqual(told.map((answer, index) => ({ ...answer, number: index + 1, at: new Date(answer.at).toISOString() })).reverse())
  expect(JSON.parse((await send(port, { method: 'GET', path: `/_asl/answers?after=${told.length}` })).body)).toEqual([])
  for (const answer of told) expect(answer).toMatchObject({ executionArn, state: 'Task', scheduledEventId: expect.any(Number) })
  return told.map(({ kind, name, outcome }) => [kind, ...(name === undefined ? [] : [name]), outcome])
}

const lambda = (name: string) => `arn:aws:lambda:${PLACE}:function:${name}`

describe('an answer is tagged with who gave it', () => {
  it('the simulated account', async () => {
    expect(await answered(machine(lambda('simulated')))).toEqual([['simulated account', 'succeeded']])
  })

  it('each of its attempts, when they fail', async () => {
    expect(await answered(machine(lambda('failing'), { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] }))).toEqual([['simulated account', 'failed'], ['simulated account', 'failed']])
  })

  it('a function, and the simulated account for what it does not have', async () => {
    expect(await answered(machine(lambda('charge')), { functions: [charging] })).toEqual([['function', 'functions/charge.mjs', 'succeeded']])
    expect(await answered(machine(lambda('simulated')), { functions: [charging] })).toEqual([['simulated account', 'succeeded']])
  })

  it('a mock case, and the simulated account for what it does not name', async () => {
    expect(await answered(machine(lambda('simulated')), { mocks: MOCKS, mockCase: 'HappyPath' })).toEqual([['case', 'HappyPath', 'succeeded']])
    expect(await answered(machine(lambda('simulated')), { mocks: { ...MOCKS, StateMachines: { order: { TestCases: { HappyPath: { Other: 'Mocked' } } } } }, mockCase: 'HappyPath' })).toEqual([['simulated account', 'succeeded']])
  })

  it('an activity’s worker', async () => {
    const activityArn = `arn:aws:states:${PLACE}:activity:pack`
    expect(await answered(machine(activityArn), { work: async (port) => {
      const { taskToken } = (await call(port, 'GetActivityTask', { activityArn })).json
      await call(port, 'SendTaskSuccess', { taskToken, output: '1' })
    } })).toEqual([['activity', 'pack', 'succeeded']])
  })

  it('who brings a token; a case brings its own', async () => {
    const waiting = machine('arn:aws:states:::lambda:invoke.waitForTaskToken', { Parameters: { FunctionName: 'simulated', Payload: { 'token.$': '$$.Task.Token' } } })
    expect(await answered(waiting, { work: async (port, executionArn) => {
      const scheduled = async () => (await call(port, 'GetExecutionHistory', { executionArn })).json.events.find((event: any) => event.type === 'TaskScheduled')
      await expect.poll(scheduled).toBeDefined()
      await call(port, 'SendTaskFailure', { taskToken: JSON.parse((await scheduled()).taskScheduledEventDetails.parameters).Payload.token })
    } })).toEqual([['token', 'failed']])
    expect(await answered(waiting, { mocks: MOCKS, mockCase: 'HappyPath' })).toEqual([['case', 'HappyPath', 'succeeded']])
  })

  it('nobody, where nobody has answered', async () => {
    expect(await answered(machine(`arn:aws:states:${PLACE}:activity:pack`, { TimeoutSeconds: 1 }), { clock: 'real', waitScale: 0.01, work: async port => void await call(port, 'GetActivityTask', { activityArn: `arn:aws:states:${PLACE}:activity:pack` }) })).toEqual([])
  })
})
