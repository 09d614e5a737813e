import type { SetUp } from '../../engine/simulation/index.ts'

/** A payment service that takes so many calls in each second, for each of the shops that use it, and refuses the others. */
export const setUp: SetUp = ({ world, settings }) => {
  const perSecond = Number(settings.perSecond)
  const calls = new Map<string, number>()
  world.lambda.add('charge-card', (payload, { now }) => {
    const { order } = payload as { order: { orderId: string, shop: string } }
    const second = `${order.shop} ${Math.floor(now / 1000)}`
    const call = (calls.get(second) ?? 0) + 1
    calls.set(second, call)
    if (call > perSecond)
      throw Object.assign(new Error(`${perSecond} calls a second`), { name: 'Payment.Throttled' })
    return { id: `CHARGE-${order.orderId}` }
  })
}
