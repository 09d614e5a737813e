import type { SetUp } from '../../engine/simulation/index.ts'

/** Calls at once that the courier bears; with one more he is down for a while. */
const AT_ONCE = 5
const DOWN_SECONDS = 600
/** An order of today every so many seconds, for half an hour. */
const TODAY_EVERY = 20
const TODAY_ORDERS = 90

/**
 * The letters of the night, the function that books a van for an order, and the orders of today that call it, too. `settings.letters`: how many
 * there are; `refused`: numbers of the orders that the courier never takes, and `refusal` with which error; `copies`: numbers of the orders
 * that have two letters; `illFrom`, `illUntil`: seconds from and until which the courier is ill by himself.
 */
export const setUp: SetUp = ({ world, settings, gauge, fail }) => {
  const { clock, lambda, sqs } = world
  const origin = clock.now
  const seconds = () => (clock.now - origin) / 1000
  const refused = settings.refused as number[]
  const counts = { calls: 0, booked: 0, twice: 0, vain: 0, today: 0 }
  const count = (name: keyof typeof counts, by = 1) => gauge(name, counts[name] += by)
  for (const name of Object.keys(counts) as (keyof typeof counts)[]) count(name, 0)

  let downUntil = 0
  const isIll = () => seconds() < downUntil || (seconds() >= Number(settings.illFrom ?? 0) && seconds() < Number(settings.illUntil ?? 0))
  const keys = new Set<string>()
  const orders = new Set<string>()

  lambda.add('book-van', (payload) => {
    const { orderId, key = `call ${keys.size}` } = payload as { orderId?: string, key?: string }
    count('calls', -1)
    if (typeof orderId !== 'string') throw fail('Courier.WhichOrder', 'A van is booked for an orderId')
    const ofToday = orderId.startsWith('TODAY')
    if (isIll()) {
      count(ofToday ? 'today' : 'vain')
      throw fail('Courier.Down', 'The courier’s API answers 503')
    }
    if (!ofToday && refused.includes(Number(orderId.replace(/\D/g, ''))))
      throw fail(String(settings.refusal ?? 'Courier.NoPostcode'), 'The courier does not take this order')
    if (keys.has(key) || ofToday) return { van: 'VAN-12' }
    keys.add(key)
    count(orders.has(orderId) ? 'twice' : 'booked')
    orders.add(orderId)
    return { van: 'VAN-12' }
  }, {
    duration: () => {
      count('calls')
      if (counts.calls > AT_ONCE) downUntil = Math.max(downUntil, seconds() + DOWN_SECONDS)
      return isIll() ? 1 : 12 + world.random() * 4
    },
  })
  for (let number = 1; number <= TODAY_ORDERS; number++)
    clock.after(number * TODAY_EVERY * 1000, () => lambda.request('book-van', { orderId: `TODAY-${number}` }, () => {}))

  sqs.create('dead-letters')
  sqs.create('for-carla')
  const write = (number: number) => sqs.call('sendMessage', { QueueUrl: 'dead-letters', MessageBody: { orderId: `STROOP-${number}` } })
  for (let number = 1; number <= Number(settings.letters ?? 40); number++) write(number)
  for (const number of (settings.copies ?? []) as number[]) write(number)
  sqs.onDepth = (name, depth) => gauge(name === 'dead-letters' ? 'letters' : 'carla', depth)
  gauge('letters', sqs.depth('dead-letters'))
  gauge('carla', 0)
}
