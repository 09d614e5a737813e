import type { SetUp } from '../../engine/simulation/index.ts'

/** A card service whose receipt has grown: somebody has put a picture of the box into it. */
export const setUp: SetUp = ({ world, settings }) => {
  world.lambda.add('charge-card', () => ({ id: 'CHARGE-7', picture: 'A'.repeat(Number(settings.pictureBytes ?? 0)) }))
}
