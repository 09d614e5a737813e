import type { SetUp } from '../../engine/simulation/index.ts'

const SECONDS_TO_LOAD = 60
/** An answer of the table is on its way for as long, and so between reading and writing there is time for somebody else. */
const TABLE_MILLISECONDS = 12

/** The route to Gouda with its vans, a courier that books a van once for each key, and a belt that loads boxes. `count`: keep gauges. */
export const setUp: SetUp = ({ world, settings, ...setting }) => {
  const gauge = settings.count ? setting.gauge : () => {}
  const vans = new Set<string>()
  let loaded = 0
  gauge('counted', 0)
  gauge('vans', 0)
  gauge('loaded', 0)

  world.dynamodb.createTable('routes', 'route')
  world.dynamodb.createTable('vans', 'van')
  world.dynamodb.createTable('riders', 'van', 'rider')
  world.dynamodb.call('putItem', { TableName: 'routes', Item: { route: { S: 'gouda' }, n: { N: '7' } } })
  world.dynamodb.onWrite = (table, { riders, taken }) => {
    if (table === 'vans')
      gauge('counted', Number(taken?.N ?? (riders?.SS as string[]).length))
  }

  world.serve('dynamodb', (action, parameters, call) => {
    const answer = world.dynamodb.call(action, parameters)
    if (answer === undefined || call.integration.pattern !== 'request-response')
      return answer
    call.after(TABLE_MILLISECONDS, () => call.succeed(answer))
  })

  world.lambda.add('book-van', (payload) => {
    gauge('vans', vans.add((payload as { key: string }).key).size)
    return { booked: true }
  }, { duration: 2 })
  world.lambda.add('load-box', (payload) => {
    gauge('loaded', ++loaded)
    return payload
  }, { duration: SECONDS_TO_LOAD })
}
