import { describe, expect, it } from 'vitest'
import { answer } from '../../../engine/service/index.ts'
import { asking, PASS, ROLE } from './asking.ts'

const machine = (states: object) => JSON.stringify({ StartAt: Object.keys(states)[0], States: states })
const types = ({ events }: { events: { type: string }[] }) => events.map(({ type }) => type)

describe('task tokens', () => {
  const waiting = machine({ Ask: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters: { 'QueueUrl': 'https://sqs.us-east-1.amazonaws.com/123456789012/q', 'MessageBody.$': '$$.Task.Token' }, TimeoutSeconds: 60, End: true } })

  async function asked() {
    const all = asking()
    all.account.world.sqs.create('q')
    const executionArn = await all.start(await all.create('Orders', waiting))
    await all.run(1)
    const [message] = all.account.world.sqs.receive('q', 1)
    return { ...all, executionArn, taskToken: message!.Body }
  }

  it('are answered once', async () => {
    const { ask, refusal, run, executionArn, taskToken } = await asked()
    await ask('SendTaskHeartbeat', { taskToken })
    expect(await refusal('SendTaskSuccess', { taskToken, output: '{' })).toMatch(/^InvalidOutput: Invalid Output: 'Unexpected end-of-input/)
    expect(await ask('SendTaskSuccess', { taskToken, output: '{"yes":true}' })).toEqual({})
    expect(await refusal('SendTaskSuccess', { taskToken, output: '{}' })).toBe('TaskTimedOut: Task Timed Out: \'Provided task does not exist anymore\'')
    await run()
    expect(await ask('DescribeExecution', { executionArn })).toMatchObject({ status: 'SUCCEEDED', output: '{"yes":true}' })
  })

  it('fail their task, and are refused where they are none', async () => {
    const { ask, refusal, run, executionArn, taskToken } = await asked()
    expect(await refusal('SendTaskFailure', { taskToken: 'made up' })).toBe('InvalidToken: Invalid Token: \'Invalid token\'')
    await ask('SendTaskFailure', { taskToken, error: 'No', cause: 'never' })
    await run()
    expect(await ask('DescribeExecution', { executionArn })).toMatchObject({ status: 'FAILED', error: 'No', cause: 'never' })
  })
})

describe('activities', () => {
  it('are created once, described, listed and deleted', async () => {
    const { ask, refusal } = asking()
    const created = await ask('CreateActivity', { name: 'pack' })
    expect(await ask('CreateActivity', { name: 'pack', tags: [{ key: 'a', value: 'b' }] })).toEqual(created)
    const { activityArn } = created
    expect(await refusal('CreateActivity', { name: 'pack', encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'k' } })).toBe(`ActivityAlreadyExists: Activity Already Exists: '${activityArn}'`)
    expect(await ask('DescribeActivity', { activityArn })).toEqual({ ...created, name: 'pack', encryptionConfiguration: { type: 'AWS_OWNED_KEY' } })
    expect((await ask('ListActivities')).activities).toHaveLength(1)
    await ask('DeleteActivity', { activityArn })
    await ask('DeleteActivity', { activityArn })
    expect(await refusal('DescribeActivity', { activityArn })).toBe(`ActivityDoesNotExist: Activity Does Not Exist: '${activityArn}'`)
  })

  it.each([' ', '<', '>', '{', '}', '[', ']', '?', '*', '"', '#', '%', '\\', '^', '|', '~', '`', '$', '&', ',', ';', ':', '/', '\u0001', '\u0080'])('refuse %j in a name', async (character) => {
    expect(await asking().refusal('CreateActivity', { name: `activity${character}name` })).toBe(`InvalidName: Invalid Name: 'activity${character}name'`)
  })

  async function packing() {
    const all = asking({ pollMilliseconds: 20 })
    const { activityArn } = await all.ask('CreateActivity', { name: 'pack' })
    const stateMachineArn = await all.create('Orders', machine({ Pack: { Type: 'Task', Resource: activityArn, HeartbeatSeconds: 30, End: true } }))
    return { ...all, activityArn, stateMachineArn }
  }

  it('give their tasks to workers, and wait for them', async () => {
    const { ask, start, run, activityArn, stateMachineArn } = await packing()
    const executionArn = await start(stateMachineArn, { input: '{"box":1}' })
    await run(1)
    const { taskToken, input } = await ask('GetActivityTask', { activityArn, workerName: 'w1' })
    expect(input).toBe('{"box":1}')
    await ask('SendTaskSuccess', { taskToken, output: '"packed"' })
    await run()
    const history = await ask('GetExecutionHistory', { executionArn })
    expect(types(history)).toEqual(['ExecutionStarted', 'TaskStateEntered', 'ActivityScheduled', 'ActivityStarted', 'ActivitySucceeded', 'TaskStateExited', 'ExecutionSucceeded'])
    expect(history.events[3].activityStartedEventDetails).toEqual({ workerName: 'w1' })
  })

  it('hold a worker for a while, and let it go without a token', async () => {
    const { ask, activityArn } = await packing()
    expect(await ask('GetActivityTask', { activityArn })).toEqual({ taskToken: null, input: null })
  })

  it('give a task to the next worker where the first is gone', async () => {
    const { account, ask, start, run, activityArn, stateMachineArn } = await packing()
    const first = new AbortController()
    const gone = answer(account, 'GetActivityTask', { activityArn, workerName: 'first' }, { gone: first.signal })
    first.abort()
    expect(await gone).toEqual({ taskToken: null, input: null })
    await start(stateMachineArn)
    await run(1)
    expect((await ask('GetActivityTask', { activityArn, workerName: 'second' })).taskToken).toEqual(expect.any(String))
  })

  it('count no time before a worker has taken the task, and take back none that has timed out', async () => {
    const { ask, refusal, start, run, activityArn, stateMachineArn } = await packing()
    const executionArn = await start(stateMachineArn)
    await run(3600)
    expect((await ask('DescribeExecution', { executionArn })).status).toBe('RUNNING')
    const { taskToken } = await ask('GetActivityTask', { activityArn })
    await run(29)
    await ask('SendTaskHeartbeat', { taskToken })
    await run(31)
    expect(await ask('DescribeExecution', { executionArn })).toMatchObject({ status: 'FAILED', error: 'States.Timeout' })
    expect(await refusal('SendTaskHeartbeat', { taskToken })).toMatch(/^TaskTimedOut: /)
    expect((await ask('GetActivityTask', { activityArn })).taskToken).toBeNull()
  })

  it('that are gone end what needs them, in the recorded words', async () => {
    const { ask, start, run, activityArn, stateMachineArn } = await packing()
    await ask('DeleteActivity', { activityArn })
    const executionArn = await start(stateMachineArn)
    await run()
    expect(await ask('DescribeExecution', { executionArn })).toMatchObject({ error: 'States.Runtime', cause: `An error occurred while executing the state 'Pack' (entered at the event id #2). The activity ${activityArn} does not exist.` })
  })
})

describe('machines that start machines', () => {
  it.each([
    ['by ARN', 'arn:aws:states:us-east-1:123456789012:stateMachine:Child'],
    ['by a placeholder', '${Child}'],
  ])('%s, and wait for them', async (_how, target) => {
    const { ask, create, start, run } = asking()
    await create('Child', machine({ Wait: { Type: 'Wait', Seconds: 5, End: true } }))
    const parent = await create('Parent', machine({ Run: { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', Parameters: { 'StateMachineArn': target, 'Name': 'child', 'Input.$': '$' }, OutputPath: '$.Output', End: true } }))
    const executionArn = await start(parent, { input: '{"a":1}' })
    await run()
    expect(await ask('DescribeExecution', { executionArn })).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}' })
    expect(await ask('DescribeExecution', { executionArn: 'arn:aws:states:us-east-1:123456789012:execution:Child:child' })).toMatchObject({ status: 'SUCCEEDED' })
  })

  it('wait for an Express one, ask about one and hear of refusals', async () => {
    const { ask, create, start, run } = asking()
    await create('Quick', PASS, { type: 'EXPRESS' })
    const sfn = (action: string, parameters: object, more: object = {}) => ({ Type: 'Task', Resource: `arn:aws:states:::aws-sdk:sfn:${action}`, Parameters: parameters, ...more })
    const stateMachineArn = await create('Parent', machine({
      Quick: sfn('startSyncExecution', { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Quick', Input: { b: 2 } }, { ResultPath: '$.quick', Next: 'List' }),
      List: sfn('listStateMachines', {}, { ResultPath: '$.list', Next: 'Gone' }),
      Gone: sfn('describeExecution', { ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:Parent:gone' }, { Catch: [{ ErrorEquals: ['Sfn.ExecutionDoesNotExistException'], ResultPath: '$.gone', Next: 'Done' }], End: true }),
      Done: { Type: 'Succeed' },
    }))
    const executionArn = await start(stateMachineArn)
    await run()
    const { status, output } = await ask('DescribeExecution', { executionArn })
    expect(status).toBe('SUCCEEDED')
    expect(JSON.parse(output)).toMatchObject({ quick: { Output: '{"b":2}', Status: 'SUCCEEDED' }, list: { StateMachines: [{ Name: 'Parent', CreationDate: '2026-11-01T09:00:00.000Z' }, { Name: 'Quick' }] }, gone: { Error: 'Sfn.ExecutionDoesNotExistException' } })
  })
})

describe('cases of a mock file', () => {
  const mocks = {
    StateMachines: { Orders: { TestCases: { Happy: { Pay: 'paid' }, Sad: { Pay: 'declined' } } } },
    MockedResponses: { paid: { 0: { Return: { Payload: 'ok' } } }, declined: { 0: { Throw: { Error: 'Declined', Cause: 'no money' } } } },
  }
  const pay = machine({ Pay: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'pay' }, End: true } })

  it('answer the tasks of what is started with their name', async () => {
    const { ask, refusal, create, start, run } = asking({ mocks: () => mocks })
    const arn = await create('Orders', pay)
    const happy = await start(`${arn}#Happy`)
    const sad = await start(`${arn}#Sad`)
    await run()
    expect(await ask('DescribeExecution', { executionArn: happy })).toMatchObject({ status: 'SUCCEEDED', output: '{"Payload":"ok"}', stateMachineArn: arn })
    expect(await ask('DescribeExecution', { executionArn: sad })).toMatchObject({ status: 'FAILED', error: 'Declined' })
    expect(await refusal('StartExecution', { stateMachineArn: `${arn}#Odd` })).toMatch(/^InvalidName: /)
  })
})

describe('a state under test', () => {
  it('answers as the engine does, with data as text', async () => {
    const answered = await asking().ask('TestState', { definition: JSON.stringify({ Type: 'Pass', Parameters: { 'b.$': '$.a' }, Next: 'Then' }), input: '{"a":1}', inspectionLevel: 'DEBUG' })
    expect(answered).toMatchObject({ status: 'SUCCEEDED', output: '{"b":1}', nextState: 'Then', inspectionData: { input: '{"a":1}', afterParameters: '{"b":1}' } })
  })

  it.each<[string, object, string | RegExp]>([
    ['a state that is not there', { definition: PASS, stateName: 'Gone' }, /^ValidationException: /],
    ['two mocks', { definition: JSON.stringify({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, End: true }), mock: { result: '{}', errorOutput: { error: 'E' } } }, 'ValidationException: A test mock should have only one of the following fields: [result, errorOutput].'],
    ['a mock of a Pass', { definition: JSON.stringify({ Type: 'Pass', End: true }), mock: { result: '{}' } }, 'ValidationException: State type \'Pass\' is not supported when a mock is specified'],
    ['a Task without a role', { definition: JSON.stringify({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, End: true }) }, 'ValidationException: RoleArn must be specified when testing a Task state'],
    ['secrets of a mock', { definition: JSON.stringify({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, End: true }), mock: { result: '{}' }, revealSecrets: true }, 'ValidationException: TestState does not support RevealSecrets when a mock is specified.'],
    ['no JSON', { definition: 'x' }, /^InvalidDefinition: Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: Unrecognized token 'x'/],
    ['input that is none', { definition: JSON.stringify({ Type: 'Pass', End: true }), input: 'x' }, /^InvalidExecutionInput: /],
  ])('refuses %s', async (_what, request, refused) => {
    expect(await asking().refusal('TestState', request as never)).toEqual(typeof refused === 'string' ? refused : expect.stringMatching(refused))
  })

  it('without a mock is answered by the simulated account', async () => {
    const { account, ask } = asking()
    account.world.lambda.add('double', payload => (payload as number) * 2)
    const definition = JSON.stringify({ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/q', MessageBody: 'x' }, End: true })
    account.world.sqs.create('q')
    expect(await ask('TestState', { definition, roleArn: ROLE })).toMatchObject({ status: 'SUCCEEDED' })
  })
})
