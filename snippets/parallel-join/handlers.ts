import type { SetUp } from '../../engine/simulation/index.ts'

const BOXES = 12
const SECONDS_TO_PACK = 10

/** Three functions that take their time, and that nobody can call back once they run. */
export const setUp: SetUp = ({ world, settings, gauge }) => {
  gauge('packed', 0)
  gauge('charged', 0)

  world.lambda.add('pack-boxes', () => ({ packed: BOXES }), {
    duration: () => {
      for (let box = 1; box <= BOXES; box++)
        world.clock.after(box * SECONDS_TO_PACK / BOXES * 1000, () => gauge('packed', box))
      return SECONDS_TO_PACK
    },
  })

  world.lambda.add('book-van', () => {
    if (settings.noVan)
      throw Object.assign(new Error('No van on Friday'), { name: 'Shipping.NoVan' })
    return { van: 'VAN-12' }
  }, { duration: 2 })

  world.lambda.add('charge-card', () => {
    gauge('charged', 42)
    return { receipt: 'PAY-77' }
  }, { duration: 5 })
}
