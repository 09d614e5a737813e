import { describe, expect, test } from 'vitest'
import { type Json, prepare, type StateMachineDefinition } from '../../../engine/asl/index.ts'
import { World } from '../../../engine/simulation/index.ts'

const machine = (name: string, states: object, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
  prepare({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0]!, States: states } as unknown as StateMachineDefinition, { name, type })

const task = (resource: string, fields: object = {}) => ({ T: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Arguments: '{% $states.input %}', End: true, ...fields } })

async function answer(world: World, resource: string, input: Json, fields: object = {}) {
  const execution = world.start(machine('M', task(resource, fields)), { input })
  await world.clock.run()
  return execution
}

describe('versions and aliases', () => {
  const version = (number: number) => machine('Shipment', { S: { Type: 'Pass', Output: number, End: true } })
  const published = () => {
    const world = new World({ seed: 3 })
    world.add(version(3))
    for (const number of [1, 2]) world.stateMachines.publish(version(number))
    world.stateMachines.updateAlias('Shipment', 'live', { 1: 90, 2: 10 })
    return world
  }

  test('an alias draws by weight, a version is started by its number, the plain name is the latest revision', async () => {
    const world = published()
    const drawn = Array.from({ length: 1000 }, () => world.start('Shipment:live'))
    const [second, plain] = [world.start('arn:aws:states:eu-west-1:111111111111:stateMachine:Shipment:2'), world.start('Shipment')]
    await world.clock.run()
    const canary = drawn.filter(({ output }) => output === 2).length
    expect(canary).toBeGreaterThan(70)
    expect(canary).toBeLessThan(130)
    expect([second.output, plain.output]).toEqual([2, 3])
    expect(world.stateMachines.origins.get(drawn[0]!)).toMatchObject({ alias: 'live' })
    expect(world.stateMachines.origins.get(second)).toEqual({ version: '2' })
  })

  test('another weight moves nothing that runs', async () => {
    const world = published()
    const told: [string, string, number][] = []
    world.stateMachines.onAliasUpdated = (...update) => told.push(update)
    const before = Array.from({ length: 50 }, () => world.start('Shipment:live'))
    world.stateMachines.updateAlias('Shipment', 'live', { 1: 100 })
    const after = Array.from({ length: 50 }, () => world.start('Shipment:live'))
    await world.clock.run()
    expect(before.some(({ output }) => output === 2)).toBe(true)
    expect(after.every(({ output }) => output === 1)).toBe(true)
    expect(told).toEqual([['live', '1', 100], ['live', '2', 0]])
  })

  test.each([
    ['three versions', { 1: 50, 2: 40, 3: 10 }],
    ['weights that do not add up', { 1: 50, 2: 40 }],
    ['a version that is not published', { 7: 100 }],
  ])('%s are refused', (_what, routing) => {
    expect(() => published().stateMachines.updateAlias('Shipment', 'live', routing)).toThrow(expect.objectContaining({ code: 'ValidationException' }))
  })
})

test.each(['2026-11-01T09:00:00Z', 'a b', 'x'.repeat(81), ''])('no execution is named “%s”', (name) => {
  const world = new World()
  world.add(machine('M', { S: { Type: 'Succeed' } }))
  expect(() => world.start('M', { name })).toThrow(expect.objectContaining({ code: 'InvalidNameException' }))
})

test('a failed Express child answers its parent with status FAILED, and the parent goes on', async () => {
  const world = new World()
  world.add(machine('Charge', { W: { Type: 'Wait', Seconds: 1, Next: 'F' }, F: { Type: 'Fail', Error: 'Payment.Declined' } }, 'EXPRESS'))
  const parent = await answer(world, 'aws-sdk:sfn:startSyncExecution', { StateMachineArn: 'arn:aws:states:eu-west-1:111111111111:stateMachine:Charge', Input: '{}' })
  expect(parent.status).toBe('SUCCEEDED')
  expect(parent.output).toMatchObject({ Status: 'FAILED', Error: 'Payment.Declined', BillingDetails: { BilledDurationInMilliseconds: 1000, BilledMemoryUsedInMB: 64 } })
})

test('an Express execution has a redrive count in its context where nobody waits for it', async () => {
  const world = new World()
  world.add(machine('Note', { P: { Type: 'Pass', Output: '{% $states.context.Execution %}', End: true } }, 'EXPRESS'))
  const note = { StateMachineArn: 'arn:aws:states:eu-west-1:111111111111:stateMachine:Note', Input: '{}' }
  await answer(world, 'states:startExecution', note)
  await answer(world, 'aws-sdk:sfn:startSyncExecution', note)
  const counts = world.stateMachines.executions.filter(({ type }) => type === 'EXPRESS').map(({ output }) => (output as { RedriveCount?: number }).RedriveCount)
  expect(counts).toEqual([0, undefined])
})

test('a machine hands over to itself once: a second start of the same name is refused', async () => {
  const world = new World()
  const start = { StateMachineArn: 'arn:aws:states:eu-west-1:111111111111:stateMachine:Next', Name: 'sub-42-gen-2', Input: '{}' }
  world.add(machine('Next', { S: { Type: 'Succeed' } }))
  expect((await answer(world, 'states:startExecution', start)).status).toBe('SUCCEEDED')
  expect((await answer(world, 'states:startExecution', start)).error).toBe('StepFunctions.ExecutionAlreadyExistsException')
})

test('a role that does not trust us fails the task', async () => {
  const role = 'arn:aws:iam::222222222222:role/courier'
  const world = new World()
  world.lambda.add('ship-order', () => ({}))
  const call = { FunctionName: 'ship-order' }
  expect((await answer(world, 'lambda:invoke', call, { Credentials: { RoleArn: role } })).status).toBe('SUCCEEDED')
  world.untrusting.add(role)
  expect(await answer(world, 'lambda:invoke', call, { Credentials: { RoleArn: role } })).toMatchObject({ error: 'States.TaskFailed', cause: expect.stringContaining(role) })
})

describe('queues', () => {
  const url = { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111111111111/parked-orders' }

  test('a message is hidden once it was received, comes back when nobody deletes it, and is gone when somebody does', async () => {
    const world = new World()
    world.sqs.create('parked-orders')
    await answer(world, 'sqs:sendMessage', { ...url, MessageBody: { orderId: 'STROOP-42' } })
    const first = (await answer(world, 'aws-sdk:sqs:receiveMessage', { ...url, VisibilityTimeout: 60 })).output as { Messages: { Body: string, ReceiptHandle: string }[] }
    expect(JSON.parse(first.Messages[0]!.Body)).toEqual({ orderId: 'STROOP-42' })
    expect((await answer(world, 'aws-sdk:sqs:receiveMessage', url)).output).toEqual({})
    await world.clock.run(world.clock.now + 61_000)
    const second = (await answer(world, 'aws-sdk:sqs:receiveMessage', url)).output as typeof first
    await answer(world, 'aws-sdk:sqs:deleteMessage', { ...url, ReceiptHandle: first.Messages[0]!.ReceiptHandle })
    expect(world.sqs.depth('parked-orders')).toBe(1)
    await answer(world, 'aws-sdk:sqs:deleteMessage', { ...url, ReceiptHandle: second.Messages[0]!.ReceiptHandle })
    expect(world.sqs.depth('parked-orders')).toBe(0)
  })

  test('a long poll waits for its time, and takes what has come meanwhile', async () => {
    const world = new World()
    world.sqs.create('parked-orders')
    world.clock.after(3000, () => void world.sqs.call('sendMessage', { ...url, MessageBody: 'late' }))
    const polled = await answer(world, 'aws-sdk:sqs:receiveMessage', { ...url, WaitTimeSeconds: 5 })
    expect(polled.output).toMatchObject({ Messages: [{ Body: 'late' }] })
    expect(polled.endedAt! - polled.startedAt).toBe(5000)
  })

  test('what was received too often and never deleted goes to the dead letters, and whoever listens there hears of it', async () => {
    const world = new World()
    world.sqs.create('orders')
    world.sqs.redrive('orders', 'unreadable', 2)
    const heard: unknown[] = []
    world.sqs.listen('unreadable', ({ body }) => heard.push(body))
    const depths: [string, number][] = []
    world.sqs.onDepth = (name, depth) => depths.push([name, depth])
    world.sqs.call('sendMessage', { QueueUrl: 'orders', MessageBody: '{' })
    const tried: number[] = []
    for (const second of [0, 10, 20]) world.clock.after(second * 1000, () => void tried.push(world.sqs.receive('orders', 10, 10).length))
    await world.clock.run(world.clock.now + 30_000)
    expect(tried).toEqual([1, 1, 0])
    expect(heard).toEqual(['{'])
    expect([world.sqs.depth('orders'), world.sqs.depth('unreadable')]).toEqual([0, 1])
    expect(depths).toEqual([['orders', 1], ['orders', 0], ['unreadable', 1]])
  })

  test('what was deleted in time never goes there', async () => {
    const world = new World()
    world.sqs.create('orders')
    world.sqs.redrive('orders', 'unreadable', 1)
    world.sqs.call('sendMessage', { QueueUrl: 'orders', MessageBody: 'fine' })
    const [message] = world.sqs.receive('orders', 1, 10)
    const depths: [string, number][] = []
    world.sqs.onDepth = (name, depth) => depths.push([name, depth])
    world.sqs.call('deleteMessage', { QueueUrl: 'orders', ReceiptHandle: message!.ReceiptHandle })
    expect(depths).toEqual([['orders', 0]])
    await world.clock.run(world.clock.now + 20_000)
    world.sqs.receive('orders')
    expect(world.sqs.depth('unreadable')).toBe(0)
  })
})

describe('a standard queue whose messages have groups', () => {
  const send = (world: World, count: number, group?: string) => {
    for (let index = 0; index < count; index++) {
      world.sqs.call('sendMessage', { QueueUrl: 'orders', MessageBody: group ?? `single ${index}`, ...(group ? { MessageGroupId: group } : {}) })
    }
  }
  const queue = () => {
    const world = new World()
    world.sqs.create('orders')
    return world
  }
  const received = (world: World, most: number) => world.sqs.receive('orders', most, 600).map(({ Body }) => Body)
  const pass = (world: World, seconds: number) => world.clock.run(world.clock.now + seconds * 1000)

  test('hands out the oldest first while nobody takes more than a share', async () => {
    const world = queue()
    send(world, 2, 'hotel')
    send(world, 1, 'anke')
    expect(received(world, 3)).toEqual(['hotel', 'hotel', 'anke'])
  })

  test('hands out quiet ones first once one takes more than a tenth of the processing time', async () => {
    const world = queue()
    send(world, 10, 'hotel')
    received(world, 2)
    await pass(world, 10)
    send(world, 1, 'anke')
    expect(received(world, 2)).toEqual(['anke', 'hotel'])
  })

  test('knows the noisy one by what it has in flight, from thirty messages on', () => {
    const order = (inFlight: number) => {
      const world = queue()
      send(world, inFlight + 1, 'hotel')
      received(world, inFlight)
      send(world, 1, 'anke')
      return received(world, 1)
    }
    expect(order(29)).toEqual(['hotel'])
    expect(order(30)).toEqual(['anke'])
  })

  test('of two noisy ones, serves first the one with fewer in flight', async () => {
    const world = queue()
    send(world, 4, 'hotel')
    send(world, 2, 'airline')
    expect(received(world, 5)).toEqual(['hotel', 'hotel', 'hotel', 'hotel', 'airline'])
    await pass(world, 10)
    send(world, 1, 'hotel')
    expect(received(world, 2)).toEqual(['airline', 'hotel'])
  })

  test('forgets a share after five minutes, and takes a message without a group for somebody of its own', async () => {
    const world = queue()
    send(world, 1, 'hotel')
    const [first] = world.sqs.receive('orders', 1, 600)
    await pass(world, 10)
    world.sqs.call('deleteMessage', { QueueUrl: 'orders', ReceiptHandle: first!.ReceiptHandle })
    await pass(world, 301)
    send(world, 1, 'hotel')
    send(world, 1)
    expect(received(world, 2)).toEqual(['hotel', 'single 0'])
  })

  test('serves the oldest first where nobody says whose a message is', async () => {
    const world = queue()
    world.sqs.call('sendMessage', { QueueUrl: 'orders', MessageBody: 'a' })
    world.sqs.call('sendMessage', { QueueUrl: 'orders', MessageBody: 'b' })
    received(world, 1)
    await pass(world, 10)
    world.sqs.call('sendMessage', { QueueUrl: 'orders', MessageBody: 'c' })
    expect(received(world, 2)).toEqual(['b', 'c'])
  })
})

describe('a partner', () => {
  const call = { ApiEndpoint: 'https://api.courier.example/pickups', Method: 'POST' }
  const partner = (status?: number) => {
    const world = new World()
    world.http.add('https://api.courier.example', () => ({ status: 200 }), { down: [{ from: 0, to: 90, ...(status === undefined ? {} : { status }) }] })
    return world
  }

  test('that is down lets a caller wait for a minute; afterwards it answers again', async () => {
    const world = partner()
    const first = await answer(world, 'http:invoke', call)
    expect(first).toMatchObject({ error: 'States.Http.Socket' })
    expect(first.endedAt! - first.startedAt).toBe(60_000)
    await world.clock.run(world.clock.now + 30_000)
    expect((await answer(world, 'http:invoke', call)).status).toBe('SUCCEEDED')
  })

  test('may say that it is down', async () => {
    expect((await answer(partner(503), 'http:invoke', call)).error).toBe('States.Http.StatusCode.503')
  })
})

describe('clusters', () => {
  const nightly = (fields: object = {}) => machine('Nightly', {
    Create: { Type: 'Task', Resource: 'arn:aws:states:::elasticmapreduce:createCluster.sync', Arguments: { Name: 'nightly', ...fields }, Assign: { id: '{% $states.result.ClusterId %}' }, Next: 'Step' },
    Step: { Type: 'Task', Resource: 'arn:aws:states:::elasticmapreduce:addStep.sync', Arguments: { ClusterId: '{% $id %}', Step: {} }, Next: 'End' },
    End: { Type: 'Task', Resource: 'arn:aws:states:::elasticmapreduce:terminateCluster.sync', Arguments: { ClusterId: '{% $id %}' }, End: true },
  })

  test('live until they are terminated', async () => {
    const world = new World()
    const alive: number[] = []
    world.jobs.onChange = () => alive.push(world.jobs.clusters.length)
    await (world.start(nightly()), world.clock.run())
    expect(alive).toEqual([1, 1, 1, 1, 1, 0, 0])
    expect(world.jobs.all[0]!.terminatedAt! - world.jobs.all[0]!.startedAt).toBe(180_000)
  })

  test('live on when their execution is stopped, unless they end themselves when idle', async () => {
    for (const [fields, seconds] of [[{}, undefined], [{ AutoTerminationPolicy: { IdleTimeout: 3600 } }, 90 + 3600]] as const) {
      const world = new World()
      const execution = world.start(nightly(fields))
      await world.clock.run(world.clock.now + 90_000)
      execution.stop()
      await world.clock.run()
      const [cluster, step] = world.jobs.all
      expect(step!.status).toBe('STOPPED')
      expect(cluster!.terminatedAt && (cluster!.terminatedAt - cluster!.startedAt) / 1000).toBe(seconds)
    }
  })
})

test('the default bus hears how Standard executions end', async () => {
  const world = new World()
  const heard: Json[] = []
  world.events.listen('default', ({ body }) => void heard.push(body))
  world.start(machine('Broken', { F: { Type: 'Fail', Error: 'Bad' } }), { name: 'order-1' })
  await world.clock.run()
  expect(heard).toMatchObject([{ name: 'order-1', status: 'FAILED', error: 'Bad' }])
})

test('a service of one’s own', async () => {
  const world = new World()
  world.serve('ses', action => ({ sent: action }))
  expect((await answer(world, 'aws-sdk:ses:sendEmail', {})).output).toEqual({ sent: 'sendEmail' })
})
