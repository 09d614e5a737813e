import type { Json } from '../../engine/asl/index.ts'
import type { SetUp } from '../../engine/simulation/index.ts'

const BUCKET = 'stroop-archive'
/** Characters of a label. */
const LABEL = 1000

interface Order {
  orderId: string
  /** How many characters the labels of this order have, and which character. */
  characters: number
  character?: string
  /** Where in the bucket the labels are to be put, or to be found. */
  key?: string
  labels?: string
}

/** The function that makes labels, and can put them into the bucket itself; the courier's, and the printer, which takes labels or their key. */
export const setUp: SetUp = ({ world, gauge, fail }) => {
  world.s3.createBucket(BUCKET)
  let swapped = 0
  gauge('swapped', swapped)
  const labelsOf = ({ orderId, characters, character = '=' }: Order) => orderId + character.repeat(characters - orderId.length)

  world.lambda.add('make-labels', (payload): Json => {
    const order = payload as unknown as Order
    if (typeof order.orderId !== 'string' || typeof order.characters !== 'number') throw fail('Labels.OfWhichOrder', 'Labels are made from orderId and characters')
    const labels = labelsOf(order)
    const sheets = Math.ceil(labels.length / LABEL)
    if (order.key === undefined) return { labels, sheets }
    world.s3.put(BUCKET, order.key, labels)
    return { key: order.key, sheets }
  }, { duration: 2 })

  world.lambda.add('ask-courier', (payload) => {
    const { sheets } = payload as { sheets?: number }
    if (sheets === undefined) throw fail('Courier.HowMany', 'How many sheets is it?')
    return { van: sheets > 100 ? 'VAN-12' : 'BIKE-3', price: 15.9, pickup: '2026-12-04T08:00:00Z' }
  }, { duration: 3 })

  world.lambda.add('print-labels', (payload) => {
    const { orderId, key, labels = world.s3.get(BUCKET, key ?? '') } = payload as unknown as Order
    if (typeof orderId !== 'string') throw fail('Printer.OfWhichOrder', 'Labels are printed for an orderId')
    if (labels === undefined) throw fail('Printer.NoLabels', `Nothing to print for ${orderId}`)
    if (!labels.startsWith(orderId)) gauge('swapped', ++swapped)
    return { orderId, printed: labels.length }
  }, { duration: 5 })
}
