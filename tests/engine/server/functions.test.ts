import type { IncomingMessage } from 'node:http'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { utimesSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { AnswerRecorder, functionFolder, lambdaEndpoint, type OutsideAnswer, type ServeOptions } from '../../../engine/server/index.ts'
import { MockCase } from '../../../engine/simulation/index.ts'
import { ownFolder } from '../cli/folder.ts'
import { peer } from './peer.ts'
import { call, serving } from './serving.ts'

const folder = ownFolder()

/** Somebody who runs functions and speaks Lambda's API as `sam local start-lambda` and the runtime interface emulator do. */
async function lambda(answer: (path: string, event: any, request: IncomingMessage) => { status?: number, headers?: Record<string, string>, body: unknown } | Promise<{ status?: number, headers?: Record<string, string>, body: unknown }>): Promise<string> {
  return peer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const { status = 200, headers = {}, body } = await answer(request.url!, JSON.parse(Buffer.concat(chunks).toString()), request)
      response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  })
}

const invoke = (state: object = {}) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { 'FunctionName': 'charge', 'Payload.$': '$' }, ResultSelector: { 'of.$': '$.Payload' }, End: true, ...state })
const machine = (task: object) => ({ name: 'order', type: 'STANDARD' as const, definition: JSON.stringify({ StartAt: 'Charge', States: { Charge: task } }) })

async function running(options: ServeOptions, input: object = { amount: 7 }): Promise<{ port: number, ended: () => Promise<any> }> {
  const { port } = await serving(options)
  const { executionArn } = (await call(port, 'StartExecution', { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:order', name: 'one', input: JSON.stringify(input) })).json
  const described = async () => (await call(port, 'DescribeExecution', { executionArn })).json
  return { port, ended: async () => {
    await expect.poll(async () => (await described()).status, { timeout: 30_000 }).not.toBe('RUNNING')
    const { status, output, error, cause } = await described()
    return { status, ...(output === undefined ? {} : { output: JSON.parse(output) }), ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) }
  } }
}

describe('a Lambda endpoint', () => {
  it('is called by the function’s name, and gives the payload', async () => {
    const asked: unknown[] = []
    const url = await lambda((path, event, { method, headers }) => {
      asked.push([method, path, event, headers['x-amz-invocation-type']])
      return { body: { paid: event.amount } }
    })
    const told: OutsideAnswer[] = []
    const { ended } = await running({ machines: [machine(invoke())], functions: [lambdaEndpoint(url)], onAnswer: answer => told.push(answer) })
    expect(await ended()).toEqual({ status: 'SUCCEEDED', output: { of: { paid: 7 } } })
    expect(asked).toEqual([['POST', '/2015-03-31/functions/charge/invocations', { amount: 7 }, 'RequestResponse']])
    expect(told).toEqual([{ executionArn: 'arn:aws:states:us-east-1:123456789012:execution:order:one', state: 'Charge', by: url, milliseconds: expect.any(Number), submitted: false, answer: { Return: { ExecutedVersion: '$LATEST', Payload: { paid: 7 }, StatusCode: 200 } } }])
  })

  it.each<[string, object, string, string?]>([
    ['the ARN of an alias', { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge:live', End: true }, '{"paid":7}', '?Qualifier=live'],
    ['the SDK', { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:lambda:invoke', Parameters: { 'FunctionName': 'arn:aws:lambda:us-east-1:123456789012:function:charge', 'Payload.$': 'States.JsonToString($)' }, OutputPath: '$.Payload', End: true }, '"{\\"paid\\":7}"'],
  ])('is called by %s, too', async (_what, task, output, query = '') => {
    const paths: string[] = []
    const url = await lambda((path, event) => {
      paths.push(path)
      return { body: { paid: event.amount } }
    })
    const { ended } = await running({ machines: [machine(task)], functions: [lambdaEndpoint(url)] })
    expect(await ended()).toEqual({ status: 'SUCCEEDED', output: JSON.parse(output) })
    expect(paths).toEqual([`/2015-03-31/functions/charge/invocations${query}`])
  })

  it.each<[string, { status?: number, headers?: Record<string, string>, body: unknown }, object]>([
    ['an error of the function', { headers: { 'X-Amz-Function-Error': 'Unhandled' }, body: { errorType: 'Declined', errorMessage: 'no money' } }, { error: 'Declined', cause: '{"errorType":"Declined","errorMessage":"no money"}' }],
    ['an error as the emulator tells it', { body: { errorMessage: 'no money', errorType: 'Declined', stackTrace: [] } }, { error: 'Declined' }],
    ['too many requests', { status: 429, headers: { 'x-amzn-ErrorType': 'TooManyRequestsException:http://internal.amazon.com/' }, body: { Message: 'Rate Exceeded.' } }, { error: 'Lambda.TooManyRequestsException', cause: 'Rate Exceeded.' }],
    ['a fault that says nothing', { status: 502, body: 'bad gateway' }, { error: 'Lambda.ServiceException' }],
  ])('fails the task with %s', async (_what, answer, failure) => {
    const { ended } = await running({ machines: [machine(invoke())], functions: [lambdaEndpoint(await lambda(() => answer))] })
    expect(await ended()).toMatchObject({ status: 'FAILED', ...failure })
  })

  it('that is not there fails the task, which can be retried', async () => {
    const { ended } = await running({ machines: [machine(invoke({ Retry: [{ ErrorEquals: ['Lambda.SdkClientException'], MaxAttempts: 2 }] }))], functions: [lambdaEndpoint('http://127.0.0.1:1')] })
    expect(await ended()).toMatchObject({ status: 'FAILED', error: 'Lambda.SdkClientException', cause: expect.stringContaining('http://127.0.0.1:1') })
  })

  it('of the emulator has one function, which is called function', async () => {
    const paths: string[] = []
    const url = await lambda((path) => {
      paths.push(path)
      return path.includes('/functions/function/') ? { body: { paid: true } } : { status: 404, body: '404 page not found\n' }
    })
    const functions = lambdaEndpoint(url)
    expect([await functions.invoke('charge', {}), await functions.invoke('charge', {})]).toEqual([{ result: { paid: true } }, { result: { paid: true } }])
    expect(paths.map(path => path.split('/')[3])).toEqual(['charge', 'function', 'function'])
    await functions.close()
  })

  it('of the SAM CLI, which takes no query, is called without the alias', async () => {
    const url = await lambda(path => path.includes('?') ? { status: 400, headers: { 'x-amzn-errortype': 'InvalidRequestContent' }, body: { Type: 'User', Message: 'Query Parameters are not supported' } } : { body: { paid: true } })
    const functions = lambdaEndpoint(url)
    expect(await functions.invoke('charge', {}, { qualifier: 'live' })).toEqual({ result: { paid: true } })
    await functions.close()
  })

  it('that does not have a function leaves it to the simulated account', async () => {
    const url = await lambda(() => ({ status: 404, headers: { 'x-amzn-ErrorType': 'ResourceNotFoundException' }, body: { Message: 'Function not found: charge' } }))
    const setUp: NonNullable<ServeOptions['machines']>[number]['setUp'] = world => world.lambda.add('charge', () => ({ simulated: true }))
    const { ended } = await running({ machines: [{ ...machine(invoke()), setUp }], functions: [lambdaEndpoint(url)] })
    expect(await ended()).toEqual({ status: 'SUCCEEDED', output: { of: { simulated: true } } })
  })

  it('holds time while it is at work: a fast clock does not skip to the timeout', async () => {
    let answer: (() => void) | undefined
    const url = await lambda(() => new Promise(resolve => answer = () => resolve({ body: { paid: true } })))
    const both = { Type: 'Parallel', Branches: [{ StartAt: 'Call', States: { Call: invoke({ TimeoutSeconds: 3600 }) } }, { StartAt: 'Pause', States: { Pause: { Type: 'Wait', Seconds: 1800, End: true } } }], End: true }
    const { port, ended } = await running({ machines: [machine(both)], functions: [lambdaEndpoint(url)] })
    await expect.poll(() => answer, { timeout: 30_000 }).toBeDefined()
    const history = async () => (await call(port, 'GetExecutionHistory', { executionArn: 'arn:aws:states:us-east-1:123456789012:execution:order:one' })).json.events as { type: string, timestamp: number }[]
    // The Wait is not over either: only the wall clock moves meanwhile.
    expect((await history()).map(({ type }) => type)).not.toContain('WaitStateExited')
    answer!()
    expect(await ended()).toMatchObject({ status: 'SUCCEEDED' })
    const events = await history()
    expect(events.map(({ type }) => type)).not.toContain('TaskTimedOut')
    expect(events.at(-1)!.timestamp - events[0]!.timestamp).toBeLessThan(3600)
  })
})

describe('functions of a folder', () => {
  it('run in a worker, JavaScript and TypeScript, and run anew when the file changes', async () => {
    const file = folder.write('js/charge.mjs', 'export const handler = async (event, context) => ({ of: event.amount, name: context.functionName })')
    folder.write('js/typed.ts', 'export default (event: { amount: number }): number => { if (event.amount > 1) throw new RangeError(`${event.amount} is too much`); return event.amount }')
    folder.write('js/none.js', 'export const other = 1')
    folder.write('js/gone.mjs', 'export const handler = () => process.exit(3)')
    const functions = functionFolder(join(folder.path, 'js'))
    expect([functions.has('charge'), functions.has('typed'), functions.has('other'), functions.has('../js/charge')]).toEqual([true, true, false, false])
    expect(await functions.invoke('charge', { amount: 7 })).toEqual({ result: { of: 7, name: 'charge' } })
    expect(await functions.invoke('typed', { amount: 1 })).toEqual({ result: 1 })
    expect(await functions.invoke('typed', { amount: 7 })).toMatchObject({ errorType: 'RangeError', payload: { errorType: 'RangeError', errorMessage: '7 is too much' } })
    expect(await functions.invoke('none', {})).toMatchObject({ errorType: 'Runtime.HandlerNotFound' })
    expect(await functions.invoke('gone', {})).toMatchObject({ errorType: 'Runtime.ExitError' })
    folder.write('js/charge.mjs', 'export const handler = () => "anew"')
    utimesSync(file, new Date(), new Date(Date.now() + 5000))
    expect(await functions.invoke('charge', {})).toEqual({ result: 'anew' })
    await functions.close()
  })

  const noPython = spawnSync('python3', ['--version']).status === 0 ? undefined : 'there is no python3'
  it.skipIf(noPython !== undefined)(`run in a process, Python${noPython === undefined ? '' : ` (${noPython})`}`, async () => {
    folder.write('py/charge.py', 'import sys\ndef lambda_handler(event, context):\n    print("printed by the function")\n    if event["amount"] > 100: raise ValueError("too much")\n    if event["amount"] == 0: sys.exit(1)\n    return {"of": event["amount"], "name": context.function_name}\n')
    folder.write('py/broken.py', 'def lambda_handler(:\n')
    let printed = ''
    vi.spyOn(process.stderr, 'write').mockImplementation(text => (printed += String(text)) !== '')
    const functions = functionFolder(join(folder.path, 'py'))
    expect(await functions.invoke('charge', { amount: 7 })).toEqual({ result: { of: 7, name: 'charge' } })
    expect(await functions.invoke('charge', { amount: 700 })).toMatchObject({ errorType: 'ValueError', payload: { errorMessage: 'too much' } })
    expect(await functions.invoke('charge', { amount: 0 })).toMatchObject({ errorType: 'SystemExit' })
    expect(await functions.invoke('broken', {})).toMatchObject({ errorType: 'SyntaxError' })
    await functions.close()
    vi.restoreAllMocks()
    expect(printed).toContain('printed by the function\n')
  })

  it('go before an endpoint', async () => {
    folder.write('first/charge.mjs', 'export default () => "from the folder"')
    const { ended } = await running({ machines: [machine(invoke())], functions: [functionFolder(join(folder.path, 'first')), lambdaEndpoint('http://127.0.0.1:1')] })
    expect(await ended()).toEqual({ status: 'SUCCEEDED', output: { of: 'from the folder' } })
  })
})

it('answers are recorded as a mock file, which answers the same', async () => {
  let count = 0
  const url = await lambda(() => count++ === 0 ? { headers: { 'X-Amz-Function-Error': 'Unhandled' }, body: { errorType: 'Busy', errorMessage: 'again' } } : { body: { paid: true } })
  const recorder = new AnswerRecorder()
  const machines = [machine(invoke({ Retry: [{ ErrorEquals: ['Busy'] }] }))]
  const { ended } = await running({ machines, functions: [lambdaEndpoint(url)], onAnswer: answer => recorder.add(answer) })
  const real = await ended()
  expect(recorder.mocks).toEqual({
    StateMachines: { order: { TestCases: { one: { Charge: 'order/one/Charge' } } } },
    MockedResponses: { 'order/one/Charge': { 0: { Throw: { Error: 'Busy', Cause: '{"errorType":"Busy","errorMessage":"again"}' } }, 1: { Return: { ExecutedVersion: '$LATEST', Payload: { paid: true }, StatusCode: 200 } } } },
  })
  expect(() => new MockCase(recorder.mocks, 'order', 'one')).not.toThrow()
  const { port } = await serving({ machines, mocks: recorder.mocks })
  const { executionArn } = (await call(port, 'StartExecution', { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:order#one' })).json
  await expect.poll(async () => (await call(port, 'DescribeExecution', { executionArn })).json.output, { timeout: 60_000 }).toBe(JSON.stringify(real.output))
})
