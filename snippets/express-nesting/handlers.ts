import type { SetUp } from '../../engine/simulation/index.ts'

/** The scale, the label printer and the table of orders. `brokenScale`: the scale fails at box 7; `count`: keep gauges. */
export const setUp: SetUp = ({ world, settings, gauge }) => {
  const count = settings.count ? gauge : () => {}
  let labels = 0
  world.lambda.add('weigh-box', (payload) => {
    if (settings.brokenScale && (payload as { box: number }).box === 7)
      throw Object.assign(new Error('The scale does not answer'), { name: 'Scale.Down' })
    return { grams: 390 }
  }, { duration: 0.2 })
  world.lambda.add('print-label', () => {
    count('labels', ++labels)
    return { label: 'STROOP-42' }
  }, { duration: 0.3 })
  world.sns.create('pickup-team')
  world.dynamodb.createTable('orders', 'orderId')
  world.dynamodb.onWrite = (_table, item) => count('packed', Number((item.packed as { N: string }).N))
}
