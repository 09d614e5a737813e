import { describe, expect, it } from 'vitest'
import { collect, inTurn } from '../../viewer/api/pages.ts'
import { eventOf, readHistory } from '../../viewer/execution/history.ts'
import { recordingOf } from '../../viewer/execution/recording.ts'
import { asking } from '../engine/service/asking.ts'

const THREE = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Wait', Seconds: 60, Next: 'C' }, C: { Type: 'Pass', End: true } } })

describe('a history', () => {
  it('is read in pages, and after that only what is new', async () => {
    const { ask, create, start, run } = asking()
    const executionArn = await start(await create('three', THREE), { input: '{"n":1}' })
    await run(0)
    const asked: object[] = []
    const listen = (operation: string, request: object) => {
      asked.push(request)
      return ask(operation, request as never)
    }
    const first = await readHistory(listen, executionArn)
    expect(first.map(({ id, type }) => `${id} ${type}`)).toEqual(['1 ExecutionStarted', '2 PassStateEntered', '3 PassStateExited', '4 WaitStateEntered'])
    expect(first[0]!.timestamp).toBe(Date.UTC(2026, 10, 1, 9))
    expect(await readHistory(listen, executionArn, first)).toBe(first)
    await run()
    const all = await readHistory(listen, executionArn, first)
    expect(all.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(all[0]).toBe(first[0])
    expect(asked.slice(1)).toEqual([expect.objectContaining({ reverseOrder: true }), expect.objectContaining({ reverseOrder: true })])
    const recording = recordingOf(all, await ask('DescribeExecution', { executionArn }))
    expect(recording).toMatchObject({ status: 'SUCCEEDED', output: { n: 1 }, elapsed: 60 })
    expect(recording.meters()).toMatchObject({ transitions: 3, time: 60, events: 8 })
  })

  it('of 25,000 events comes page by page, and tells how far it is', async () => {
    const wire = Array.from({ length: 25_000 }, (_, index) => ({ id: index + 1, previousEventId: index, type: 'PassStateEntered' as const, timestamp: 1_700_000_000 + index / 1000 }))
    const ask = async (_operation: string, request: { maxResults?: number, nextToken?: string, reverseOrder?: boolean }) => {
      const from = Number(request.nextToken ?? 0)
      const to = from + request.maxResults!
      return { events: (request.reverseOrder ? wire.toReversed() : wire).slice(from, to), ...(to < wire.length ? { nextToken: String(to) } : {}) }
    }
    const told: number[] = []
    const all = await readHistory(ask, 'x', [], soFar => told.push(soFar.length))
    expect([all.length, told.length, told[0], told.at(-1)]).toEqual([25_000, 24, 1000, 24_000])
    expect(await readHistory(ask, 'x', wire.slice(0, 24_750).map(eventOf))).toHaveLength(25_000)
  })

  it('of a server that gives the same token for ever is not asked for ever', async () => {
    const event = { id: 1, previousEventId: 0, type: 'ExecutionStarted' as const, timestamp: 1 }
    expect(await readHistory(async () => ({ events: [event], nextToken: 'again' }), 'x')).toHaveLength(2)
  })

  it('is a whole one with what is no JSON, too', () => {
    expect(recordingOf([], { executionArn: 'x', stateMachineArn: 'y', name: 'z', status: 'PENDING_REDRIVE', startDate: 1, output: 'not JSON' })).toMatchObject({ status: 'RUNNING', output: 'not JSON', events: [] })
  })
})

describe('lists', () => {
  it('are read to their end, or until there is enough', async () => {
    const page = async (token = '0') => ({ items: [Number(token), Number(token) + 1], ...(token === '8' ? {} : { nextToken: String(Number(token) + 2) }) })
    expect(await collect(page)).toEqual({ items: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], more: false })
    expect(await collect(page, 3)).toEqual({ items: [0, 1, 2, 3], more: true })
    expect(await collect(async () => ({ items: [1], nextToken: 'same' }))).toEqual({ items: [1, 1], more: false })
  })

  it('are worked off a few at a time, in their order', async () => {
    let at = 0
    let most = 0
    const doubled = await inTurn([1, 2, 3, 4, 5, 6, 7], 3, async (number) => {
      most = Math.max(most, ++at)
      await Promise.resolve()
      at--
      return number * 2
    })
    expect([doubled, most]).toEqual([[2, 4, 6, 8, 10, 12, 14], 3])
    expect(await inTurn([], 3, async () => 1)).toEqual([])
  })
})
