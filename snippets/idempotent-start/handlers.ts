import type { Furnish } from '../../engine/simulation/index.ts'

const SECONDS_TO_CHARGE = 10

/** A payment provider that takes every charge for a new one, and the table of orders. `claimed`: the order has been paid. */
export const furnish: Furnish = ({ world, settings, gauge }) => {
  let charged = 0
  gauge('charged', 0)
  world.lambda.add('charge-card', (payload) => {
    charged += (payload as { amount: number }).amount
    gauge('charged', charged)
    return { receipt: `R-${charged}` }
  }, { duration: SECONDS_TO_CHARGE })

  world.dynamodb.createTable('orders', 'orderId')
  if (settings.claimed)
    world.dynamodb.call('putItem', { TableName: 'orders', Item: { orderId: { S: 'STROOP-42' }, receipt: { S: 'R-42' } } })
}
