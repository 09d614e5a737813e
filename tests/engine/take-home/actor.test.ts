import { describe, expect, test } from 'vitest'
import { actorIn } from './acting.ts'

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
