import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { endpointsOf } from '../../../engine/cli/commands/serve/endpoints.ts'
import { load } from '../../../engine/cli/commands/serve/load.ts'
import { call } from '../server/serving.ts'
import { ownFolder } from './folder.ts'
import { asl } from './terminal.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const folder = ownFolder()
const pass = 'StartAt: A\nStates:\n  A: { Type: Pass, End: true }\n'

describe('what clients need', () => {
  it('is printed for a shell', async () => {
    expect((await asl(['serve', '--env', '--port', '9000', '--region', 'eu-west-1'])).stdout).toBe([
      'export AWS_ENDPOINT_URL_SFN=http://127.0.0.1:9000',
      'export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local',
      'export AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-1',
      'export AWS_EC2_METADATA_DISABLED=true',
      'export AWS_DISABLE_HOST_PREFIX_INJECTION=true',
      '',
    ].join('\n'))
  })

  it('is written as a profile, which is not written twice', async () => {
    const file = folder.write('aws/config', '[default]\nregion = us-east-1')
    const env = { AWS_CONFIG_FILE: file }
    expect((await asl(['serve', '--write-profile', 'local'], { env })).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toBe('[default]\nregion = us-east-1\n\n[profile local]\nregion = us-east-1\naws_access_key_id = local\naws_secret_access_key = local\ndisable_host_prefix_injection = true\nservices = local\n\n[services local]\nsfn =\n  endpoint_url = http://127.0.0.1:8083\n')
    expect(await asl(['serve', '--write-profile', 'local'], { env })).toEqual({ code: 2, stdout: '', stderr: `asl: ${file} has a [profile local] already; it stays as it is\n` })
  })
})

describe('what can not be', () => {
  it.each<[string[], string]>([
    [['--port', 'x'], '--port is x; it can be from 0 to 65535'],
    [['--clock', 'slow'], '--clock is slow; it can be real or fast or manual'],
    [['--wait-scale', '-1'], '--wait-scale is -1; it can be from 0 to 1000000'],
    [['--account', '12'], '--account is 12; an account has twelve digits'],
    [['--lambda', 'nowhere'], '--lambda is nowhere; it is an address such as http://127.0.0.1:3001, or a folder'],
    [['--aws-endpoint', 'nowhere'], '--aws-endpoint is nowhere; it is an address such as http://127.0.0.1:4566'],
    [['--aws-endpoint', 'https://dynamodb.us-east-1.amazonaws.com'], '--aws-endpoint is https://dynamodb.us-east-1.amazonaws.com; that is AWS itself, which is not called; it is the address of LocalStack, moto, DynamoDB Local or the like'],
    [['--region', 'here'], '--region is here; a region is called like us-east-1'],
    [['nowhere.asl.json'], 'nowhere.asl.json can not be read: there is no such file'],
  ])('%j is told', async (args, message) => {
    expect(await asl(['serve', '--port', '0', ...args])).toEqual({ code: 2, stdout: '', stderr: `asl: ${message}\n` })
  })

  it('the environment of Step Functions Local is read, and told of as well', async () => {
    expect((await asl(['serve', '--port', '0'], { env: { WAIT_TIME_SCALE: 'fast' } })).stderr).toContain('--wait-scale is fast')
    expect((await asl(['serve', '--port', '0'], { env: { SQS_ENDPOINT: 'nowhere' } })).stderr).toContain('SQS_ENDPOINT is nowhere; ')
    expect((await asl(['serve', '--env'], { env: { AWS_DEFAULT_REGION: 'eu-central-1' } })).stdout).toContain('AWS_REGION=eu-central-1')
  })

  it('a port that is taken is told', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    expect(await asl(['serve', '--port', String(port)])).toMatchObject({ code: 2, stderr: `asl: port ${port} is taken on 127.0.0.1: choose another with --port\n` })
    other.close()
  })
})

it('endpoints are of all services, or of one each', () => {
  const [all, dynamodb, sns] = ['http://127.0.0.1:4566', 'http://127.0.0.1:8000', 'http://127.0.0.1:8001']
  const { all: others, services } = endpointsOf({ '--aws-endpoint': all, 'DYNAMODB_ENDPOINT': dynamodb, 'SNS_ENDPOINT': sns })!
  expect([others!.endpoint, Object.entries(services!).map(([name, { endpoint }]) => [name, endpoint])]).toEqual([all, [['dynamodb', dynamodb], ['sns', sns]]])
  expect(endpointsOf({})).toBeUndefined()
})

describe('what is loaded', () => {
  it('all patterns of the talk, with their cases', { timeout: 120_000 }, async () => {
    const { machines, mocks, diagnostics, missing } = await load([join(root, 'snippets')])
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual(['SAME_NAME: another state machine is called PackOrder, too; this one is left out'])
    expect(missing).toEqual([])
    expect(machines.map(({ name }) => name)).toContain('ShipmentSaga')
    expect(new Set(machines.map(({ name }) => name)).size).toBe(machines.length)
    expect(Object.keys(mocks.StateMachines)).toContain('ShipmentSaga')
  })

  it('files, called as they are, and what is wrong with others', async () => {
    folder.write('machines/order.asl.yaml', pass)
    folder.write('machines/broken.asl.yaml', pass.replace('End: true', 'Next: B'))
    const { machines, diagnostics } = await load([join(folder.path, 'machines')])
    expect(machines.map(({ name, type }) => [name, type])).toEqual([['order', 'STANDARD']])
    expect(diagnostics[0]).toMatchObject({ code: 'MISSING_TRANSITION_TARGET', file: join(folder.path, 'machines', 'broken.asl.yaml') })
  })
})

describe('a server', () => {
  it('tells where it is, loads what changes, writes what was gone through, and ends when it is interrupted', { timeout: 120_000 }, async () => {
    const file = folder.write('served/order.asl.yaml', pass)
    folder.write('served/call.asl.yaml', 'StartAt: Call\nStates:\n  Call: { Type: Task, Resource: "arn:aws:lambda:us-east-1:123456789012:function:charge", End: true }\n')
    folder.write('served/functions/charge.mjs', 'export const handler = () => ({ paid: true })\n')
    const child = spawn(process.execPath, [join(root, 'engine', 'cli', 'asl.mjs'), 'serve', join(folder.path, 'served'), '--port', '0', '--clock', 'fast', '--coverage', join(folder.path, 'covered'), '--record', join(folder.path, 'mocks.json')])
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => out += chunk.toString())
    const ended = new Promise(resolve => child.once('close', resolve))
    try {
      await expect.poll(() => out, { timeout: 60_000 }).toMatch(/^Step Functions on http:\/\/127\.0\.0\.1:\d+, account 123456789012, us-east-1, clock: fast; 2 state machines\n/)
      const port = Number(/:(\d+),/.exec(out)![1])
      const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:order'
      const comment = async () => JSON.parse((await call(port, 'DescribeStateMachine', { stateMachineArn })).json.definition).Comment as string | undefined
      expect(await comment()).toBeUndefined()
      writeFileSync(file, `Comment: changed\n${pass}`)
      await expect.poll(comment, { timeout: 60_000 }).toBe('changed')
      expect(out).toContain('DescribeStateMachine 200 ')
      const { executionArn } = (await call(port, 'StartExecution', { stateMachineArn })).json
      await expect.poll(async () => (await call(port, 'DescribeExecution', { executionArn })).json.status, { timeout: 60_000 }).toBe('SUCCEEDED')
      const called = (await call(port, 'StartExecution', { stateMachineArn: stateMachineArn.replace('order', 'call'), name: 'one' })).json.executionArn
      await expect.poll(async () => (await call(port, 'DescribeExecution', { executionArn: called })).json.output, { timeout: 60_000 }).toBe('{"paid":true}')
      expect(out).toContain(`  Call answered by ${join(folder.path, 'served', 'functions', 'charge.mjs')} `)
    } finally {
      child.kill('SIGINT')
    }
    expect(await ended).toBe(0)
    expect(out).toContain(`${join(folder.path, 'covered', 'index.html')}: 2 of 2 states, 4 of 4 transitions`)
    expect(JSON.parse(readFileSync(join(folder.path, 'mocks.json'), 'utf8')).MockedResponses).toEqual({ 'call/one/Call': { 0: { Return: { paid: true } } } })
    expect(readFileSync(join(folder.path, 'covered', 'lcov.info'), 'utf8')).toContain(`SF:${file}\nFN:4,A\nFNDA:1,A\n`)
  })
})
