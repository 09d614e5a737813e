import { describe, expect, test } from 'vitest'
import { type Json, type JsonObject, prepare, type StateMachineDefinition } from '../../../engine/asl/index.ts'
import { World } from '../../../engine/simulation/index.ts'

const ORDERS = 'arn:aws:states:eu-west-1:111111111111:stateMachine:Orders'
const DAY = 86_400_000

const machine = (name: string, states: object, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
  prepare({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0]!, States: states } as unknown as StateMachineDefinition, { name, type })

/** A world with orders whose courier answers once `mended`, and with the means to ask Step Functions by a task. */
function shop() {
  const world = new World()
  const courier = { mended: false, calls: 0 }
  world.lambda.add('charge', () => ({}))
  world.lambda.add('courier', () => {
    courier.calls++
    if (!courier.mended) throw Object.assign(new Error('Bad deploy'), { name: 'Courier.Down' })
    return { van: 'VAN-12' }
  }, { duration: () => 5 })
  const call = (name: string, more: object) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: name }, ...more })
  world.add(machine('Orders', { Charge: call('charge', { Next: 'Ask' }), Ask: call('courier', { End: true }) }))
  const run = async (milliseconds?: number) => world.clock.run(milliseconds === undefined ? undefined : world.clock.now + milliseconds)
  const ask = async (action: string, parameters: JsonObject) => {
    const asked = world.start(machine(`Ask-${action}`, { T: { Type: 'Task', Resource: `arn:aws:states:::aws-sdk:sfn:${action}`, Arguments: '{% $states.input %}', End: true } }), { input: parameters })
    await run(1)
    return asked.status === 'SUCCEEDED' ? asked.output as JsonObject : { error: asked.error!, cause: asked.cause! }
  }
  return { world, courier, run, ask }
}

const names = (answer: JsonObject) => (answer.Executions as JsonObject[]).map(({ Name }) => Name)

describe('listExecutions', () => {
  test('the latest start comes first, and only those of the machine and the status', async () => {
    const { world, courier, run, ask } = shop()
    for (const name of ['first', 'second', 'third']) {
      courier.mended = name === 'second'
      world.start('Orders', { name })
      await run(10_000)
    }
    expect(names(await ask('listExecutions', { StateMachineArn: ORDERS }))).toEqual(['third', 'second', 'first'])
    const failed = await ask('listExecutions', { StateMachineArn: ORDERS, StatusFilter: 'FAILED' })
    expect(names(failed)).toEqual(['third', 'first'])
    expect((failed.Executions as Json[])[1]).toEqual({
      ExecutionArn: expect.stringMatching(/:execution:Orders:first$/),
      Name: 'first',
      RedriveCount: 0,
      StartDate: expect.stringMatching(/^\d{4}-.*Z$/),
      StateMachineArn: expect.stringMatching(/:stateMachine:Orders$/),
      Status: 'FAILED',
      StopDate: expect.stringMatching(/^\d{4}-.*Z$/),
    })
  })

  test('pages join without a gap while new executions start, and a token is good for its own list alone', async () => {
    const { world, run, ask } = shop()
    for (let number = 1; number <= 250; number++) world.start('Orders', { name: `order-${number}` })
    await run(10_000)
    const listed: Json[] = []
    let token: Json | undefined
    do {
      const page: JsonObject = await ask('listExecutions', { StateMachineArn: ORDERS, StatusFilter: 'FAILED', ...(token === undefined ? {} : { NextToken: token }) })
      expect(names(page).length).toBeLessThanOrEqual(100)
      listed.push(...names(page) as Json[])
      token = page.NextToken
      world.start('Orders', { name: `late-${listed.length}` })
    } while (token !== undefined)
    expect(listed).toEqual(Array.from({ length: 250 }, (_, index) => `order-${250 - index}`))
    const { NextToken } = await ask('listExecutions', { StateMachineArn: ORDERS, StatusFilter: 'FAILED', MaxResults: 10 })
    expect(await ask('listExecutions', { StateMachineArn: ORDERS, StatusFilter: 'ABORTED', NextToken: NextToken! })).toMatchObject({ error: 'Sfn.InvalidTokenException' })
    expect(await ask('listExecutions', { StateMachineArn: ORDERS, NextToken: 'x' })).toMatchObject({ error: 'Sfn.InvalidTokenException' })
  })

  test('a full page of a thousand does not fit into a state', async () => {
    const { world, run, ask } = shop()
    for (let number = 1; number <= 1000; number++) world.start('Orders', { name: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` })
    await run(10_000)
    expect(await ask('listExecutions', { StateMachineArn: ORDERS, MaxResults: 1000 })).toMatchObject({ error: 'States.DataLimitExceeded' })
    expect(names(await ask('listExecutions', { StateMachineArn: ORDERS, MaxResults: 500 }))).toHaveLength(500)
  })

  test('a substitution of the definition stands for the machine of its name', async () => {
    const { world, run, ask } = shop()
    world.start('${Orders}', { name: 'first' })
    await run(10_000)
    expect(names(await ask('listExecutions', { StateMachineArn: '${Orders}' }))).toEqual(['first'])
  })

  test('what is closed for more than 90 days is gone', async () => {
    const { world, run, ask } = shop()
    world.start('Orders', { name: 'old' })
    await run(91 * DAY)
    expect(names(await ask('listExecutions', { StateMachineArn: ORDERS }))).toEqual([])
  })

  test.each<[string, JsonObject, string]>([
    ['a machine that is not there', { StateMachineArn: `${ORDERS}x` }, 'Sfn.StateMachineDoesNotExistException'],
    ['more than a thousand', { StateMachineArn: ORDERS, MaxResults: 1001 }, 'Sfn.ValidationException'],
    ['a status that does not exist', { StateMachineArn: ORDERS, StatusFilter: 'LOST' }, 'Sfn.ValidationException'],
    ['a filter that is for Map Runs', { StateMachineArn: ORDERS, RedriveFilter: 'REDRIVEN' }, 'Sfn.ValidationException'],
  ])('refuses %s', async (_, parameters, error) => {
    expect(await shop().ask('listExecutions', parameters)).toMatchObject({ error })
  })
})

describe('redriveExecution', () => {
  test('the answer comes at once, the execution goes on in the state that failed', async () => {
    const { world, courier, run, ask } = shop()
    const order = world.start('Orders', { name: 'first' })
    await run(10_000)
    expect(await ask('describeExecution', { ExecutionArn: order.arn })).toMatchObject({ Status: 'FAILED', Error: 'Courier.Down', RedriveCount: 0, RedriveStatus: 'REDRIVABLE' })
    courier.mended = true
    const answer = await ask('redriveExecution', { ExecutionArn: order.arn })
    expect(Object.keys(answer)).toEqual(['RedriveDate'])
    expect(await ask('describeExecution', { ExecutionArn: order.arn })).toMatchObject({
      Status: 'RUNNING', RedriveCount: 1, RedriveDate: answer.RedriveDate!, RedriveStatus: 'NOT_REDRIVABLE', RedriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    })
    await run(10_000)
    expect(await ask('describeExecution', { ExecutionArn: order.arn })).toMatchObject({ Status: 'SUCCEEDED', RedriveCount: 1, RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' })
    expect(order.events.filter(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name === 'Charge')).toHaveLength(1)
    expect(courier.calls).toBe(2)
  })

  test('after 14 days, or twice at a time, it is refused, and DescribeExecution says why', async () => {
    const { world, run, ask } = shop()
    const order = world.start('Orders', { name: 'first' })
    await run(10_000)
    expect(await ask('redriveExecution', { ExecutionArn: order.arn })).toHaveProperty('RedriveDate')
    expect(await ask('redriveExecution', { ExecutionArn: order.arn })).toMatchObject({ error: 'Sfn.ExecutionNotRedrivableException', cause: expect.stringContaining('Execution is RUNNING and cannot be redriven') })
    await run(15 * DAY)
    expect(await ask('describeExecution', { ExecutionArn: order.arn })).toMatchObject({ RedriveStatus: 'NOT_REDRIVABLE', RedriveStatusReason: 'Execution redrivable period exceeded' })
    expect(await ask('redriveExecution', { ExecutionArn: order.arn })).toMatchObject({ error: 'Sfn.ExecutionNotRedrivableException' })
    expect(await ask('redriveExecution', { ExecutionArn: `${order.arn}x` })).toMatchObject({ error: 'Sfn.ExecutionDoesNotExistException' })
  })

  test('what a Catch has led to a Fail state fails there again', async () => {
    const { world, run, ask } = shop()
    world.add(machine('Caught', {
      Ask: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'courier' }, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'GivenUp' }], End: true },
      GivenUp: { Type: 'Fail', Error: 'Order.GivenUp' },
    }))
    const order = world.start('Caught')
    await run(10_000)
    await ask('redriveExecution', { ExecutionArn: order.arn })
    await run(10_000)
    expect([order.status, order.error, order.redriveCount]).toEqual(['FAILED', 'Order.GivenUp', 1])
    expect(order.events.filter(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name === 'Ask')).toHaveLength(1)
  })
})
