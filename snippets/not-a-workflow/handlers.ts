import type { SetUp } from '../../engine/simulation/index.ts'

const FIRST = 40
const EVERY = 2000

/**
 * The same five orders twice: the executions call reserve-stock and ship-order; the chain has the two functions once more, the first with
 * the second as its destination. Settings: `synchronous` and `noVan` are numbers of orders, `STROOP-42` is number 2.
 */
export const setUp: SetUp = ({ world, settings, gauge }) => {
  const counter = (name: string) => {
    let count = 0
    gauge(name, count)
    return () => gauge(name, ++count)
  }
  const reserved = counter('reserved')
  const shipped = counter('shipped')
  const parked = counter('parked')

  const ship = (payload: unknown) => {
    const { orderId } = payload as { orderId: string }
    if (orderId === `STROOP-${FIRST + Number(settings.noVan)}`)
      throw Object.assign(new Error('No van on Friday'), { name: 'Shipping.NoVan' })
    return { shipment: `SHIP-${orderId}` }
  }
  world.lambda.add('reserve-stock', () => ({ shelf: 'B7' }), { duration: 1 })
  world.lambda.add('ship-order', ship, { duration: 2 })

  world.lambda.add('chain-reserve-stock', (payload) => {
    reserved()
    return payload
  }, { duration: 1, onSuccess: ({ responsePayload }) => world.lambda.send('chain-ship-order', responsePayload) })
  world.lambda.add('chain-ship-order', (payload) => {
    const shipment = ship(payload)
    shipped()
    return shipment
  }, { duration: 2, onFailure: parked })

  for (let order = 1; order <= 5; order++) {
    const payload = { orderId: `STROOP-${FIRST + order}` }
    world.clock.after((order - 1) * EVERY, () => {
      if (order === settings.synchronous)
        world.lambda.request('chain-reserve-stock', payload, () => undefined)
      else
        world.lambda.send('chain-reserve-stock', payload)
    })
  }
}
