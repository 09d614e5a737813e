import { describe, expect, test } from 'vitest'
import { type Json, prepare, type StateMachineDefinition } from '../../../engine/asl/index.ts'
import { recordingOf, simulate, World } from '../../../engine/simulation/index.ts'

const machine = (name: string, states: object, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
  prepare({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0]!, States: states } as unknown as StateMachineDefinition, { name, type })

const one = (resource: string, fields: object = {}) => ({ T: { Type: 'Task', Resource: resource, Arguments: '{% $states.input %}', End: true, ...fields } })

async function answer(world: World, resource: string, input: Json, fields: object = {}) {
  const execution = world.start(machine('M', one(resource, fields)), { input })
  await world.clock.run()
  return execution
}

test('a semaphore of conditional writes lets no more than its number in', async () => {
  const world = new World({ seed: 7 })
  world.dynamodb.createTable('locks', 'id')
  world.dynamodb.call('putItem', { TableName: 'locks', Item: { id: { S: 'api' }, held: { N: '0' } } })
  let inside = 0
  let most = 0
  world.lambda.add('work', () => {
    inside--
    return {}
  }, {
    duration: () => {
      most = Math.max(most, ++inside)
      return 5
    },
  })
  const update = (UpdateExpression: string, condition: object) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::dynamodb:updateItem',
    Arguments: { TableName: 'locks', Key: { id: { S: 'api' } }, UpdateExpression, ExpressionAttributeValues: { ':one': { N: '1' }, ...condition } },
  })
  const limited = { ...update('SET held = held + :one', { ':limit': { N: '3' } }), Retry: [{ ErrorEquals: ['DynamoDB.ConditionalCheckFailedException'], MaxAttempts: 100, BackoffRate: 1, JitterStrategy: 'FULL' }], Next: 'Work' }
  const worker = machine('Worker', {
    Acquire: { ...limited, Arguments: { ...limited.Arguments, ConditionExpression: 'held < :limit' } },
    Work: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'work' }, Next: 'Release' },
    Release: { ...update('SET held = held - :one', {}), End: true },
  })
  const executions = Array.from({ length: 20 }, (_, index) => world.start(worker, { name: `run-${index}` }))
  await world.clock.run()
  expect(executions.every(({ status }) => status === 'SUCCEEDED')).toBe(true)
  expect(most).toBe(3)
  expect(world.dynamodb.items('locks')[0]!.held).toEqual({ N: '0' })
})

test('Express executions of one name have ARNs of their own', () => {
  const world = new World()
  const express = machine('E', { P: { Type: 'Pass', End: true } }, 'EXPRESS')
  const [first, second] = [world.start(express, { name: 'order-1' }), world.start(express, { name: 'order-1' })]
  expect(first.arn).toMatch(/:express:E:order-1:/)
  expect(second.arn).not.toBe(first.arn)
})

test('the same name and input give the open execution, anything else is refused', async () => {
  const world = new World()
  const waiting = world.add(machine('W', { W: { Type: 'Wait', Seconds: 10, End: true } }))
  const first = world.start(waiting, { name: 'order-1', input: { a: 1 } })
  expect(world.start('W', { name: 'order-1', input: { a: 1 } })).toBe(first)
  expect(() => world.start('W', { name: 'order-1', input: { a: 2 } })).toThrow(expect.objectContaining({ code: 'ExecutionAlreadyExistsException' }))
  await world.clock.run()
  expect(() => world.start('W', { name: 'order-1', input: { a: 1 } })).toThrow(expect.objectContaining({ code: 'ExecutionAlreadyExistsException' }))
  world.clock.after(90 * 86_400_000, () => {})
  await world.clock.run()
  expect(world.start('W', { name: 'order-1', input: { a: 1 } })).not.toBe(first)
  expect(() => world.start('Nobody')).toThrow(expect.objectContaining({ code: 'StateMachineDoesNotExistException' }))
})

describe('nested executions', () => {
  const child = (world: World) => world.add(machine('Child', { C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.bad = true %}', Next: 'F' }], Default: 'W' }, W: { Type: 'Wait', Seconds: 60, Next: 'S' }, S: { Type: 'Pass', Output: { done: true }, End: true }, F: { Type: 'Fail', Error: 'Bad', Cause: 'egg' } }))
  const request = (input: Json) => ({ StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Child', Input: input })

  test('.sync:2 gives the output as JSON, .sync as text', async () => {
    for (const [suffix, output] of [['.sync:2', { done: true }], ['.sync', '{"done":true}']] as const) {
      const world = new World()
      child(world)
      const execution = await answer(world, `arn:aws:states:::states:startExecution${suffix}`, request({}))
      expect(execution.output).toMatchObject({ Output: output, Status: 'SUCCEEDED' })
      expect(execution.endedAt! - execution.startedAt).toBe(60_000)
    }
  })

  test('a failed child fails its parent with States.TaskFailed, its own error inside the cause', async () => {
    const world = new World()
    child(world)
    const execution = await answer(world, 'arn:aws:states:::states:startExecution.sync:2', request({ bad: true }))
    expect(execution.error).toBe('States.TaskFailed')
    expect(JSON.parse(execution.cause!)).toMatchObject({ Error: 'Bad', Cause: 'egg', Status: 'FAILED' })
  })

  test.each([
    ['with a name the retry meets the child that is there', { Name: 'heir' }, 1],
    ['without a name it starts another', {}, 2],
  ])('an answer of StartExecution gets lost: %s', async (_, name, children) => {
    const world = new World()
    child(world)
    world.stateMachines.answersToLose = 1
    const task = one('arn:aws:states:::states:startExecution')
    Object.assign(task.T, { TimeoutSeconds: 5, Retry: [{ ErrorEquals: ['States.Timeout'] }] })
    const parent = world.start(machine('M', task), { input: { ...request({}), ...name } })
    await world.clock.run()
    expect(parent.status).toBe('SUCCEEDED')
    expect(world.stateMachines.executions.length).toBe(1 + children)
  })

  test('stopping the parent stops the child', async () => {
    const world = new World()
    child(world)
    const parent = world.start(machine('M', one('arn:aws:states:::states:startExecution.sync:2')), { input: request({}) })
    await world.clock.run(world.clock.now + 1000)
    parent.stop()
    await world.clock.run()
    expect(world.stateMachines.executions.map(({ status }) => status)).toEqual(['ABORTED', 'ABORTED'])
  })
})

describe('services fail the way the real ones do', () => {
  test.each<[string, string, Json, string]>([
    ['no such queue', 'arn:aws:states:::sqs:sendMessage', { QueueUrl: 'https://sqs/1/none', MessageBody: 'x' }, 'SQS.QueueDoesNotExistException'],
    ['no such topic', 'arn:aws:states:::sns:publish', { TopicArn: 'arn:aws:sns:us-east-1:1:none', Message: 'x' }, 'SNS.NotFoundException'],
    ['no such function', 'arn:aws:states:::lambda:invoke', { FunctionName: 'none' }, 'Lambda.ResourceNotFoundException'],
    ['no such table', 'arn:aws:states:::dynamodb:getItem', { TableName: 'none', Key: {} }, 'DynamoDB.ResourceNotFoundException'],
    ['the same through the SDK', 'arn:aws:states:::aws-sdk:dynamodb:getItem', { TableName: 'none', Key: {} }, 'DynamoDb.ResourceNotFoundException'],
    ['no such bucket', 'arn:aws:states:::aws-sdk:s3:getObject', { Bucket: 'none', Key: 'k' }, 'S3.NoSuchBucketException'],
    ['no such token', 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess', { TaskToken: 'x', Output: '{}' }, 'Sfn.InvalidTokenException'],
    ['no such partner', 'arn:aws:states:::http:invoke', { ApiEndpoint: 'https://none', Method: 'GET' }, 'States.Http.Socket'],
  ])('%s', async (_what, resource, input, error) => {
    expect((await answer(new World(), resource, input)).error).toBe(error)
  })

  test('one failed entry fails the whole of PutEvents', async () => {
    const world = new World()
    world.events.rejects = ({ Source }) => Source === 'bad' ? { ErrorCode: 'InternalFailure', ErrorMessage: 'no' } : undefined
    const entry = (Source: string) => ({ Source, DetailType: 't', Detail: {} })
    const execution = await answer(world, 'arn:aws:states:::events:putEvents', { Entries: [entry('good'), entry('bad')] })
    expect(execution.error).toBe('EventBridge.FailedEntry')
    expect(world.events.messages('default').map(({ parameters }) => parameters.Source)).toEqual(['good', 'aws.states'])
  })

  test('a function\'s own error, and one invocation too many', async () => {
    const world = new World()
    world.lambda.add('broken', () => { throw new RangeError('too far') })
    world.lambda.add('busy', () => ({}), { duration: 10, concurrency: 1 })
    expect(await answer(world, 'arn:aws:states:::lambda:invoke', { FunctionName: 'broken' })).toMatchObject({ error: 'RangeError', cause: '{"errorMessage":"too far","errorType":"RangeError"}' })
    const two = [1, 2].map(() => world.start(machine('B', one('arn:aws:states:::lambda:invoke')), { input: { FunctionName: 'busy' } }))
    await world.clock.run()
    expect(two.map(({ status, error }) => error ?? status)).toEqual(['SUCCEEDED', 'Lambda.TooManyRequestsException'])
  })

  test('a partner lets ten requests a second through', async () => {
    const world = new World()
    world.http.add('https://partner', () => ({ status: 200, body: { ok: true } }), { perSecond: 10 })
    const herd = machine('H', one('arn:aws:states:::http:invoke'))
    const all = Array.from({ length: 30 }, () => world.start(herd, { input: { ApiEndpoint: 'https://partner/x', Method: 'POST' } }))
    await world.clock.run()
    expect(all.filter(({ status }) => status === 'SUCCEEDED')).toHaveLength(10)
    expect(new Set(all.map(({ error }) => error))).toEqual(new Set([undefined, 'States.Http.StatusCode.429']))
  })
})

describe('jobs', () => {
  test('.sync waits until the job is done', async () => {
    const world = new World()
    world.jobs.script = () => ({ duration: 3600 })
    const execution = await answer(world, 'arn:aws:states:::glue:startJobRun.sync', { JobName: 'etl' })
    expect(execution.output).toMatchObject({ JobName: 'etl', JobRunState: 'SUCCEEDED' })
    expect(execution.endedAt! - execution.startedAt).toBe(3_600_000)
  })

  test('a failed job fails with States.TaskFailed', async () => {
    const world = new World()
    world.jobs.script = () => ({ fails: true })
    expect((await answer(world, 'arn:aws:states:::batch:submitJob.sync', { JobName: 'j' })).error).toBe('States.TaskFailed')
  })

  test('a poll loop sees a job run and finish', async () => {
    const world = new World()
    const execution = world.start(machine('Poll', {
      Start: { Type: 'Task', Resource: 'arn:aws:states:::codebuild:startBuild', Arguments: { ProjectName: 'p' }, Assign: { id: '{% $states.result.Build.Id %}' }, Next: 'Wait' },
      Wait: { Type: 'Wait', Seconds: 25, Next: 'Look' },
      Look: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:codebuild:batchGetBuilds', Arguments: { Ids: ['{% $id %}'] }, Output: '{% $states.result.Builds[0].BuildStatus %}', Next: 'Done' },
      Done: { Type: 'Choice', Choices: [{ Condition: '{% $states.input = "IN_PROGRESS" %}', Next: 'Wait' }], Default: 'End' },
      End: { Type: 'Succeed' },
    }))
    await world.clock.run()
    expect([execution.status, execution.output, execution.endedAt! - execution.startedAt]).toEqual(['SUCCEEDED', 'SUCCEEDED', 75_000])
  })

  test('stopping an execution stops its job, but not its cluster', async () => {
    const world = new World()
    for (const resource of ['arn:aws:states:::ecs:runTask.sync', 'arn:aws:states:::elasticmapreduce:createCluster.sync']) {
      const execution = world.start(machine(resource, one(resource)))
      await world.clock.run(world.clock.now + 1000)
      execution.stop()
    }
    expect(world.jobs.all.map(({ status }) => status)).toEqual(['STOPPED', 'RUNNING'])
  })
})

test('a worker answers a queue of task tokens', async () => {
  const world = new World()
  world.sqs.listen('jobs', ({ body }) => {
    const { token } = body as { token: string }
    world.clock.after(60_000, () => void world.tokens.succeed(token, { ok: true }))
  })
  const execution = world.start(machine('M', one('arn:aws:states:::sqs:sendMessage.waitForTaskToken', { Arguments: { QueueUrl: 'https://sqs/1/jobs', MessageBody: { token: '{% $states.context.Task.Token %}' } } })))
  await world.clock.run()
  expect(execution.output).toEqual({ ok: true })
  expect(execution.endedAt! - execution.startedAt).toBe(60_000)
})

test('a Distributed Map reads from and writes to the same S3 that tasks use', async () => {
  const definition = {
    StartAt: 'Put',
    States: {
      Put: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:s3:putObject', Parameters: { Bucket: 'b', Key: 'list.json', Body: [1, 2, 3] }, Next: 'M' },
      M: {
        Type: 'Map',
        ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'list.json' } },
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' }, StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Prefix: 'out' } },
        Next: 'Read',
      },
      Read: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:s3:getObject', Parameters: { Bucket: 'b', 'Key.$': '$.ResultWriterDetails.Key' }, OutputPath: '$.Body', End: true },
    },
  } as unknown as StateMachineDefinition
  const recording = await simulate({ definition, services: world => world.s3.createBucket('b') })
  expect(recording.status).toBe('SUCCEEDED')
  expect(JSON.parse(recording.output as string)).toMatchObject({ DestinationBucket: 'b', ResultFiles: { SUCCEEDED: [{ Size: expect.any(Number) }], FAILED: [] } })
})

test('a Map Run starts more children when its concurrency is raised', async () => {
  const world = new World()
  world.lambda.add('work', () => ({}), { duration: 10 })
  const definition = {
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        MaxConcurrency: 1,
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'T', States: { T: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'work' }, End: true } } },
        End: true,
      },
    },
  } as unknown as StateMachineDefinition
  const execution = world.start(prepare(definition), { input: [1, 2, 3, 4, 5] })
  world.clock.after(15_000, () => {
    const [run] = execution.mapRuns
    expect(run!.itemCounts).toMatchObject({ pending: 3, running: 1, succeeded: 1 })
    run!.setMaxConcurrency(10)
    expect(run!.itemCounts).toMatchObject({ pending: 0, running: 4 })
  })
  await world.clock.run()
  expect([execution.status, execution.endedAt! - execution.startedAt]).toEqual(['SUCCEEDED', 25_000])
  expect(execution.events).toHaveLength(8)
})

test('an execution of a world can be recorded', async () => {
  const world = new World()
  const execution = world.start(machine('W', { W: { Type: 'Wait', Seconds: 10, End: true } }))
  await world.clock.run()
  expect(recordingOf(execution)).toMatchObject({ status: 'SUCCEEDED', elapsed: 10, tokens: [], journal: [] })
  expect(recordingOf(execution).meters()).toMatchObject({ transitions: 1, events: 4 })
})
