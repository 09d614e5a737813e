import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { AnswerRecorder, awsEndpoint, type OutsideAnswer, type ServeOptions } from '../../../engine/server/index.ts'
import { readXml } from '../../../engine/server/endpoint/xml.ts'
import { peer } from './peer.ts'
import { call, serving } from './serving.ts'

interface Asked {
  path: string
  headers: IncomingMessage['headers']
  body: string
}

type Answering = (asked: Asked, response: ServerResponse) => void

/** Another program on this machine that takes requests as AWS does. */
async function endpoint(answer: Answering): Promise<{ url: string, asked: Asked[] }> {
  const asked: Asked[] = []
  const url = await peer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = { path: `${request.method} ${request.url}`, headers: request.headers, body: Buffer.concat(chunks).toString() }
      asked.push(one)
      answer(one, response)
    })
  })
  return { url, asked }
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answering => (_asked, response) => void response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0', ...headers }).end(JSON.stringify(body))
const xml = (status: number, body: string, headers: Record<string, string> = {}): Answering => (_asked, response) => void response.writeHead(status, { 'Content-Type': 'text/xml', ...headers }).end(body)

const task = (resource: string, Parameters: object, more: object = {}): object => ({ Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true, ...more })
const machine = (state: object): NonNullable<ServeOptions['machines']>[number] => ({ name: 'order', type: 'STANDARD', definition: JSON.stringify({ StartAt: 'Ask', States: { Ask: state } }) })
const put = task('dynamodb:putItem', { TableName: 'orders', Item: { id: { S: '7' } } })

async function running(options: ServeOptions): Promise<{ port: number, executionArn: string, ended: () => Promise<any> }> {
  const { port } = await serving(options)
  const { executionArn } = (await call(port, 'StartExecution', { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:order', name: 'one', input: '{"id":7}' })).json
  const described = async () => (await call(port, 'DescribeExecution', { executionArn })).json
  return { port, executionArn, ended: async () => {
    await expect.poll(async () => (await described()).status, { timeout: 30_000 }).not.toBe('RUNNING')
    const { status, output, error, cause } = await described()
    return { status, ...(output === undefined ? {} : { output: JSON.parse(output) }), ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) }
  } }
}

/** What becomes of one task that is asked there. */
async function result(state: object, answer: Answering): Promise<{ ended: any, asked: Asked[] }> {
  const { url, asked } = await endpoint(answer)
  const { ended } = await running({ machines: [machine(state)], endpoints: { all: awsEndpoint(url) } })
  return { ended: await ended(), asked }
}

describe('what goes out', () => {
  it('is signed JSON, and its answer the result, told with who gave it', async () => {
    const { url, asked } = await endpoint(json(200, { Attributes: { id: { S: '7' } } }))
    const told: OutsideAnswer[] = []
    const { ended } = await running({ machines: [machine(put)], endpoints: { all: awsEndpoint(url) }, onAnswer: answer => told.push(answer) })
    expect(await ended()).toEqual({ status: 'SUCCEEDED', output: { Attributes: { id: { S: '7' } } } })
    expect(asked).toEqual([{ path: 'POST /', body: '{"TableName":"orders","Item":{"id":{"S":"7"}}}', headers: expect.objectContaining({
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.PutItem',
      'host': new URL(url).host,
      'authorization': expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=local\/\d{8}\/us-east-1\/dynamodb\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=[\da-f]{64}$/),
    }) }])
    expect(told).toMatchObject([{ state: 'Ask', by: url, submitted: false, answer: { Return: { Attributes: { id: { S: '7' } } } } }])
    const recorder = new AnswerRecorder()
    for (const answer of told) recorder.add(answer)
    expect(recorder.mocks.MockedResponses).toEqual({ 'order/one/Ask': { 0: { Return: { Attributes: { id: { S: '7' } } } } } })
  })

  it('has the account as its key where it is another than the usual', async () => {
    const { url, asked } = await endpoint(json(200, {}))
    const { port } = await serving({ machines: [machine(put)], endpoints: { all: awsEndpoint(url) } })
    await call(port, 'StartExecution', { stateMachineArn: 'arn:aws:states:eu-west-1:111111111111:stateMachine:order' }, { Authorization: 'AWS4-HMAC-SHA256 Credential=111111111111/20261101/eu-west-1/states/aws4_request, SignedHeaders=host, Signature=0' })
    await expect.poll(() => asked[0]?.headers.authorization, { timeout: 30_000 }).toMatch(/Credential=111111111111\/\d{8}\/eu-west-1\/dynamodb\//)
  })

  it('is text where Step Functions takes JSON: of SQS, and of EventBridge', async () => {
    const sqs = await result(task('sqs:sendMessage', { QueueUrl: 'http://q/1/orders', MessageBody: { id: 7 } }), json(200, { MD5OfMessageBody: 'd', MessageId: 'm' }))
    expect([sqs.asked[0]!.headers['x-amz-target'], sqs.asked[0]!.body, sqs.ended.output]).toEqual(['AmazonSQS.SendMessage', '{"QueueUrl":"http://q/1/orders","MessageBody":"{\\"id\\":7}"}', { MD5OfMessageBody: 'd', MessageId: 'm' }])
    const events = await result(task('events:putEvents', { Entries: [{ Source: 's', DetailType: 't', Detail: { id: 7 } }] }), json(200, { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] }))
    expect([events.asked[0]!.headers['content-type'], events.asked[0]!.headers['x-amz-target'], events.asked[0]!.body]).toEqual(['application/x-amz-json-1.1', 'AWSEvents.PutEvents', '{"Entries":[{"Source":"s","DetailType":"t","Detail":"{\\"id\\":7}"}]}'])
  })

  it('is a form to SNS, whose XML is the result', async () => {
    const { ended, asked } = await result(
      task('sns:publish', { TopicArn: 'arn:aws:sns:us-east-1:1:t', Message: { note: 'a & b*' }, MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } } }),
      xml(200, '<?xml version="1.0"?>\n<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">\n  <PublishResult>\n    <MessageId>m&amp;1</MessageId>\n  </PublishResult>\n  <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>\n</PublishResponse>\n'),
    )
    expect(ended).toEqual({ status: 'SUCCEEDED', output: { MessageId: 'm&1' } })
    expect([...new URLSearchParams(asked[0]!.body)]).toEqual([
      ['Action', 'Publish'], ['Version', '2010-03-31'], ['TopicArn', 'arn:aws:sns:us-east-1:1:t'], ['Message', '{"note":"a & b*"}'],
      ['MessageAttributes.entry.1.Name', 'kind'], ['MessageAttributes.entry.1.Value.DataType', 'String'], ['MessageAttributes.entry.1.Value.StringValue', 'x'],
    ])
  })

  it('is an object of S3, by its path', async () => {
    const got = await result(task('aws-sdk:s3:getObject', { Bucket: 'b', Key: 'a b/c.json' }), xml(200, '{"id":7}', { 'Content-Type': 'application/json', 'ETag': '"e"', 'Last-Modified': 'Sun, 01 Nov 2026 09:00:00 GMT' }))
    expect([got.asked[0]!.path, got.ended.output]).toEqual(['GET /b/a%20b/c.json', { Body: '{"id":7}', ContentLength: 8, ContentType: 'application/json', ETag: '"e"', LastModified: '2026-11-01T09:00:00Z', Metadata: {} }])
    const stored = await result(task('aws-sdk:s3:putObject', { Bucket: 'b', Key: 'k', Body: { id: 7 }, IfNoneMatch: '*' }), xml(412, '<Error><Code>PreconditionFailed</Code><Message>At least one of the pre-conditions you specified did not hold</Message></Error>'))
    expect([stored.asked[0]!.path, stored.asked[0]!.body, stored.asked[0]!.headers['if-none-match'], stored.ended.error]).toEqual(['PUT /b/k', '{"id":7}', '*', 'S3.S3Exception'])
  })

  it('is an invocation of Lambda’s, signed for it', async () => {
    const { ended, asked } = await result(task('lambda:invoke', { FunctionName: 'charge', Payload: { id: 7 } }, { OutputPath: '$.Payload' }), json(200, { paid: true }))
    expect(ended).toEqual({ status: 'SUCCEEDED', output: { paid: true } })
    expect([asked[0]!.path, asked[0]!.body, asked[0]!.headers.authorization]).toEqual(['POST /2015-03-31/functions/charge/invocations', '{"id":7}', expect.stringContaining('/us-east-1/lambda/aws4_request')])
  })

  it('of the SDK has the names of the SDK for Java, and moments as text', async () => {
    const sqs = await result(task('aws-sdk:sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'x' }), json(200, { MD5OfMessageBody: 'd', MessageId: 'm' }))
    expect(sqs.ended.output).toEqual({ Md5OfMessageBody: 'd', MessageId: 'm' })
    const secret = await result(task('aws-sdk:secretsmanager:getSecretValue', { SecretId: 's' }), json(200, { Name: 's', CreatedDate: 1_793_520_000.5, SecretString: 'x' }))
    expect(secret.ended.output).toEqual({ Name: 's', CreatedDate: '2026-11-01T08:00:00.500Z', SecretString: 'x' })
  })
})

describe('what is refused', () => {
  const message = 'The conditional request failed'
  const queue = json(400, { __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'The specified queue does not exist.' }, { 'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender' })
  it.each<[string, object, Answering, object]>([
    ['a condition', put, json(400, { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', message }), { error: 'DynamoDB.ConditionalCheckFailedException', cause: expect.stringContaining(`${message} (Service: `) }],
    ['a condition, of the SDK', task('aws-sdk:dynamodb:putItem', {}), json(400, { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', message }), { error: 'DynamoDb.ConditionalCheckFailedException', cause: `${message} (Service: DynamoDb, Status Code: 400)` }],
    ['what the model has no error for', put, json(400, { __type: 'com.amazon.coral.validate#ValidationException', message: 'no' }), { error: 'DynamoDB.AmazonDynamoDBException', cause: expect.stringContaining('Error Code: ValidationException') }],
    ['the same, of the SDK', task('aws-sdk:dynamodb:putItem', {}), json(400, { __type: 'com.amazon.coral.validate#ValidationException', message: 'no' }), { error: 'DynamoDb.DynamoDbException' }],
    ['a queue that is not there', task('sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'x' }), queue, { error: 'SQS.QueueDoesNotExistException', cause: expect.stringContaining('Error Code: AWS.SimpleQueueService.NonExistentQueue') }],
    ['a topic that is not there', task('sns:publish', { TopicArn: 't', Message: 'x' }), xml(404, '<ErrorResponse><Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error></ErrorResponse>'), { error: 'SNS.NotFoundException', cause: expect.stringContaining('Topic does not exist (Service: SNS; Status Code: 404; Error Code: NotFound') }],
    ['events that a bus does not take', task('events:putEvents', { Entries: [] }), json(200, { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] }), { error: 'EventBridge.FailedEntry', cause: '{"FailedEntryCount":1,"Entries":[{"ErrorCode":"InternalFailure"}]}' }],
    ['a fault that says nothing', put, xml(502, 'bad gateway'), { error: 'DynamoDB.AmazonDynamoDBException', cause: expect.stringContaining('The endpoint answers with the status 502.') }],
    ['a fault in XML that says nothing', task('sns:publish', { TopicArn: 't', Message: 'x' }), xml(503, '<html><br></html>'), { error: 'SNS.AmazonSNSException' }],
    ['what is no JSON', put, xml(200, '<html></html>'), { error: 'DynamoDB.SdkClientException' }],
    ['what is no XML', task('sns:publish', { TopicArn: 't', Message: 'x' }), json(200, {}), { error: 'SNS.SdkClientException' }],
  ])('%s fails the task', async (_what, state, answer, failure) => {
    expect((await result(state, answer)).ended).toEqual({ status: 'FAILED', cause: expect.any(String), ...failure })
  })

  it.each<[string, object, string]>([
    ['a service that is not spoken to', task('aws-sdk:kms:encrypt', {}), 'the service kms'],
    ['an action of S3', task('aws-sdk:s3:listBuckets', {}), 'ListBuckets of S3'],
    ['a parameter of S3', task('aws-sdk:s3:putObject', { Bucket: 'b', Key: 'k', Tagging: 't' }), 'the parameter Tagging'],
  ])('%s is said, and nobody asked', async (_what, state, cause) => {
    const { ended, asked } = await result(state, json(200, {}))
    expect([ended, asked]).toEqual([{ status: 'FAILED', error: 'States.TaskFailed', cause: expect.stringContaining(cause) }, []])
  })

  it('a fault can be retried: the second answer counts', async () => {
    let count = 0
    const state = { ...put, Retry: [{ ErrorEquals: ['DynamoDB.InternalServerErrorException'] }] }
    const { ended } = await result(state, (asked, response) => (count++ === 0 ? json(500, { __type: 'x#InternalServerError', message: 'again' }) : json(200, {}))(asked, response))
    expect([ended, count]).toEqual([{ status: 'SUCCEEDED', output: {} }, 2])
  })

  it.each<[string, Answering]>([
    ['is cut before the answer', (_asked, response) => void response.destroy()],
    ['is cut within the answer', (_asked, response) => {
      response.writeHead(200, { 'Content-Length': '1000' })
      response.write('{', () => response.destroy())
    }],
  ])('a connection that %s fails the task', async (_what, answer) => {
    expect((await result(put, answer)).ended).toMatchObject({ status: 'FAILED', error: 'DynamoDB.SdkClientException', cause: expect.stringContaining('Unable to execute HTTP request') })
  })

  it('who does not answer is given up, and so is who is not there', async () => {
    const { url } = await endpoint(() => {})
    const silent = await running({ machines: [machine(put)], endpoints: { all: awsEndpoint(url, { milliseconds: 30 }) } })
    expect(await silent.ended()).toMatchObject({ error: 'DynamoDB.SdkClientException', cause: expect.stringContaining('no answer after 0.03 seconds') })
    const absent = await running({ machines: [machine(put)], endpoints: { all: awsEndpoint('http://127.0.0.1:1') } })
    expect(await absent.ended()).toMatchObject({ error: 'DynamoDB.SdkClientException', cause: expect.stringContaining('127.0.0.1:1') })
  })

  it('AWS itself is not asked', () => {
    for (const address of ['https://dynamodb.us-east-1.amazonaws.com', 'https://sqs.eu-west-1.AMAZONAWS.com./', 'https://sns.cn-north-1.amazonaws.com.cn', 'https://dynamodb.eu-west-1.api.aws']) expect(() => awsEndpoint(address)).toThrow('AWS itself')
    expect(() => awsEndpoint('localhost:4566')).toThrow('it is an address such as')
    expect(awsEndpoint('http://amazonaws.com.localhost:4566').endpoint).toBe('http://amazonaws.com.localhost:4566')
  })
})

describe('the order', () => {
  it('a pattern’s simulated services stay, and what it has none for is asked', async () => {
    const { url, asked } = await endpoint(json(200, { Name: 's', SecretString: 'x' }))
    const setUp: NonNullable<ServeOptions['machines']>[number]['setUp'] = world => world.dynamodb.createTable('orders', 'id')
    const definition = JSON.stringify({ StartAt: 'Put', States: { Put: { ...put, End: undefined, Next: 'Secret' }, Secret: task('aws-sdk:secretsmanager:getSecretValue', { SecretId: 's' }) } })
    const tags: object[] = []
    const { ended } = await running({ machines: [{ ...machine(put), definition, setUp }], endpoints: { all: awsEndpoint(url) }, onTask: ({ state, kind, name }) => tags.push({ state, kind, name }) })
    expect(await ended()).toEqual({ status: 'SUCCEEDED', output: { Name: 's', SecretString: 'x' } })
    expect(asked.map(({ headers }) => headers['x-amz-target'])).toEqual(['secretsmanager.GetSecretValue'])
    expect(tags).toEqual([{ state: 'Put', kind: 'simulated account', name: undefined }, { state: 'Secret', kind: 'endpoint', name: url }])
  })

  it('Step Functions is the account’s own', async () => {
    const { url, asked } = await endpoint(json(200, {}))
    const child = { name: 'child', type: 'STANDARD' as const, definition: JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }) }
    const { ended } = await running({ machines: [child, machine(task('states:startExecution.sync:2', { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:child', Input: { id: 7 } }, { OutputPath: '$.Output' }))], endpoints: { all: awsEndpoint(url) } })
    expect([await ended(), asked]).toEqual([{ status: 'SUCCEEDED', output: { id: 7 } }, []])
  })

  it('a service can have an endpoint of its own, and others none', async () => {
    const { url, asked } = await endpoint(json(200, { MessageId: 'm' }))
    const sqs = task('sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'x' })
    const { ended } = await running({ machines: [machine({ ...sqs, End: undefined, Next: 'Put' })].map(one => ({ ...one, definition: JSON.stringify({ StartAt: 'Ask', States: { Ask: { ...sqs, End: undefined, Next: 'Put' }, Put: put } }) })), endpoints: { services: { sqs: awsEndpoint(url) } } })
    expect([await ended(), asked.length]).toEqual([{ status: 'FAILED', error: 'DynamoDB.ResourceNotFoundException', cause: expect.any(String) }, 1])
  })
})

it('a message with a token is only the beginning: the token answers', async () => {
  const { url, asked } = await endpoint(json(200, { MessageId: 'm' }))
  const { port, ended } = await running({ machines: [machine(task('sqs:sendMessage.waitForTaskToken', { 'QueueUrl': 'q', 'MessageBody': { 'token.$': '$$.Task.Token' } }))], endpoints: { all: awsEndpoint(url) } })
  await expect.poll(() => asked.length, { timeout: 30_000 }).toBe(1)
  const { token } = JSON.parse(JSON.parse(asked[0]!.body).MessageBody)
  await call(port, 'SendTaskSuccess', { taskToken: token, output: '"done"' })
  expect(await ended()).toEqual({ status: 'SUCCEEDED', output: 'done' })
})

it('who does not wait any more hangs up', async () => {
  let closed = false
  const { url, asked } = await endpoint((_asked, response) => void response.on('close', () => closed = true))
  const { port, executionArn } = await running({ machines: [machine(put)], endpoints: { all: awsEndpoint(url) } })
  await expect.poll(() => asked.length, { timeout: 30_000 }).toBe(1)
  await call(port, 'StopExecution', { executionArn })
  await expect.poll(() => closed, { timeout: 30_000 }).toBe(true)
})

it('a call holds a fast clock', async () => {
  const waiting: ServerResponse[] = []
  const { url } = await endpoint((_asked, response) => void waiting.push(response))
  const both = { Type: 'Parallel', Branches: [{ StartAt: 'Put', States: { Put: { ...put, TimeoutSeconds: 3600 } } }, { StartAt: 'Pause', States: { Pause: { Type: 'Wait', Seconds: 1800, End: true } } }], End: true }
  const { port, executionArn, ended } = await running({ machines: [machine(both)], endpoints: { all: awsEndpoint(url) } })
  await expect.poll(() => waiting.length, { timeout: 30_000 }).toBe(1)
  expect((await call(port, 'GetExecutionHistory', { executionArn })).json.events.map(({ type }: { type: string }) => type)).not.toContain('WaitStateExited')
  waiting[0]!.end('{}')
  expect(await ended()).toMatchObject({ status: 'SUCCEEDED' })
})

describe('XML', () => {
  it('is read as elements, lists and text', () => {
    expect(readXml('<?xml version="1.0"?><!-- c --><A x="1"><B>1 &lt; 2 &#65;&#x42;</B><C/><D><member>1</member><member><E>2</E></member></D></A>')).toEqual({ A: { B: '1 < 2 AB', C: '', D: ['1', { E: '2' }] } })
  })

  it.each(['', 'text', '<A>', '<A></B>', '</A>', '<A></A><B></B>', '<A', '<A></A></A>', '{"a":"<"}'])('%j is none', (text) => {
    expect(() => readXml(text)).toThrow('the answer is no XML')
  })
})
