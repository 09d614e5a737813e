import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { serve } from '../../../engine/server/index.ts'
import { PASS, ROLE, WAIT } from '../service/asking.ts'
import { call, send, serving } from './serving.ts'

const target = { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'AWSStepFunctions.ListStateMachines' }

describe('the protocol', () => {
  it('answers with an id, and an empty request like {}', async () => {
    const { port } = await serving()
    const got = await send(port, { headers: target })
    expect(got).toMatchObject({ status: 200, body: '{"stateMachines":[]}', headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': expect.stringMatching(/^[\da-f-]{36}$/) } })
  })

  it.each<[string, Parameters<typeof send>[1], number, object]>([
    ['a refusal', { headers: { ...target, 'X-Amz-Target': 'AWSStepFunctions.DescribeStateMachine' }, body: '{"stateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:a"}' }, 400, { __type: 'com.amazonaws.swf.service.v2.model#StateMachineDoesNotExist', message: 'State Machine Does Not Exist: \'arn:aws:states:us-east-1:123456789012:stateMachine:a\'' }],
    ['what breaks the model', { headers: target, body: '{"maxResults":1001}' }, 400, { __type: 'com.amazon.coral.validate#ValidationException', message: '1 validation error detected: Value \'1001\' at \'maxResults\' failed to satisfy constraint: Member must have value less than or equal to 1000' }],
    ['an unknown operation', { headers: { ...target, 'X-Amz-Target': 'AWSStepFunctions.Dance' }, body: '{}' }, 400, { __type: 'com.amazon.coral.service#UnknownOperationException' }],
    ['an operation of Object', { headers: { ...target, 'X-Amz-Target': 'AWSStepFunctions.constructor' }, body: '{}' }, 400, { __type: 'com.amazon.coral.service#UnknownOperationException' }],
    ['another service', { headers: { ...target, 'X-Amz-Target': 'DynamoDB_20120810.ListTables' }, body: '{}' }, 400, { __type: 'com.amazon.coral.service#UnknownOperationException' }],
    ['no JSON', { headers: target, body: '{' }, 400, { __type: 'com.amazon.coral.service#SerializationException' }],
    ['a JSON list', { headers: target, body: '[]' }, 400, { __type: 'com.amazon.coral.service#SerializationException' }],
    ['CBOR', { headers: { ...target, 'Content-Type': 'application/cbor' }, body: '' }, 415, { __type: 'com.amazon.coral.validate#ValidationException' }],
    ['GET', { method: 'GET' }, 404, { __type: 'com.amazon.coral.service#UnknownOperationException' }],
    ['another host', { headers: { ...target, Host: 'example.org' } }, 403, { message: 'This server answers to localhost, 127.0.0.1 and [::1] only.' }],
    ['a page of another site', { headers: { ...target, Origin: 'https://example.org' } }, 403, { message: 'This server answers no pages of other sites.' }],
    ['a body too large', { headers: target, body: JSON.stringify({ nextToken: 'x'.repeat(8 * 2 ** 20) }) }, 413, { __type: 'com.amazon.coral.validate#ValidationException' }],
  ])('answers %s in AWS’s shape', async (_what, request, status, body) => {
    const faults: unknown[] = []
    const { port } = await serving({ onFault: fault => faults.push(fault) })
    const got = await send(port, request)
    expect([got.status, JSON.parse(got.body)]).toEqual([status, expect.objectContaining(body)])
    expect(got.headers).not.toHaveProperty('access-control-allow-origin')
    expect(faults).toEqual([])
  })

  it.each(['localhost:1', '127.0.0.1', '[::1]:80', 'sync-localhost', 'sync-127.0.0.1:3', 'states.localhost'])('takes the host %s', async (Host) => {
    const { port } = await serving()
    expect((await send(port, { headers: { ...target, Host } })).status).toBe(200)
  })

  it('takes what is sent to it as to a proxy', async () => {
    const { port } = await serving()
    expect((await send(port, { path: 'http://sync-states.local/', headers: { ...target, Host: 'sync-states.local' } })).status).toBe(200)
  })

  it('finds nothing at what is no address', async () => {
    const faults: unknown[] = []
    const { port } = await serving({ onFault: fault => faults.push(fault) })
    expect((await send(port, { method: 'GET', path: 'http://[' })).status).toBe(404)
    expect((await send(port, { path: '//[', headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'AWSStepFunctions.ListStateMachines' }, body: '{}' })).status).toBe(200)
    expect(faults).toEqual([])
  })

  it('takes the region from the signature, and the account from a key of twelve digits', async () => {
    const { port } = await serving()
    const authorization = (key: string, region: string) => ({ Authorization: `AWS4-HMAC-SHA256 Credential=${key}/20261101/${region}/states/aws4_request, SignedHeaders=host, Signature=x` })
    const request = { name: 'a', definition: PASS, roleArn: ROLE }
    expect((await call(port, 'CreateStateMachine', request, authorization('AKIALOCAL', 'eu-west-1'))).json.stateMachineArn).toBe('arn:aws:states:eu-west-1:123456789012:stateMachine:a')
    expect((await call(port, 'CreateStateMachine', request, authorization('111122223333', 'eu-west-1'))).json.stateMachineArn).toBe('arn:aws:states:eu-west-1:111122223333:stateMachine:a')
    expect((await call(port, 'ListStateMachines')).json.stateMachines).toEqual([])
  })

  it('listens by IPv6 as well, where there is one', async () => {
    const { port } = await serving()
    const got = await send(port, { host: '::1', headers: target }).catch((error: NodeJS.ErrnoException) => error.code)
    expect(typeof got === 'object' ? got.status : got).toSatisfy(answer => answer === 200 || answer === 'ECONNREFUSED' || answer === 'EADDRNOTAVAIL')
  })

  it('says so where a port is taken', async () => {
    const { port } = await serving()
    await expect(serve({ port })).rejects.toThrow(`port ${port} is taken on 127.0.0.1`)
  })

  it('tells of every request', async () => {
    const told: string[] = []
    const { port } = await serving({ onRequest: ({ what, status, error = '' }) => told.push(`${what} ${status} ${error}`.trim()) })
    await call(port, 'ListActivities')
    await call(port, 'ListActivities', { maxResults: -1 })
    expect(told).toEqual(['ListActivities 200', 'ListActivities 400 ValidationException'])
  })
})

describe('STS and IAM', () => {
  it.each([
    ['Action=GetCallerIdentity&Version=2011-06-15', /<Account>123456789012<\/Account>/],
    ['Action=ListRoles&Version=2010-05-08', /<Arn>arn:aws:iam::123456789012:role\/StepFunctionsRole<\/Arn>/],
    ['Action=GetRole&RoleName=%3Cmine%3E&Version=2010-05-08', /<RoleName>&#60;mine&#62;<\/RoleName>/],
    ['Action=DeleteRole', /<Code>InvalidAction<\/Code>/],
  ])('%s', async (body, answer) => {
    const { port } = await serving()
    expect((await send(port, { headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' }, body })).body).toMatch(answer)
  })
})

describe('waiting', () => {
  it('a worker whose socket is gone gets no task: the next one does', async () => {
    const server = await serving({ pollMilliseconds: 60_000, clock: 'real' })
    const { port } = server
    const { json: { activityArn } } = await call(port, 'CreateActivity', { name: 'pack' })
    const { json: { stateMachineArn } } = await call(port, 'CreateStateMachine', { name: 'a', roleArn: ROLE, definition: JSON.stringify({ StartAt: 'Pack', States: { Pack: { Type: 'Task', Resource: activityArn, End: true } } }) })
    const socket = connect(port, '127.0.0.1')
    const body = JSON.stringify({ activityArn, workerName: 'gone' })
    socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: AWSStepFunctions.GetActivityTask\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    const { queue } = (await server.account()).activities.get(activityArn)!
    await expect.poll(() => queue.waiting, { timeout: 30_000 }).toBe(1)
    socket.destroy()
    await expect.poll(() => queue.waiting, { timeout: 30_000 }).toBe(0)
    const { json: { executionArn } } = await call(port, 'StartExecution', { stateMachineArn })
    expect((await call(port, 'GetActivityTask', { activityArn, workerName: 'there' })).json.taskToken).toEqual(expect.any(String))
    const { json: { events } } = await call(port, 'GetExecutionHistory', { executionArn })
    expect(events.at(-1)).toMatchObject({ type: 'ActivityStarted', activityStartedEventDetails: { workerName: 'there' } })
  })

  it('a server that is closed lets all go', async () => {
    const server = await serving({ pollMilliseconds: 60_000 })
    const { json: { activityArn } } = await call(server.port, 'CreateActivity', { name: 'pack' })
    const poll = call(server.port, 'GetActivityTask', { activityArn }).catch((error: NodeJS.ErrnoException) => error.code)
    const { queue } = (await server.account()).activities.get(activityArn)!
    await expect.poll(() => queue.waiting, { timeout: 30_000 }).toBe(1)
    await server.close()
    expect(await poll).toBe('ECONNRESET')
  })
})

describe('the clock', () => {
  const json = { 'Content-Type': 'application/json' }

  it('is told, and moved by request', async () => {
    const { port } = await serving({ clock: 'manual' })
    const clock = async (body: object) => JSON.parse((await send(port, { path: '/_asl/clock', headers: json, body: JSON.stringify(body) })).body)
    const { json: { stateMachineArn } } = await call(port, 'CreateStateMachine', { name: 'a', definition: WAIT, roleArn: ROLE })
    const { json: { executionArn } } = await call(port, 'StartExecution', { stateMachineArn })
    const status = async () => (await call(port, 'DescribeExecution', { executionArn })).json.status
    expect(JSON.parse((await send(port, { method: 'GET', path: '/_asl/clock' })).body)).toEqual({ mode: 'manual', now: '2026-11-01T09:00:00.000Z', next: '2026-11-01T09:01:00.000Z' })
    expect(await clock({ advance: '30s' })).toEqual({ mode: 'manual', now: '2026-11-01T09:00:30.000Z', next: '2026-11-01T09:01:00.000Z', moved: true })
    expect(await status()).toBe('RUNNING')
    expect(await clock({ next: true })).toEqual({ mode: 'manual', now: '2026-11-01T09:01:00.000Z', moved: true })
    expect(await status()).toBe('SUCCEEDED')
    expect(await clock({ next: true })).toMatchObject({ moved: false })
    expect(await clock({ to: '2027-01-01T00:00:00Z' })).toMatchObject({ now: '2027-01-01T00:00:00.000Z' })
    expect(await clock({ advance: 'soon' })).toEqual({ message: expect.stringContaining('a duration such as') })
    expect((await send(port, { path: '/_asl/clock', headers: { 'Content-Type': 'text/plain' }, body: '{"next":true}' })).status).toBe(400)
  })
})

describe('machines that are loaded', () => {
  it('are there in every account, and new revisions take their place', async () => {
    const server = await serving({ machines: [{ name: 'Orders', type: 'STANDARD', definition: PASS }] })
    const describeIn = async (region: string) => (await call(server.port, 'DescribeStateMachine', { stateMachineArn: `arn:aws:states:${region}:123456789012:stateMachine:Orders` }, { Authorization: `AWS4-HMAC-SHA256 Credential=a/20261101/${region}/states/aws4_request` })).json
    expect(await describeIn('us-east-1')).toMatchObject({ definition: PASS })
    await server.load([{ name: 'Orders', type: 'STANDARD', definition: WAIT }])
    expect(await describeIn('us-east-1')).toMatchObject({ definition: WAIT, revisionId: expect.any(String) })
    expect(await describeIn('eu-west-1')).toMatchObject({ definition: WAIT })
    await server.load([{ name: 'Orders', type: 'EXPRESS', definition: PASS }])
    expect(await describeIn('eu-west-1')).toMatchObject({ type: 'EXPRESS' })
  })

  it('have simulated services of their own', async () => {
    const lambda = JSON.stringify({ StartAt: 'Ask', States: { Ask: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'ask' }, OutputPath: '$.Payload', End: true } } })
    const server = await serving({ machines: ['one', 'two'].map(name => ({ name, type: 'EXPRESS' as const, definition: lambda, setUp: world => world.lambda.add('ask', () => `I am ${name}`) })) })
    for (const name of ['one', 'two']) {
      const { json } = await call(server.port, 'StartSyncExecution', { stateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${name}` })
      expect(json).toMatchObject({ status: 'SUCCEEDED', output: `"I am ${name}"` })
    }
  })
})
