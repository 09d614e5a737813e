import { describe, expect, it } from 'vitest'
import { Clock } from '../../../engine/asl/index.ts'
import { answer, ClockDriver, type ClockMode, openAccount } from '../../../engine/service/index.ts'
import { FAIL, PASS, ROLE, WAIT } from './asking.ts'

/** An account on a driven clock, and a wall clock that the test moves. */
function driven(mode: ClockMode, scale?: number) {
  const clock = new Clock(Date.UTC(2026, 10, 1, 9))
  const begun = clock.now
  let wall = 0
  const account = openAccount({ clock, wake: () => driver.wake(), pollMilliseconds: 1000 })
  const driver = new ClockDriver(clock, { mode, ...(scale === undefined ? {} : { scale }), wall: () => wall, busyOutside: () => account.outside.busy })
  const ask = async (operation: string, request: object): Promise<any> => {
    driver.settle()
    return answer(account, operation, request as never)
  }
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await new Promise(resolve => setImmediate(resolve))
  }
  return {
    account,
    driver,
    ask,
    pass: async (milliseconds: number) => {
      wall += milliseconds
      driver.wake()
      await turns()
    },
    create: async (name: string, definition: string, type = 'STANDARD') => (await ask('CreateStateMachine', { name, definition, roleArn: ROLE, type })).stateMachineArn as string,
    start: async (stateMachineArn: string) => {
      const { executionArn } = await ask('StartExecution', { stateMachineArn })
      await turns()
      return executionArn as string
    },
    statusOf: async (executionArn: string) => (await ask('DescribeExecution', { executionArn })).status as string,
    elapsed: () => (clock.now - begun) / 1000,
  }
}

const token = JSON.stringify({ StartAt: 'Both', States: { Both: { Type: 'Parallel', End: true, Branches: [
  { StartAt: 'Ask', States: { Ask: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:ask', TimeoutSeconds: 3600, End: true } } },
  { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 86_400, End: true } } },
] } } })

describe('a clock in real time', () => {
  it('goes as the wall clock does', async () => {
    const { create, start, statusOf, pass, elapsed } = driven('real')
    const execution = await start(await create('Orders', WAIT))
    await pass(59_000)
    expect([await statusOf(execution), elapsed()]).toEqual(['RUNNING', 59])
    await pass(1000)
    expect([await statusOf(execution), elapsed()]).toEqual(['SUCCEEDED', 60])
  })

  it('goes a hundred times as fast where waits are scaled to a hundredth', async () => {
    const { create, start, statusOf, pass, elapsed } = driven('real', 0.01)
    const execution = await start(await create('Orders', WAIT))
    await pass(590)
    expect([await statusOf(execution), elapsed()]).toEqual(['RUNNING', 59])
    await pass(10)
    expect([await statusOf(execution), elapsed()]).toEqual(['SUCCEEDED', 60])
  })

  it('answers as of now, however long nothing has happened', async () => {
    const { create, ask, pass } = driven('real')
    const stateMachineArn = await create('Orders', PASS)
    await pass(5000)
    expect((await ask('StartExecution', { stateMachineArn })).startDate).toBe(Date.UTC(2026, 10, 1, 9) / 1000 + 5)
  })

  it('does not wait where waits are scaled to nothing', async () => {
    const { create, start, statusOf } = driven('real', 0)
    expect(await statusOf(await start(await create('Orders', WAIT)))).toBe('SUCCEEDED')
  })
})

describe('a fast clock', () => {
  it('skips what only waits, and its dates tell of the time that has gone', async () => {
    const { create, start, statusOf, elapsed } = driven('fast')
    const execution = await start(await create('Orders', WAIT))
    expect([await statusOf(execution), elapsed()]).toEqual(['SUCCEEDED', 60])
  })

  it('skips no time in which somebody outside may still answer', async () => {
    const { ask, create, start, statusOf, pass, elapsed } = driven('fast')
    const { activityArn } = await ask('CreateActivity', { name: 'ask' })
    const polled = ask('GetActivityTask', { activityArn })
    const execution = await start(await create('Orders', token))
    const { taskToken } = await polled
    expect([await statusOf(execution), elapsed()]).toEqual(['RUNNING', 0])
    await pass(3599_000)
    await ask('SendTaskSuccess', { taskToken, output: '{}' })
    await pass(0)
    expect([await statusOf(execution), elapsed()]).toEqual(['SUCCEEDED', 86_400])
  })

  it('gives up on who does not answer in real time', async () => {
    const { ask, create, start, statusOf, pass } = driven('fast')
    const { activityArn } = await ask('CreateActivity', { name: 'ask' })
    const polled = ask('GetActivityTask', { activityArn })
    const execution = await start(await create('Orders', token))
    await polled
    await pass(3600_000)
    expect(await statusOf(execution)).toBe('FAILED')
  })

  it('answers who waits for an execution of five minutes at once', async () => {
    const { ask, create } = driven('fast')
    const stateMachineArn = await create('Quick', WAIT, 'EXPRESS')
    expect((await ask('StartSyncExecution', { stateMachineArn })).status).toBe('SUCCEEDED')
  })
})

describe('a clock that is moved', () => {
  it('stands still, and goes where it is told', async () => {
    const { create, start, statusOf, pass, driver, elapsed } = driven('manual')
    const execution = await start(await create('Orders', WAIT))
    await pass(3600_000)
    expect([await statusOf(execution), elapsed()]).toEqual(['RUNNING', 0])
    await driver.moveTo(Date.UTC(2026, 10, 1, 9, 0, 59))
    expect([await statusOf(execution), elapsed()]).toEqual(['RUNNING', 59])
    expect(await driver.moveToNext()).toBe(true)
    expect([await statusOf(execution), elapsed()]).toEqual(['SUCCEEDED', 60])
    expect(await driver.moveToNext()).toBe(false)
    await driver.moveTo(0)
    expect(elapsed()).toBe(60)
  })

  it('runs what waits for nothing', async () => {
    const { create, start, statusOf } = driven('manual')
    expect(await statusOf(await start(await create('Orders', FAIL)))).toBe('FAILED')
  })
})

describe('turns', () => {
  it('a machine without an end keeps nobody waiting', async () => {
    const clock = new Clock(Date.UTC(2026, 10, 1, 9))
    const account = openAccount({ clock, wake: () => driver.wake() })
    const driver = new ClockDriver(clock, { mode: 'fast' })
    const endless = JSON.stringify({ StartAt: 'Count', States: { Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Count' } } })
    const create = async (name: string, definition: string) => (await answer(account, 'CreateStateMachine', { name, definition, roleArn: ROLE })).stateMachineArn as string
    const loop = await create('Loop', `${endless.slice(0, -2)},"End":{"Type":"Succeed"}}}`.replace('"Next":"Count"', '"Next":"Again"').replace('"End":{', '"Again":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericLessThan":0,"Next":"End"}],"Default":"Count"},"End":{'))
    const short = await create('Short', PASS)
    const loops = []
    for (let index = 0; index < 20; index++) loops.push((await answer(account, 'StartExecution', { stateMachineArn: loop, input: '{"n":1}' })).executionArn as string)
    const { executionArn } = await answer(account, 'StartExecution', { stateMachineArn: short })
    const status = async (arn: string) => (await answer(account, 'DescribeExecution', { executionArn: arn })).status
    for (let turn = 0; turn < 1000 && await status(executionArn as string) === 'RUNNING'; turn++) await new Promise(resolve => setImmediate(resolve))
    expect(await status(executionArn as string)).toBe('SUCCEEDED')
    expect((await Promise.all(loops.map(status))).filter(found => found === 'RUNNING').length).toBeGreaterThan(15)
    for (const arn of loops) await answer(account, 'StopExecution', { executionArn: arn })
    expect(new Set(await Promise.all(loops.map(status)))).toEqual(new Set(['ABORTED']))
  })
})
