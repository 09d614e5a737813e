import type { Furnish } from '../../engine/simulation/index.ts'

const FLOOD_AT = 40
const FLOOD = 60
const URGENT_EVERY = 15
const UNTIL = 240
const LOOK_EVERY = 1

/**
 * The two queues and what comes into them: an urgent order every 15 seconds, and sixty others at once. `settings.together`: the urgent
 * ones are sent to the queue of the others. A gauge for each kind says how old the oldest order is that nobody works on yet.
 */
export const furnish: Furnish = ({ world, settings, gauge }) => {
  const { clock } = world
  const origin = clock.now
  world.sqs.create('urgent')
  world.sqs.create('others')

  const waiting = { urgent: [] as number[], others: [] as number[] }
  let calls = 0
  const show = () => {
    const now = (clock.now - origin) / 1000
    for (const kind of ['urgent', 'others'] as const) gauge(kind, waiting[kind].length > 0 ? now - Math.min(...waiting[kind]) : 0)
    gauge('calls', calls)
  }

  const send = (at: number, kind: 'urgent' | 'others', orderId: string) => clock.at(origin + at * 1000, () => {
    waiting[kind].push(at)
    const queue = kind === 'urgent' && !settings.together ? 'urgent' : 'others'
    world.sqs.call('sendMessage', { QueueUrl: queue, MessageBody: { orderId, kind, at } })
  })
  for (let at = 1; at < UNTIL; at += URGENT_EVERY) send(at, 'urgent', `STROOP-U${at}`)
  for (let index = 0; index < FLOOD; index++) send(FLOOD_AT, 'others', `STROOP-${index + 1}`)
  for (let at = 0; at <= UNTIL; at += LOOK_EVERY) clock.at(origin + at * 1000, show)

  world.lambda.add('ask-courier', (payload) => {
    calls--
    show()
    return payload
  }, {
    duration: (payload) => {
      const { kind, at } = payload as { kind: 'urgent' | 'others', at: number }
      waiting[kind].splice(waiting[kind].indexOf(at), 1)
      calls++
      show()
      return 10
    },
  })
}
