import type { Order, Shop } from '../../snippets/saga/durable/shop.ts'
import { beforeEach, expect, test } from 'vitest'
import { replays } from '../../components/drawn/replays.ts'
import { saga as reordered } from '../../snippets/saga/durable/order-reordered.ts'
import { saga } from '../../snippets/saga/durable/order.ts'
import { DIVERGED, invoke, nameless } from '../../snippets/saga/durable/replayer.ts'

const order: Order = { orderId: '42', boxes: 12, euros: 42 }
let calls: string[] = []
let refusing: string | undefined
beforeEach(() => {
  calls = []
  refusing = undefined
})

/** A shop that notes each call, and refuses one if asked to. */
const shop = new Proxy({} as Shop, {
  get: (_, name: string) => async (_order: Order, charge?: string) => {
    calls.push(name)
    if (name === refusing)
      throw new Error(`${name} refused`)
    return charge === undefined ? `result of ${name}` : `shipped for ${charge}`
  },
})

test('the first invocation ends at the wait, with a checkpoint for each operation', async () => {
  const first = await invoke(saga(shop), order)
  expect(first.status).toBe('PENDING')
  expect(calls).toEqual(['ReserveStock', 'ChargeCard'])
  expect(first.journal).toEqual([
    { type: 'STEP', name: 'ReserveStock', result: 'result of ReserveStock' },
    { type: 'STEP', name: 'ChargeCard', result: 'result of ChargeCard' },
    { type: 'WAIT', name: 'UntilMorning' },
  ])
})

test('the next one runs from the top and does nothing twice', async () => {
  const { journal } = await invoke(saga(shop), order)
  calls = []
  const next = await invoke(saga(shop), order, journal)
  expect(next).toMatchObject({ status: 'SUCCEEDED', output: 'shipped for result of ChargeCard' })
  expect(next.passed.map(({ how }) => how)).toEqual(['replayed', 'replayed', 'replayed', 'ran', 'ran'])
  expect(calls).toEqual(['BookVan', 'ShipOrder'])
  expect(journal, 'the journal that went in').toHaveLength(3)
})

test('without a van it undoes what it did in the invocation before, last step first, and fails', async () => {
  const { journal } = await invoke(saga(shop), order)
  calls = []
  refusing = 'BookVan'
  const failed = await invoke(saga(shop), order, journal)
  expect(failed).toMatchObject({ status: 'FAILED', error: { message: 'BookVan refused' } })
  expect(calls).toEqual(['BookVan', 'CancelVan', 'RefundCard', 'ReleaseStock'])

  calls = []
  expect(await invoke(saga(shop), order, failed.journal), 'replayed to its end').toMatchObject({ status: 'FAILED', error: { message: 'BookVan refused' } })
  expect(calls).toEqual([])
})

test('two steps in another order: the replay stops at the first, and no undo hears of it', async () => {
  const { journal } = await invoke(saga(shop), order)
  calls = []
  const next = await invoke(reordered(shop), order, journal)
  expect(next.status).toBe('FAILED')
  expect(next.error).toEqual({ name: DIVERGED, message: 'Operation 1: the journal has STEP ReserveStock, the code asks for STEP ChargeCard.' })
  expect(next.journal).toEqual(journal)
  expect(calls).toEqual([])
})

test('without names each takes the other’s result, and the run succeeds', async () => {
  const { journal } = await invoke(nameless(saga(shop)), order)
  calls = []
  const next = await invoke(nameless(reordered(shop)), order, journal)
  expect(next).toMatchObject({ status: 'SUCCEEDED', output: 'shipped for result of ReserveStock' })
  expect(calls).toEqual(['BookVan', 'ShipOrder'])
})

test('without names a step where the wait was still stops it', async () => {
  const { journal } = await invoke(nameless(saga(shop)), order)
  const next = await invoke<Order, string>((_, context) => context.step(undefined, async () => 'one').then(() => context.wait(undefined, { hours: 1 })).then(() => 'two'), order, journal)
  expect(next.error?.message).toBe('Operation 2: the journal has a STEP, the code asks for a WAIT.')
})

test('the slide shows what these runs come to', async () => {
  const shown = await replays()
  expect(shown.map(({ status, wrong }) => [status, wrong])).toEqual([['PENDING', false], ['SUCCEEDED', false], ['FAILED', true], ['SUCCEEDED', true]])
  expect(shown[2]!.rows).toEqual([{ name: 'ChargeCard', what: 'was ReserveStock', tone: 'wrong' }])
  expect(shown[3]!.rows.filter(({ tone }) => tone === 'wrong').map(({ name }) => name)).toEqual(['ChargeCard', 'ReserveStock', 'ShipOrder'])
})
