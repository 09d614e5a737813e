import type { SetUp } from '../../engine/simulation/index.ts'

const BUCKET = 'stroop-archive'

interface Order {
  orderId: string
  /** How many characters the labels of this order have, and which character. */
  characters: number
  character?: string
}

/** The functions of the order, and the bucket in which labels can stay. */
export const setUp: SetUp = ({ world }) => {
  world.s3.createBucket(BUCKET)
  const labelsOf = ({ characters, character = '=' }: Order) => character.repeat(characters)

  world.lambda.add('read-labels', payload => ({ labels: labelsOf(payload as unknown as Order) }))
  world.lambda.add('store-labels', (payload) => {
    const order = payload as unknown as Order
    const key = `labels/${order.orderId}`
    world.s3.put(BUCKET, key, labelsOf(order))
    return { key }
  })
  world.lambda.add('ask-courier', () => ({ van: 'VAN-12', price: 15.9, pickup: '2026-12-04T08:00:00Z' }))
  world.lambda.add('ship-order', payload => ({ orderId: (payload as { orderId: string }).orderId, shipment: 'SHIP-9001' }))
}
