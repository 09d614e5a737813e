import { createRetryStrategy, type DurableContext, JitterStrategy, withDurableExecution } from '@aws/durable-execution-sdk-js'

interface Order { orderId: string, amount: number }
declare function chargeCard(order: Order): Promise<{ chargeId: string }>
declare function putReceipt(receipt: { orderId: string, charge: string }): Promise<void>

const retryStrategy = createRetryStrategy({
  retryableErrors: [/Throttled/, /TooManyRequests/],
  initialDelay: { seconds: 2 },
  maxAttempts: 5,
  maxDelay: { seconds: 20 },
  jitter: JitterStrategy.FULL,
})
export const handler = withDurableExecution(
  async (order: Order, context: DurableContext) => {
    const { chargeId } = await context.step('ChargeCard',
      () => chargeCard(order), { retryStrategy })
    await context.step('StoreReceipt', () =>
      putReceipt({ orderId: order.orderId, charge: chargeId }))
  },
)
