import { DescribeExecutionCommand, GetExecutionHistoryCommand, SFNClient, StartExecutionCommand, StartSyncExecutionCommand } from '@aws-sdk/client-sfn'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { clientConfig } from '../../../engine/library/aws.ts'
import { coverage, coverageOfFile, lcov } from '../../../engine/library/coverage.ts'
import { serve, type Server, type ServeOptions, type TaskAnswer } from '../../../engine/library/server.ts'

const open: Server[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server[Symbol.asyncDispose]()
})

async function serving(options: ServeOptions): Promise<{ server: Server, client: SFNClient }> {
  const server = await serve(options)
  open.push(server)
  return { server, client: new SFNClient(clientConfig(server)) }
}

const door = `
StartAt: Open?
States:
  Open?:
    Type: Choice
    Choices: [{ Variable: $.open, BooleanEquals: true, Next: Enter }]
    Default: Leave
  Enter: { Type: Wait, Seconds: 3600, Next: Leave }
  Leave: { Type: Succeed }
`

test('an SDK starts what is served, the clock is moved, and coverage has what ran and what still runs', async () => {
  const { server, client } = await serving({ machines: { door, quick: { definition: door, type: 'EXPRESS' } }, clock: 'manual', start: new Date('2026-11-01T09:00:00Z') })
  expect(server.coverage('door')).toBeUndefined()
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: server.arn('door'), input: '{"open":true}' }))
  const visits = (): object => Object.fromEntries(server.coverage('door')!.states.map(({ name, visits }) => [name, visits]))
  await expect.poll(visits, { timeout: 60_000 }).toEqual({ 'Open?': 1, 'Enter': 1, 'Leave': 0 })
  await server.clock.advance('1h')
  expect(server.clock.now()).toEqual(new Date('2026-11-01T10:00:00Z'))
  expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'SUCCEEDED' })
  expect(visits()).toEqual({ 'Open?': 1, 'Enter': 1, 'Leave': 1 })
  // Histories by the SDK give the same.
  const history = await client.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true }))
  const covered = coverageOfFile('door.asl.yaml', door, [history])
  expect(covered.coverage).toEqual(server.coverage('door'))
  expect(coverage(covered.source.definition!, [history])).toEqual(covered.coverage)
  expect(lcov([covered])).toContain('FNDA:1,Enter')
  // An Express execution is forgotten when it has ended, what it went through is not.
  expect(await client.send(new StartSyncExecutionCommand({ stateMachineArn: server.arn('quick'), input: '{"open":false}' }))).toMatchObject({ status: 'SUCCEEDED' })
  expect(server.coverage('quick')!.choices.map(({ visits }) => visits)).toEqual([0, 1])
})

test('child executions of a Map Run count for their machine', async () => {
  const definition = { StartAt: 'All', States: { All: { Type: 'Map' as const, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' as const, ExecutionType: 'STANDARD' as const }, StartAt: 'One', States: { One: { Type: 'Pass' as const, End: true } } }, End: true } } }
  const { server, client } = await serving({ machines: { all: { definition } } })
  await client.send(new StartExecutionCommand({ stateMachineArn: server.arn('all'), input: '[1,2,3]' }))
  await expect.poll(() => server.coverage('all')?.states, { timeout: 60_000 }).toEqual([{ name: 'All', type: 'Map', visits: 1 }, { name: 'One', type: 'Pass', visits: 3 }])
})

test('a mock case, an account and a region are as they are asked for', async () => {
  const charge = { StartAt: 'Charge', States: { Charge: { Type: 'Task' as const, Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'charge' }, End: true } } }
  const mocks = { StateMachines: { charge: { TestCases: { Good: { Charge: 'Charged' } } } }, MockedResponses: { Charged: { 0: { Return: { paid: true } } } } }
  const { server, client } = await serving({ machines: { charge }, mocks, account: '111122223333', region: 'eu-west-1' })
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: server.arn('charge', 'Good') }))
  expect(executionArn).toMatch(/^arn:aws:states:eu-west-1:111122223333:execution:charge:/)
  await expect.poll(async () => (await client.send(new DescribeExecutionCommand({ executionArn }))).output, { timeout: 60_000 }).toBe('{"paid":true}')
})

test('another endpoint answers what nobody simulates, who has answered is told, and what it said becomes a mock file', async () => {
  const order = { StartAt: 'Send', States: { Send: { Type: 'Task' as const, Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: 'http://queue', MessageBody: 'one' }, ResultSelector: { 'id.$': '$.MessageId' }, End: true } } }
  const sqs = createServer((request, response) => void response.setHeader('Content-Type', 'application/x-amz-json-1.0').end(JSON.stringify({ MessageId: request.headers['x-amz-target'], MD5OfMessageBody: 'x' })))
  await new Promise<void>(resolve => sqs.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(sqs.address() as AddressInfo).port}`
  try {
    for (const awsEndpoint of [address, { sqs: address }]) {
      const told: TaskAnswer[] = []
      const { server, client } = await serving({ machines: { order }, awsEndpoint, onTask: answer => told.push(answer) })
      const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: server.arn('order'), name: 'first' }))
      await expect.poll(async () => (await client.send(new DescribeExecutionCommand({ executionArn }))).output, { timeout: 60_000 }).toBe('{"id":"AmazonSQS.SendMessage"}')
      expect(told).toMatchObject([{ kind: 'endpoint', name: address, state: 'Send', outcome: 'succeeded' }])
      const mocks = server.recorded()
      expect(mocks.MockedResponses['order/first/Send']).toMatchObject({ 0: { Return: { MessageId: 'AmazonSQS.SendMessage' } } })
      // Played as a case, it needs the endpoint no more.
      const again = await serving({ machines: { order }, mocks })
      const { executionArn: replayed } = await again.client.send(new StartExecutionCommand({ stateMachineArn: again.server.arn('order', 'first') }))
      await expect.poll(async () => (await again.client.send(new DescribeExecutionCommand({ executionArn: replayed }))).output, { timeout: 60_000 }).toBe('{"id":"AmazonSQS.SendMessage"}')
    }
  }
  finally {
    sqs.close()
    sqs.closeAllConnections()
  }
  await expect(serve({ awsEndpoint: 'https://sqs.us-east-1.amazonaws.com' })).rejects.toThrow(/AWS itself/)
})

test('a machine that AWS would not take, and a time that is none, are refused', async () => {
  await expect(serve({ machines: { bad: 'StartAt: A\nStates: {}' } })).rejects.toThrow(/MISSING_TRANSITION_TARGET|SCHEMA_VALIDATION_FAILED/)
  const { server } = await serving({})
  await expect(server.clock.advance('soon')).rejects.toThrow('90s, 2h or 3d')
})
