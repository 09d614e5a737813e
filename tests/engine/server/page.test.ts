import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { view } from '../../../engine/server/index.ts'
import { PAGE_HEADERS } from '../../../engine/server/page/policy.ts'
import { RequestLog } from '../../../engine/server/page/request-log.ts'
import { headerPolicy } from '../../../scripts/vite/built/policy.mjs'
import { PASS, ROLE, WAIT } from '../service/asking.ts'
import { call, send, serving } from './serving.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(folder, 'assets', 'main-1.js'), 'export {}')
  writeFileSync(join(folder, '..', 'secret.js'), 'secret')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(join(folder, '..', 'secret.js'), { force: true })
})

const withPage = () => ({ page: () => ({ folder }) })
const get = (port: number, path: string, headers: Record<string, string> = {}) => send(port, { method: 'GET', path, headers })

describe('the files of the page', () => {
  it('are there under a policy as strict as the deck’s, and no other page can frame or use them', async () => {
    const { port } = await serving(withPage())
    const page = await get(port, '/')
    expect([page.status, page.body, page.headers['content-type']]).toEqual([200, '<!doctype html><title>page</title>', 'text/html; charset=utf-8'])
    expect(page.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-resource-policy': 'same-origin', 'cache-control': 'no-cache' })
    expect((await get(port, '/assets/main-1.js')).headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'max-age=31536000, immutable' })
    expect(PAGE_HEADERS['Content-Security-Policy']).toBe(headerPolicy.replace(`frame-ancestors 'self'`, `frame-ancestors 'none'`))
  })

  it.each(['/../secret.js', '/assets/../../secret.js', '/assets/%2e%2e/secret.js', '/..%2fsecret.js', '/missing.js', '/assets', '/etc/passwd', '/index.html.map'])('%s is not one of them', async (path) => {
    const { port } = await serving(withPage())
    expect((await get(port, path)).status).toBe(404)
  })

  it('are not for other hosts, and not there without a page', async () => {
    const { port } = await serving(withPage())
    expect((await get(port, '/', { Host: 'example.org' })).status).toBe(403)
    expect((await get((await serving()).port, '/')).status).toBe(404)
  })

  it('say what is the matter while there are none', async () => {
    const { port } = await serving({ page: () => ({ says: 'It is <b>being</b> built', again: true }) })
    const got = await get(port, '/')
    expect([got.status, got.headers.refresh]).toEqual([503, '1'])
    expect(got.body).toContain('It is &#60;b&#62;being&#60;/b&#62; built')
  })
})

describe('what only this server has', () => {
  it('tells accounts and cases', async () => {
    const mocks = { StateMachines: { Order: { TestCases: { Happy: {}, Sad: {} } } }, MockedResponses: {} }
    const { port } = await serving({ mocks })
    await call(port, 'ListStateMachines', {}, { Authorization: 'AWS4-HMAC-SHA256 Credential=111122223333/20261101/eu-west-1/states/aws4_request' })
    const { body, headers } = await get(port, '/_asl/about')
    expect(JSON.parse(body)).toEqual({
      endpoint: 'http://127.0.0.1:'.concat(String(port)),
      readOnly: false,
      hasClock: true,
      accounts: [{ account: '123456789012', region: 'us-east-1' }, { account: '111122223333', region: 'eu-west-1' }],
      cases: { Order: ['Happy', 'Sad'] },
    })
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
  })

  it('logs what programs ask, with what they were told, and not what the page looks at', async () => {
    const told: string[] = []
    const { port } = await serving({ onRequest: ({ what }) => told.push(what) })
    const request = { name: 'a', definition: PASS, roleArn: ROLE }
    await call(port, 'CreateStateMachine', request, { 'User-Agent': 'Boto3/1.43' })
    await call(port, 'ListStateMachines', {}, { 'X-Asl-Page': '1' })
    await call(port, 'DescribeExecution', { executionArn: 'x' })
    await call(port, 'StartExecution', { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:a' }, { 'X-Asl-Page': '1' })
    const log = JSON.parse((await get(port, '/_asl/log?after=0')).body)
    expect(log).toMatchObject([
      { number: 3, what: 'StartExecution', status: 200 },
      { number: 2, what: 'DescribeExecution', status: 400, error: 'InvalidArn', message: 'Invalid Arn: \'Invalid ARN prefix: x\'', request: '{"executionArn":"x"}' },
      { number: 1, what: 'CreateStateMachine', status: 200, client: 'Boto3/1.43', account: '123456789012', region: 'us-east-1', request: JSON.stringify(request), milliseconds: expect.any(Number) },
    ])
    expect(told).toEqual(['CreateStateMachine', 'DescribeExecution', 'StartExecution'])
    expect(JSON.parse((await get(port, '/_asl/log?after=2')).body)).toHaveLength(1)
  })

  it('keeps the latest 500 requests, and the long ones without their body', () => {
    const log = new RequestLog()
    const request = { id: '', at: '', what: 'ListActivities', status: 200, milliseconds: 1 }
    log.add({ ...request, request: 'x'.repeat(40_000), client: 'y'.repeat(1000) })
    expect(log.after(0)).toEqual([{ number: 1, ...request, client: 'y'.repeat(300) }])
    for (let index = 0; index < 505; index++) log.add(request)
    expect([log.after(0).length, log.after(0)[0]!.number, log.after(0).at(-1)!.number, log.after(504).length]).toEqual([500, 506, 7, 2])
  })

  it('tells of changes as they come: which executions, which requests, what time it is', async () => {
    const { port, endpoint } = await serving({ clock: 'manual' })
    const gone = new AbortController()
    const stream = await fetch(`${endpoint}/_asl/events`, { signal: gone.signal })
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (part: string) => {
      while (!text.includes(part)) text += (await reader.read()).value ?? ''
    }
    await until('"requests":0')
    await call(port, 'CreateStateMachine', { name: 'w', definition: WAIT, roleArn: ROLE })
    await until('"resources":true')
    await call(port, 'StartExecution', { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:w', name: 'one' })
    await until('"executions":["arn:aws:states:us-east-1:123456789012:execution:w:one"]')
    await until(`"now":${Date.UTC(2026, 10, 1, 9)}`)
    gone.abort()
  })

  it('has none of it for pages of other sites', async () => {
    const { port } = await serving(withPage())
    for (const path of ['/_asl/about', '/_asl/log', '/_asl/events', '/_asl/clock']) {
      const got = await get(port, path, { Origin: 'https://example.org' })
      expect([path, got.status, got.headers['access-control-allow-origin']]).toEqual([path, 403, undefined])
    }
  })
})

describe('the page in front of another server', () => {
  async function viewing(allowChanges: boolean) {
    const behind = await serving()
    const { address, close } = await view({ endpoint: behind.endpoint, page: () => ({ folder }), port: 0, account: '123456789012', region: 'us-east-1', allowChanges })
    closing.push(close)
    return { behind, port: Number(new URL(address).port) }
  }
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  it('passes on what only reads, and says that it does no more', async () => {
    const { behind, port } = await viewing(false)
    await call(behind.port, 'CreateStateMachine', { name: 'a', definition: PASS, roleArn: ROLE })
    expect((await call(port, 'ListStateMachines')).json.stateMachines).toMatchObject([{ name: 'a' }])
    expect((await call(port, 'DescribeExecution', { executionArn: 'x' })).json).toMatchObject({ message: 'Invalid Arn: \'Invalid ARN prefix: x\'' })
    const refused = await call(port, 'StartExecution', { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:a' })
    expect([refused.status, refused.json.message]).toEqual([403, 'StartExecution changes something; asl view --allow-changes passes it on.'])
    expect(JSON.parse((await get(port, '/_asl/about')).body)).toEqual({ endpoint: behind.endpoint, readOnly: true, hasClock: false, accounts: [{ account: '123456789012', region: 'us-east-1' }], cases: {} })
    expect((await get(port, '/')).status).toBe(200)
  })

  it('passes on everything where that is asked for, with region and account', async () => {
    const { port } = await viewing(true)
    const request = { name: 'a', definition: PASS, roleArn: ROLE }
    const authorization = { Authorization: 'AWS4-HMAC-SHA256 Credential=111122223333/20261101/eu-west-1/states/aws4_request' }
    expect((await call(port, 'CreateStateMachine', request, authorization)).json.stateMachineArn).toBe('arn:aws:states:eu-west-1:111122223333:stateMachine:a')
  })

  it.each<[string, Parameters<typeof send>[1], number]>([
    ['another host', { headers: { 'Host': 'example.org', 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'AWSStepFunctions.ListStateMachines' } }, 403],
    ['a page of another site', { headers: { 'Origin': 'https://example.org', 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'AWSStepFunctions.ListStateMachines' } }, 403],
    ['what a form sends', { headers: { 'Content-Type': 'text/plain', 'X-Amz-Target': 'AWSStepFunctions.ListStateMachines' } }, 404],
    ['another service', { headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': 'DynamoDB_20120810.ListTables' } }, 404],
    ['the clock', { method: 'GET', path: '/_asl/clock' }, 404],
  ])('passes on nothing for %s', async (_what, request, status) => {
    const { port } = await viewing(true)
    expect((await send(port, request)).status).toBe(status)
  })

  it('says so where nobody is behind it', async () => {
    const { behind, port } = await viewing(false)
    await behind.close()
    const got = await call(port, 'ListStateMachines')
    expect([got.status, got.json.message]).toEqual([502, expect.stringContaining(`${behind.endpoint} does not answer`)])
  })
})
