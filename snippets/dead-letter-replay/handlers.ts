import type { SetUp } from '../../engine/simulation/index.ts'

/** Calls at once that the courier bears; with one more it falls over. */
const AT_ONCE = 5
const DOWN_SECONDS = 600

/**
 * The courier's API, the function of ours that asks it, and our tables, for the cases with `settings`: until which second the bad deploy
 * is out (`bad`), every how many orders one has no postcode (`poison`) or was told in the night that there is no van (`noVan`), and how
 * many orders the breaker has parked (`parked`).
 */
export const setUp: SetUp = ({ world, settings, gauge, fail }) => {
  if (!settings.bad) return
  const began = world.clock.now
  const seconds = () => (world.clock.now - began) / 1000
  const bad = Number(settings.bad)
  const each = (every: unknown, number: number, offset: number) => typeof every === 'number' && number % every === offset
  let calls = 0
  let downUntil = 0
  let today = 0

  world.lambda.add('charge-card', () => ({ charged: 42 }), { duration: () => 1 })
  world.lambda.add('ask-courier', (payload) => {
    const { orderId } = payload as { orderId: string }
    const number = Number(orderId.replace(/\D/g, ''))
    if (seconds() < bad) {
      if (each(settings.noVan, number, 15)) throw fail('Courier.NoVan', 'No van today')
      throw fail('TypeError', 'Cannot read properties of undefined (reading \'van\')')
    }
    gauge('calls', --calls)
    if (seconds() < downUntil) {
      if (orderId.startsWith('TODAY')) gauge('today', ++today)
      throw fail('Courier.Down', 'The courier\'s API answers 503')
    }
    if (each(settings.poison, number, 37)) throw fail('Courier.NoPostcode', 'The order has no postcode')
    return { van: 'VAN-12' }
  }, {
    duration: () => {
      if (seconds() < bad) return 1
      gauge('calls', ++calls)
      if (calls > AT_ONCE) downUntil = Math.max(downUntil, seconds() + DOWN_SECONDS)
      return 12 + world.random() * 6
    },
  })
  gauge('calls', 0)
  gauge('today', 0)

  world.dynamodb.createTable('slots', 'api')
  world.dynamodb.call('putItem', { TableName: 'slots', Item: { api: { S: 'courier' }, holders: { M: {} } } })
  world.dynamodb.createTable('quarantine', 'name')
  world.dynamodb.createTable('orders', 'orderId')
  world.dynamodb.createIndex('orders', 'parked', 'parked')
  const parked = Number(settings.parked ?? 0)
  for (let number = 1; number <= parked; number++)
    world.dynamodb.call('putItem', { TableName: 'orders', Item: { orderId: { S: `PARKED-${number}` }, parked: { S: 'breaker open' } } })
  world.dynamodb.onWrite = (table, item) => {
    if (table === 'quarantine') gauge('quarantine', world.dynamodb.items('quarantine').length)
    if (table === 'slots') gauge('slots', Object.keys(item.holders?.M ?? {}).length)
    if (table === 'orders') gauge('parked', world.dynamodb.items('orders').filter(order => order.parked).length)
  }
  gauge('quarantine', 0)
  if (parked > 0) gauge('parked', parked)
}
