import type { Durable } from './replayer.ts'
import type { Call, Order, Shop } from './shop.ts'

/** The saga as a durable function: an undo is noted before its step, so that a step in doubt is undone too. */
export function saga(shop: Shop): Durable<Order, string> {
  return async (order, context) => {
    const undos: Call[] = []
    const step = (call: Call, charge?: string) =>
      context.step(call, () => shop[call](order, charge))
    try {
      undos.unshift('ReleaseStock')
      await step('ReserveStock')
      undos.unshift('RefundCard')
      const charge = await step('ChargeCard')
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
