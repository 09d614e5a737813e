import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { awsEndpoint } from '../../../engine/server/index.ts'
import { call, send, serving } from './serving.ts'

const lacking = spawnSync('moto_server', ['--help'], { timeout: 60_000 }).status === 0 ? undefined : 'there is no moto_server'

/** A request of somebody who sets the table: moto takes any signature. */
async function ask(port: number, service: string, headers: Record<string, string>, body: string): Promise<string> {
  const got = await send(port, { headers: { ...headers, Authorization: `AWS4-HMAC-SHA256 Credential=local/20261101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0` }, body })
  expect([got.status, got.body]).toEqual([200, expect.any(String)])
  return got.body
}

describe.skipIf(lacking !== undefined)(`a saga whose services are moto’s${lacking === undefined ? '' : ` (${lacking})`}`, () => {
  let moto: ChildProcess
  let port: number
  let QueueUrl: string
  let TopicArn: string

  beforeAll(async () => {
    const free = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => free.once('listening', resolve))
    port = (free.address() as { port: number }).port
    await new Promise(resolve => free.close(resolve))
    moto = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
    await vi.waitFor(() => send(port, { method: 'GET', path: '/moto-api/data.json' }), { timeout: 100_000 })
    await ask(port, 'dynamodb', { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'DynamoDB_20120810.CreateTable' }, JSON.stringify({ TableName: 'orders', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], BillingMode: 'PAY_PER_REQUEST' }))
    QueueUrl = JSON.parse(await ask(port, 'sqs', { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'AmazonSQS.CreateQueue' }, '{"QueueName":"orders"}')).QueueUrl
    expect((await send(port, { method: 'PUT', path: '/orders', headers: { Authorization: 'AWS4-HMAC-SHA256 Credential=local/20261101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0' } })).status).toBe(200)
    TopicArn = /<TopicArn>(.*)<\/TopicArn>/.exec(await ask(port, 'sns', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'Action=CreateTopic&Version=2010-03-31&Name=told'))![1]!
  }, 120_000)

  afterAll(async () => {
    const ended = new Promise(resolve => moto.once('exit', resolve))
    moto.kill()
    await ended
  })

  it('writes, is refused by a condition, undoes what it did, and tells of it', async () => {
    const Key = { id: { S: 'o-7' } }
    const state = (Resource: string, Arguments: object, more: object): object => ({ Type: 'Task', Resource: `arn:aws:states:::${Resource}`, Arguments, ...more })
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Reserve', States: {
      Reserve: state('dynamodb:putItem', { TableName: 'orders', Item: { ...Key, state: { S: 'reserved' } } }, { Next: 'Pay' }),
      Pay: state('dynamodb:updateItem', { TableName: 'orders', Key, UpdateExpression: 'SET #s = :paid', ConditionExpression: '#s = :free', ExpressionAttributeNames: { '#s': 'state' }, ExpressionAttributeValues: { ':paid': { S: 'paid' }, ':free': { S: 'free' } } }, {
        Next: 'Look',
        Catch: [{ ErrorEquals: ['DynamoDB.ConditionalCheckFailedException'], Assign: { cause: '{% $states.errorOutput.Cause %}' }, Next: 'Undo' }],
      }),
      Undo: state('aws-sdk:dynamodb:updateItem', { TableName: 'orders', Key, UpdateExpression: 'SET #s = :off', ExpressionAttributeNames: { '#s': 'state' }, ExpressionAttributeValues: { ':off': { S: 'cancelled' } }, ReturnValues: 'ALL_NEW' }, { Assign: { undone: '{% $states.result.Attributes.state.S %}' }, Next: 'Queue' }),
      Queue: state('sqs:sendMessage', { QueueUrl, MessageBody: { cancelled: 'o-7' } }, { Assign: { sent: '{% $states.result.MD5OfMessageBody %}' }, Next: 'Tell' }),
      Tell: state('sns:publish', { TopicArn, Message: 'o-7 & others', MessageAttributes: { kind: { DataType: 'String', StringValue: 'cancelled' } } }, { Assign: { told: '{% $exists($states.result.MessageId) %}' }, Next: 'Look' }),
      Look: state('dynamodb:getItem', { TableName: 'orders', Key }, { Assign: { item: '{% $states.result.Item %}' }, Next: 'Nowhere' }),
      Nowhere: state('sqs:sendMessage', { QueueUrl: QueueUrl.replace('orders', 'nowhere'), MessageBody: 'x' }, { End: true, Catch: [{ ErrorEquals: ['SQS.QueueDoesNotExistException'], Next: 'End' }] }),
      End: { Type: 'Succeed', Output: { cause: '{% $cause %}', undone: '{% $undone %}', sent: '{% $sent %}', told: '{% $told %}', item: '{% $item %}' } },
    } })
    const by: string[] = []
    const { output, ...other } = await ended(definition, by)
    expect(other).toEqual({ status: 'SUCCEEDED' })
    expect(JSON.parse(output!)).toEqual({
      cause: 'The conditional request failed (Service: DynamoDB; Status Code: 400; Error Code: ConditionalCheckFailedException)',
      undone: 'cancelled',
      sent: '553c5613124dff1c95beba36b0340ff5',
      told: true,
      item: { id: { S: 'o-7' }, state: { S: 'cancelled' } },
    })
    expect(by).toEqual(['Reserve', 'Pay', 'Undo', 'Queue', 'Tell', 'Look', 'Nowhere'].map(name => `${name} true`))
    const received = JSON.parse(await ask(port, 'sqs', { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'AmazonSQS.ReceiveMessage' }, JSON.stringify({ QueueUrl })))
    expect(JSON.parse(received.Messages[0].Body)).toEqual({ cancelled: 'o-7' })
  }, 120_000)

  it.each<[string, string, object, object]>([
    ['an event', 'events:putEvents', { Entries: [{ Source: 'orders', DetailType: 'told', Detail: { id: 7 } }] }, { output: { FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] } }],
    ['an object', 'aws-sdk:s3:putObject', { Bucket: 'orders', Key: 'day 1/a.json', Body: { id: 7 } }, { output: { ETag: expect.any(String) } }],
    ['the object again', 'aws-sdk:s3:getObject', { Bucket: 'orders', Key: 'day 1/a.json' }, { output: { Body: '{"id":7}', ContentLength: 8, LastModified: expect.stringMatching(/^\d{4}-.*Z$/) } }],
    ['no object', 'aws-sdk:s3:getObject', { Bucket: 'orders', Key: 'none' }, { error: 'S3.NoSuchKeyException', cause: expect.stringContaining('(Service: S3, Status Code: 404)') }],
    ['a parameter', 'aws-sdk:ssm:putParameter', { Name: 'rate', Value: '7', Type: 'String' }, { output: { Version: 1 } }],
    ['the parameter again', 'aws-sdk:ssm:getParameter', { Name: 'rate' }, { output: { Parameter: { Value: '7', LastModifiedDate: expect.stringMatching(/^\d{4}-.*Z$/) } } }],
    ['no secret', 'aws-sdk:secretsmanager:getSecretValue', { SecretId: 'none' }, { error: 'SecretsManager.ResourceNotFoundException' }],
    ['an identity', 'aws-sdk:sts:getCallerIdentity', {}, { output: { Account: '123456789012', Arn: expect.any(String) } }],
    ['no topic', 'sns:publish', { TopicArn: 'arn:aws:sns:us-east-1:123456789012:none', Message: 'x' }, { error: 'SNS.NotFoundException' }],
    ['no table', 'dynamodb:getItem', { TableName: 'none', Key: { id: { S: '1' } } }, { error: 'DynamoDB.ResourceNotFoundException' }],
    ['no function', 'lambda:invoke', { FunctionName: 'none' }, { error: 'Lambda.ResourceNotFoundException' }],
  ])('gives %s', async (_what, resource, Parameters, expected) => {
    const { output, ...other } = await ended(JSON.stringify({ StartAt: 'Ask', States: { Ask: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true } } }))
    expect({ ...other, ...(output === undefined ? {} : { output: JSON.parse(output) }) }).toMatchObject(expected)
  }, 60_000)

  /** Runs a machine to its end. */
  async function ended(definition: string, by: string[] = []): Promise<{ status: string, output?: string, error?: string, cause?: string }> {
    const url = `http://127.0.0.1:${port}`
    const { port: own } = await serving({ machines: [{ name: 'saga', type: 'STANDARD', definition }], endpoints: { all: awsEndpoint(url) }, onAnswer: answer => by.push(`${answer.state} ${answer.by === url}`) })
    const { executionArn } = (await call(own, 'StartExecution', { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:saga' })).json
    const described = async () => (await call(own, 'DescribeExecution', { executionArn })).json
    await expect.poll(async () => (await described()).status, { timeout: 60_000 }).not.toBe('RUNNING')
    const { status, output, error, cause } = await described()
    return { status, ...(output === undefined ? {} : { output }), ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) }
  }
})
