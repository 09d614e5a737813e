import type { SetUp } from '../../engine/simulation/index.ts'

/** A bank that takes so many calls in each second and refuses the others. It knows each order, and charges it once. */
export const setUp: SetUp = ({ world, settings, gauge, fail }) => {
  const perSecond = Number(settings.perSecond ?? 10)
  const calls = new Map<number, number>()
  const charged = new Set<string>()
  world.lambda.add('charge-card', (payload, { now }) => {
    const { orderId } = payload as { orderId?: string }
    if (typeof orderId !== 'string')
      throw fail('Payment.NoOrder', 'Nobody says which order this is for')
    const second = Math.floor(now / 1000)
    const call = (calls.get(second) ?? 0) + 1
    calls.set(second, call)
    if (call > perSecond)
      throw fail('Payment.Throttled', `${perSecond} calls a second`)
    charged.add(orderId)
    gauge('charged', charged.size)
    return { orderId, charge: `CHARGE-${orderId}` }
  })
}
