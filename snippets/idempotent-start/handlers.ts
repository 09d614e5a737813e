import type { SetUp } from '../../engine/simulation/index.ts'

const SECONDS_TO_CHARGE = 10

/** A payment provider that takes every charge for a new one unless it knows the key, and the table of orders. `claimed`: the order has been paid; `empty`: the card that is declined. */
export const setUp: SetUp = ({ world, settings, gauge, fail }) => {
  let charged = 0
  const receipts = new Map<string, string>()
  gauge('charged', 0)
  world.lambda.add('charge-card', (payload) => {
    if (settings.empty && (payload as { card?: string }).card === settings.empty)
      throw fail('Payment.Declined', 'The card is empty')
    const { key, amount } = payload as { key?: string, amount: number }
    const known = key === undefined ? undefined : receipts.get(key)
    if (known !== undefined)
      return { receipt: known }
    charged += amount
    gauge('charged', charged)
    const receipt = `R-${charged}`
    if (key !== undefined)
      receipts.set(key, receipt)
    return { receipt }
  }, { duration: SECONDS_TO_CHARGE })

  world.dynamodb.createTable('orders', 'orderId')
  if (settings.claimed)
    world.dynamodb.call('putItem', { TableName: 'orders', Item: { orderId: { S: 'STROOP-42' }, receipt: { S: 'R-42' } } })
}
