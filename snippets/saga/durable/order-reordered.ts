import type { Durable } from './replayer.ts'
import type { Call, Order, Shop } from './shop.ts'

/** The same saga after the next deploy: the money first, and then the boxes. */
export function saga(shop: Shop): Durable<Order, string> {
  return async (order, context) => {
    const undos: Call[] = []
    const step = (call: Call, charge?: string) =>
      context.step(call, () => shop[call](order, charge))
    try {
      undos.unshift('RefundCard')
      const charge = await step('ChargeCard')
      undos.unshift('ReleaseStock')
      await step('ReserveStock')
      await context.wait('UntilMorning', { hours: 8 })
      undos.unshift('CancelVan')
      await step('BookVan')
      return await step('ShipOrder', charge)
    }
    catch (error) {
      for (const undo of undos) await step(undo)
      throw error
    }
  }
}
