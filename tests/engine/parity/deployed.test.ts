import { readFileSync, rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { parse } from 'yaml'
import { afterAll, describe, expect, it } from 'vitest'
import type { Json } from '../../../engine/asl/index.ts'
import { readDefinition } from '../../../engine/cli/input/read-definition.ts'
import type { Verdict } from '../../../engine/parity/cases.ts'
import { lambdaEndpoint } from '../../../engine/server/index.ts'
import { asl } from '../cli/terminal.ts'
import { peer } from '../server/peer.ts'
import { serving } from '../server/serving.ts'
import { acting } from '../take-home/acting.ts'
import { writeFolder } from '../take-home/taken.ts'

interface Asked {
  path: string
  payload: Json
  headers: IncomingMessage['headers']
}

/** Lambda's Invoke API, with one function: the generated actor of a stack, called by its aliases. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
async function lambda(stack: string, invoke: (alias: string, payload: Json) => Promise<Json>): Promise<{ address: string, asked: Asked[] }> {
  const asked: Asked[] = []
  const address = await peer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost')
    const payload = JSON.parse(Buffer.concat(await Array.fromAsync(request) as Buffer[]).toString()) as Json
    asked.push({ path: request.url!, payload, headers: request.headers })
    const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(pathname)?.[1]
    if (request.method !== 'POST' || name !== `${stack}-actor`) return void response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' }).end(JSON.stringify({ Message: `Function not found: ${name}` }))
    try {
      response.end(JSON.stringify(await invoke(searchParams.get('Qualifier') ?? '', payload)))
    }
    catch (thrown) {
      const { name: errorType, message: errorMessage } = thrown as Error
      response.writeHead(200, { 'x-amz-function-error': 'Unhandled' }).end(JSON.stringify({ errorType, errorMessage, trace: [] }))
    }
  })
  return { address, asked }
}

const folder = await writeFolder('saga', 'cfn')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What CloudFormation would make of the folder: its machines on our server, with names filled in; its actor behind Lambda's API. */
async function deployed(stack: string): Promise<{ endpoint: string, functions: string, asked: Asked[] }> {
  const template = join(folder, 'template.yaml')
  const { Resources } = parse(readFileSync(template, 'utf8'), { logLevel: 'silent' })
  const filledIn = (id: string): string => {
    const { Type, Properties } = Resources[id]
    if (Type === 'AWS::Lambda::Alias') return `arn:aws:lambda:us-east-1:123456789012:function:${stack}-actor:${Properties.Name}`
    return `https://sqs.us-east-1.amazonaws.com/123456789012/${Properties.QueueName.replace('${AWS::StackName}', stack)}`
  }
  const { invoke } = acting(readFileSync(join(folder, 'actor/index.js'), 'utf8'))
  const { address, asked } = await lambda(stack, invoke)
  const own = Object.entries<any>(Resources).filter(([, { Type }]) => Type === 'AWS::StepFunctions::StateMachine')
  const machines = await Promise.all(own.map(async ([name, { Properties: { StateMachineType: type, DefinitionSubstitutions } }]) => {
    const substitute = Object.entries<string>(DefinitionSubstitutions).map(([placeholder, id]) => `${placeholder}=${filledIn(id)}`)
    const { definition } = await readDefinition(template, Readable.from([]), { at: name, substitute })
    return { name: `${stack}-${name}`, type, definition: JSON.stringify(definition) }
  }))
  const { endpoint } = await serving({ machines, functions: [lambdaEndpoint(address)] })
  return { endpoint, functions: address, asked }
}

async function parity({ endpoint, functions }: { endpoint: string, functions: string }, stack: string, ...args: string[]): Promise<{ code: number, verdicts: Verdict[] }> {
  const { code, stdout, stderr } = await asl(['parity', 'snippets/saga', '--deploy', stack, '--endpoint', endpoint, '--json', ...args], { env: { AWS_ENDPOINT_URL_LAMBDA: functions } })
  expect(stderr).toBe('')
  return { code, verdicts: JSON.parse(stdout) as Verdict[] }
}

/** Those that answer at once, and wait for nobody. */
const AT_ONCE = ['no-undo', 'happy', 'no-van', 'not-shipped', 'glitch']

describe('asl parity --deploy', () => {
  it('tells the actor of the stack each case before it starts it, and finds it to go as on the slide', async () => {
    const stack = await deployed('trial')
    const { code, verdicts } = await parity(stack, 'trial', ...AT_ONCE.flatMap(name => ['--case', name]))
    expect(verdicts.map(({ case: name, compared, difference, remark }) => [name, compared !== undefined, difference, remark])).toEqual(AT_ONCE.map(name => [name, true, undefined, undefined]))
    expect(code).toBe(0)
    const begun = stack.asked.filter(({ path }) => path === '/2015-03-31/functions/trial-actor/invocations')
    expect(begun.map(({ payload }) => payload)).toEqual(AT_ONCE.map(begin => ({ begin })))
    expect(begun[0]!.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=local\/\d{8}\/us-east-1\/lambda\/aws4_request, SignedHeaders=.*host.*, Signature=[\da-f]{64}$/)
  })

  it('says what the actor refuses, and starts nothing then', async () => {
    const stack = await deployed('trial')
    const { code, verdicts } = await parity(stack, 'other', '--case', 'happy')
    expect(verdicts).toMatchObject([{ remark: 'not asked: there is no state machine other-ShipmentSaga' }])
    const none = await lambda('elsewhere', async () => null)
    const { verdicts: refused } = await parity({ ...stack, functions: none.address }, 'trial', '--case', 'happy')
    expect(refused).toMatchObject([{ remark: 'not answered: ResourceNotFoundException: the actor trial-actor: Function not found: trial-actor' }])
    expect([code, stack.asked.length]).toEqual([1, 0])
  })
})
