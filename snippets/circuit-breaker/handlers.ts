import type { SetUp } from '../../engine/simulation/index.ts'

/** The dial: closed, open, half open. */
const CLOSED = 0
const OPEN = 1
const HALF_OPEN = 2

/** A courier that does not answer from `settings.down[0]` to `settings.down[1]` seconds, and the breaker that all orders share. */
export const setUp: SetUp = ({ world, settings, gauge }) => {
  if (!settings.down)
    return
  const [from, to] = settings.down as [number, number]
  const began = world.clock.now
  let vain = 0
  let saved = 0
  let counted = 0
  gauge('vain', 0)
  gauge('saved', 0)
  gauge('failures', 0)
  gauge('breaker', CLOSED)

  world.http.add('https://api.courier.example/', ({ now }) => {
    const second = (now - began) / 1000
    if (second < from || second >= to)
      return { status: 200, body: { van: 'VAN-12' } }
    gauge('vain', ++vain)
    return undefined
  }, { latency: 8 })

  world.dynamodb.createTable('orders', 'orderId')
  world.dynamodb.createTable('breakers', 'partner')
  world.dynamodb.call('putItem', { TableName: 'breakers', Item: { partner: { S: 'courier' }, failures: { N: '0' }, openUntil: { N: '0' } } })
  world.dynamodb.onWrite = (table, item) => {
    if (table === 'orders' && item.parked?.S !== 'States.Http.Socket')
      gauge('saved', ++saved)
    if (table !== 'breakers')
      return
    const failures = Number(item.failures?.N)
    const until = Number(item.openUntil?.N)
    gauge('failures', Math.min(3, failures))
    // Who moves the time on without a failure has taken the probe.
    gauge('breaker', failures < 3 ? CLOSED : failures === counted ? HALF_OPEN : OPEN)
    counted = failures
    if (failures < 3)
      return
    // Nothing is written when the time is over: whoever reads the item next compares the times.
    world.clock.at(until, () => {
      const [now] = world.dynamodb.items('breakers')
      if (Number(now!.failures!.N) >= 3 && now!.openUntil!.N === String(until))
        gauge('breaker', HALF_OPEN)
    })
  }
}
