import type { SetUp } from '../../engine/simulation/index.ts'

interface Line { sku: string, boxes: number, gift: boolean }

/** The functions of the shop. The first two are glue: all they do is done by an expression in the other machine. */
export const setUp: SetUp = ({ world, gauge }) => {
  world.lambda.add('add-up-boxes', (payload) => {
    const { lines } = payload as unknown as { lines: Line[] }
    return { boxes: lines.reduce((sum, { boxes }) => sum + boxes, 0) }
  })

  world.lambda.add('write-note', (payload) => {
    const { gifts } = payload as unknown as { gifts: Line[] }
    return { note: gifts.map(({ boxes, sku }) => `${boxes} ${sku}`).join(', ') }
  })

  world.lambda.add('reserve-stock', () => ({ shelf: 'B7' }))

  world.lambda.add('wrap-gifts', (payload) => {
    const { gifts, note } = payload as unknown as { gifts: Line[], note: string }
    return { wrapped: gifts.map(({ sku }) => sku).length, note }
  })

  world.lambda.add('charge-card', (payload) => {
    const { amount } = payload as { amount: number }
    gauge('charged', amount)
    return { charged: amount }
  }, { duration: 1 })
}
