import { describe, expect, test } from 'vitest'
import { serviceReference } from '../../../engine/cli/service-reference.ts'
import { DynamoDB } from '../../../engine/simulation/account/services/dynamodb.ts'
import { actorOf } from '../../../engine/take-home/actor.ts'
import { makePlan } from '../../../engine/take-home/make-plan.ts'
import { broughtOf } from './taken.ts'

/** The actor's text, run as Lambda runs it, with the simulated table in the place of DynamoDB. */
async function actorIn(slug: string) {
  const plan = await makePlan(await broughtOf(slug), serviceReference)
  const tables = new DynamoDB()
  tables.createTable('S-actor', 'key')
  for (const { name, partitionKey, sortKey } of plan.tables) tables.createTable(`S-${name}`, partitionKey, sortKey)
  const sent: { DelaySeconds: number, MessageBody: string }[] = []
  const told: [string, object][] = []
  const sdk: Record<string, object> = {
    '@aws-sdk/client-dynamodb': { DynamoDB: class { getItem = call('getItem'); putItem = call('putItem'); updateItem = call('updateItem'); deleteItem = call('deleteItem'); scan = call('scan') } },
    '@aws-sdk/client-sqs': { SQS: class { sendMessage = async (message: typeof sent[number]) => void sent.push(message) } },
    '@aws-sdk/client-sfn': { SFN: class { sendTaskSuccess = async (given: object) => void told.push(['success', given]); sendTaskFailure = async (given: object) => void told.push(['failure', given]) } },
  }
  function call(action: string) {
    return async (parameters: any) => tables.call(action, parameters)
  }
  const module: { handler?: (event: unknown, context: object) => Promise<any> } = {}
  // eslint-disable-next-line no-new-func
  new Function('require', 'process', 'exports', 'setTimeout', actorOf(plan))((name: string) => sdk[name], { env: { STACK: 'S', NOTES: 'S-actor', LATER: 'later', KEY: 'key', SPEED: '1' } }, module, (done: () => void) => done())
  const invoke = (name: string, payload: unknown) => module.handler!(payload, { invokedFunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:S-actor:${name}` })
  return { invoke, handler: (event: unknown) => module.handler!(event, {}), sent, told, tables }
}

describe('the actor', () => {
  test('answers as the case says, call by call, and throws errors by their names', async () => {
    const { invoke } = await actorIn('saga')
    await invoke('', { begin: 'glitch' })
    await expect(invoke('book-van', {})).rejects.toMatchObject({ name: 'Lambda.ServiceException' })
    expect(await invoke('book-van', {})).toBeTypeOf('object')
    await invoke('', { begin: 'no-van' })
    await expect(invoke('book-van', {})).rejects.toMatchObject({ name: 'Shipping.NoVan' })
  })

  test('brings a token back when its time has come, in rounds of 15 minutes at most', async () => {
    const { invoke, handler, sent, told } = await actorIn('callback-token')
    await invoke('', { begin: 'answered' })
    await handler({ Records: [{ eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:S-pickups', body: '{"orderId":"STROOP-42","token":"T"}' }] })
    expect(sent.map(({ DelaySeconds }) => DelaySeconds)).toEqual([900])
    const later = (body: object) => handler({ Records: [{ eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:S-later', body: JSON.stringify(body) }] })
    const job = JSON.parse(sent[0]!.MessageBody)
    await later(job)
    expect([sent.length, told]).toEqual([2, []])
    await later({ ...job, due: 0 })
    expect(told).toEqual([['success', { taskToken: 'T', output: '{"pickup":"2026-12-04T08:00:00Z","van":"VAN-12"}' }]])
  })

  test('fills the tables as the case finds them', async () => {
    const { handler, tables } = await actorIn('semaphore')
    tables.call('putItem', { TableName: 'S-slots', Item: { api: { S: 'left over' } } })
    await handler({ begin: 'fails' })
    expect(tables.items('S-slots')).toEqual([{ api: { S: 'courier' }, holders: { M: {} } }])
  })

  test('lets nobody in by its address who does not show the key', async () => {
    const { handler } = await actorIn('circuit-breaker')
    await handler({ begin: 'postcode' })
    const ask = (key: string) => handler({ headers: { 'x-api-key': key }, body: '{}', requestContext: { http: { path: '/pickups' } } })
    expect([(await ask('guessed')).statusCode, (await ask('key')).statusCode]).toEqual([403, 400])
  })
})
