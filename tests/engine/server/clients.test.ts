import { join } from 'node:path'
import { CreateStateMachineCommand, DescribeExecutionCommand, GetExecutionHistoryCommand, SFNClient, StartExecutionCommand, StartSyncExecutionCommand, StateMachineDoesNotExist, TestStateCommand } from '@aws-sdk/client-sfn'
import { describe, expect, it } from 'vitest'
import { lacking, run } from './programs.ts'
import { serving } from './serving.ts'

const noBoto3 = lacking('boto3')
const noAws = lacking('aws')

describe(`boto3${noBoto3 === undefined ? '' : `, left out: ${noBoto3}`}`, () => {
  it.skipIf(noBoto3 !== undefined)('starts, waits, pages, tests states and reads refusals', { timeout: 120_000 }, async () => {
    const { endpoint } = await serving()
    expect(JSON.parse(await run('python3', [join(import.meta.dirname, 'clients.py'), endpoint]))).toEqual({
      described: { status: 'SUCCEEDED', output: '{"id":7}' },
      days: 3,
      events: ['ExecutionSucceeded', 'WaitStateExited', 'WaitStateEntered', 'ExecutionStarted'],
      sync: ['{"a":1}', '{"a":1}'],
      tested: ['b', 'b'],
      validated: 'FAIL',
      refused: 'An error occurred (StateMachineDoesNotExist) when calling the DescribeStateMachine operation: State Machine Does Not Exist: \'arn:aws:states:us-east-1:123456789012:stateMachine:Ordersx\'',
      invalid: 'ValidationException',
      paged: [1, 1],
      account: '123456789012',
      roles: ['StepFunctionsRole'],
    })
  })
})

describe(`the AWS CLI${noAws === undefined ? '' : `, left out: ${noAws}`}`, () => {
  const definition = '{"StartAt":"Pass","States":{"Pass":{"Type":"Pass","End":true}}}'

  it.skipIf(noAws !== undefined).each([
    ['with the variable that keeps the host as it is', (endpoint: string) => endpoint, { AWS_DISABLE_HOST_PREFIX_INJECTION: 'true' }],
    ['with a user in the address, which older ones need', (endpoint: string) => endpoint.replace('://', '://x@'), {}],
  ])('starts a synchronous execution and tests a state, %s', { timeout: 120_000 }, async (_how, addressOf, env) => {
    const { endpoint } = await serving()
    const aws = async (...args: string[]) => JSON.parse(await run('aws', ['stepfunctions', ...args, '--endpoint-url', addressOf(endpoint), '--output', 'json'], { env }))
    const { stateMachineArn } = await aws('create-state-machine', '--name', 'Quick', '--type', 'EXPRESS', '--definition', definition, '--role-arn', 'arn:aws:iam::123456789012:role/test')
    expect(await aws('start-sync-execution', '--state-machine-arn', stateMachineArn, '--input', '{"a":1}')).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}' })
    expect(await aws('test-state', '--definition', '{"Type":"Pass","Next":"b"}')).toMatchObject({ status: 'SUCCEEDED', nextState: 'b' })
  })
})

describe('the JavaScript SDK', () => {
  const definition = '{"StartAt":"Day","States":{"Day":{"Type":"Wait","Seconds":86400,"End":true}}}'
  const quick = '{"StartAt":"Pass","States":{"Pass":{"Type":"Pass","End":true}}}'
  const roleArn = 'arn:aws:iam::123456789012:role/test'

  it('starts, waits, pages, tests a state and reads refusals', { timeout: 120_000 }, async () => {
    const { endpoint } = await serving()
    const client = new SFNClient({ endpoint, disableHostPrefix: true, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } })
    const standard = await client.send(new CreateStateMachineCommand({ name: 'Days', definition, roleArn }))
    const express = await client.send(new CreateStateMachineCommand({ name: 'Quick', type: 'EXPRESS', definition: quick, roleArn }))
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: standard.stateMachineArn, input: '{"id":7}' }))
    await expect.poll(async () => (await client.send(new DescribeExecutionCommand({ executionArn }))).status, { timeout: 30_000 }).toBe('SUCCEEDED')
    const { startDate, stopDate, output } = await client.send(new DescribeExecutionCommand({ executionArn }))
    expect({ output, days: (stopDate!.getTime() - startDate!.getTime()) / 86_400_000 }).toEqual({ output: '{"id":7}', days: 1 })
    const { events, nextToken } = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 2, reverseOrder: true }))
    expect([events!.map(({ type }) => type), typeof nextToken]).toEqual([['ExecutionSucceeded', 'WaitStateExited'], 'string'])
    expect(await client.send(new StartSyncExecutionCommand({ stateMachineArn: express.stateMachineArn, input: '{"a":1}' }))).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}' })
    expect(await client.send(new TestStateCommand({ definition: '{"Type":"Pass","Next":"b"}' }))).toMatchObject({ status: 'SUCCEEDED', nextState: 'b' })
    await expect(client.send(new StartExecutionCommand({ stateMachineArn: `${standard.stateMachineArn}x` }))).rejects.toBeInstanceOf(StateMachineDoesNotExist)
    client.destroy()
  })
})
