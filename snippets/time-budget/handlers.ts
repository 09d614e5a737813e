import type { SetUp } from '../../engine/simulation/index.ts'

/** The gateway's patience: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const CALLER_LEAVES = 29
const SECONDS_TO_PRICE = 2
const SECONDS_TO_CHARGE = 1.5

/**
 * A price list, a courier and a payment provider, and what they do after the caller has left. `courier`: seconds at which its answers come,
 * one for each time it is asked; `busy`: from when until when somebody else's charge takes the one place that Lambda has.
 */
export const setUp: SetUp = ({ world, settings, gauge }) => {
  const began = world.clock.now
  const second = () => (world.clock.now - began) / 1000
  const answers = [...settings.courier as number[]]
  let charged = 0
  let late = 0
  gauge('charged', 0)
  gauge('late', 0)
  gauge('vain', 0)

  /** Books a call that begins now. */
  const work = (seconds: number) => {
    if (second() >= CALLER_LEAVES)
      gauge('late', ++late)
    world.clock.after(seconds * 1000, () => gauge('vain', Math.max(0, second() - CALLER_LEAVES)))
    return seconds
  }

  world.lambda.add('price-order', payload => ({ ...payload as object, amount: 42 }), { duration: () => work(SECONDS_TO_PRICE) })
  world.http.add('https://api.courier.example/', () => ({ status: 200, body: { van: 'VAN-12' } }), {
    latency: ({ headers }) => {
      const seconds = answers.shift()! - second()
      // It stops where it was told how long its caller waits.
      work(Math.min(seconds, Number(headers['X-Time-Left-Ms'] ?? Number.POSITIVE_INFINITY) / 1000))
      return seconds
    },
  })

  const [from, to] = (settings.busy ?? [0, 0]) as [number, number]
  const isOurs = (payload: unknown) => (payload as { key: string }).key === 'STROOP-42'
  world.lambda.add('charge-card', (payload) => {
    if (isOurs(payload))
      gauge('charged', charged += 42)
    return { receipt: 'R-42' }
  }, { concurrency: 1, duration: payload => isOurs(payload) ? work(SECONDS_TO_CHARGE) : to - from })
  if (to > from)
    world.clock.after(from * 1000, () => world.lambda.request('charge-card', { key: 'STROOP-7' }, () => {}))
}
