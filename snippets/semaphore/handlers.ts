import type { SetUp } from '../../engine/simulation/index.ts'

/** The courier's API and the table with its slots. `settings.longest`: seconds that the slowest call takes. */
export const setUp: SetUp = ({ world, settings, gauge }) => {
  const longest = Number(settings.longest ?? 55)
  let calls = 0
  let slots = 0
  const show = () => {
    gauge('slots', slots)
    gauge('calls', calls)
    gauge('lost', Math.max(0, slots - calls))
  }

  world.lambda.add('ask-courier', (payload) => {
    calls--
    show()
    return { ...payload as object, van: 'VAN-12' }
  }, {
    duration: (payload) => {
      calls++
      show()
      return longest - (payload as { n: number }).n * 7 % 16
    },
  })

  world.dynamodb.createTable('slots', 'api')
  world.dynamodb.call('putItem', { TableName: 'slots', Item: { api: { S: 'courier' }, holders: { M: {} } } })
  world.dynamodb.onWrite = (_, item) => {
    slots = Object.keys(item.holders?.M ?? {}).length
    show()
  }
}
