import type { SetUp } from '../../engine/simulation/index.ts'

const MINUTE = 60_000
/** The watchman goes home after so many rounds. */
const ROUNDS = 30

/**
 * The courier's API, the table with its slots, and the watchman who strikes names past their time. `settings.longest`: seconds that the
 * slowest call takes; `down`: numbers of the orders whose call fails; `writes`: how many writes a second the table takes.
 */
export const setUp: SetUp = ({ world, settings, gauge, fail }) => {
  const { dynamodb, clock } = world
  const longest = Number(settings.longest ?? 55)
  const down = (settings.down ?? []) as number[]
  let calls = 0

  world.lambda.add('ask-courier', (payload) => {
    gauge('calls', --calls)
    if (down.includes((payload as { n: number }).n))
      throw fail('Courier.Down', 'The courier’s API answers 503')
    return { ...payload as object, van: 'VAN-12' }
  }, {
    duration: (payload) => {
      gauge('calls', ++calls)
      return longest - (payload as { n: number }).n * 7 % 16
    },
  })

  const Key = { api: { S: 'courier' } }
  dynamodb.createTable('slots', 'api')
  dynamodb.call('putItem', { TableName: 'slots', Item: { ...Key, holders: { M: {} } } })
  const holders = () => dynamodb.items('slots')[0]?.holders?.M ?? {}
  dynamodb.onWrite = () => gauge('slots', Object.keys(holders()).length)
  if (settings.writes !== undefined)
    dynamodb.limitWrites('slots', Number(settings.writes))

  for (let round = 1; round <= ROUNDS; round++) {
    clock.at(clock.now + round * MINUTE, () => {
      for (const [name, until] of Object.entries(holders())) {
        if (Number((until as { N?: string }).N) < clock.now)
          dynamodb.call('updateItem', { TableName: 'slots', Key, UpdateExpression: 'REMOVE holders.#who', ExpressionAttributeNames: { '#who': name } })
      }
    })
  }
}
