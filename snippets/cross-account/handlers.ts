import type { SetUp } from '../../engine/simulation/index.ts'

/** Two depots in accounts of their own. Ghent is new: its role does not name us in its trust policy yet. */
export const setUp: SetUp = ({ world }) => {
  world.untrusting.add('arn:aws:iam::333333333333:role/vans')
  world.lambda.add('book-van', () => ({ van: 'VAN-12' }), { duration: 0.4 })
  world.sns.create('pickup-team')
}
