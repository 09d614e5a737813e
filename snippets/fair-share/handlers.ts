import type { SetUp } from '../../engine/simulation/index.ts'

type Kind = 'quiet' | 'urgent' | 'hotel'

const CALL = 12
const QUIET_EVERY = 61 // in step with no turn
const URGENT_EVERY = 301
const LOOK_EVERY = 10
const LANES: Record<string, string[]> = {
  one: ['orders'],
  lanes: ['urgent', 'others', 'urgent', 'hotel'],
}

/**
 * The courier's function, the queues, and what comes into them until `settings.until`: one order a minute, each of another customer, an
 * urgent one every five minutes, and at second `settings.floodAt` (60) `settings.hotel` orders of one hotel chain at once. A gauge says how old the oldest order is that
 * nobody works on yet, another how long 95 of 100 quiet customers have waited.
 * `settings.lanes`: a queue for each kind, and turns; one queue otherwise. `settings.groups`: messages say whose they are. `settings.poison`:
 * the first message is no order. `settings.holder`: somebody else drains, until that second. `settings.figures`: the gauges that are kept; all otherwise.
 */
export const setUp: SetUp = ({ world, settings, gauge: write }) => {
  const { clock } = world
  const origin = clock.now
  const figures = settings.figures as string[] | undefined
  const gauge: typeof write = (name, value) => {
    if (!figures || figures.includes(name)) write(name, value)
  }
  const until = Number(settings.until)
  const hotel = Number(settings.hotel)
  const floodAt = Number(settings.floodAt ?? 60)
  const lanes = LANES[settings.lanes ? 'lanes' : 'one']!
  const queueOf = (kind: Kind) => settings.lanes ? { quiet: 'others', urgent: 'urgent', hotel: 'hotel' }[kind] : 'orders'

  for (const lane of new Set(lanes)) {
    world.sqs.create(lane)
    world.sqs.redrive(lane, 'unreadable', 3)
  }
  world.sqs.listen('unreadable', () => gauge('dead', world.sqs.messages('unreadable').length))

  world.dynamodb.createTable('drains', 'drain')
  world.dynamodb.call('putItem', {
    TableName: 'drains',
    Item: {
      drain: { S: 'courier' },
      lanes: { L: lanes.map(lane => ({ S: lane })) },
      ...(settings.holder === undefined ? {} : { holder: { S: 'another' }, heldUntil: { N: String(origin + Number(settings.holder) * 1000) } }),
    },
  })

  const waiting: Record<Kind, number[]> = { quiet: [], urgent: [], hotel: [] }
  const waited: number[] = []
  let calls = 0
  let booked = 0
  const seconds = () => (clock.now - origin) / 1000
  const show = () => {
    for (const kind of ['quiet', 'urgent', 'hotel'] as const) gauge(kind, waiting[kind].length > 0 ? seconds() - waiting[kind][0]! : 0)
    gauge('calls', calls)
    gauge('booked', booked)
  }

  const send = (at: number, kind: Kind, tenant: string, body?: string) => clock.at(origin + at * 1000, () => {
    if (body === undefined) waiting[kind].push(at)
    world.sqs.call('sendMessage', {
      QueueUrl: queueOf(kind),
      MessageBody: body ?? { orderId: `STROOP-${tenant}-${waiting[kind].length}`, kind, at },
      ...(settings.groups ? { MessageGroupId: tenant } : {}),
    })
  })
  if (settings.poison) send(0.2, 'quiet', 'unknown', '{"orderId": "STROOP-')
  for (let at = 5; at < until; at += QUIET_EVERY) send(at, 'quiet', `customer-${at}`)
  for (let at = 100; at < until; at += URGENT_EVERY) send(at, 'urgent', 'urgent')
  for (let index = 0; index < hotel; index++) send(floodAt, 'hotel', 'hotel')
  for (let at = 0; at <= until; at += LOOK_EVERY) clock.at(origin + at * 1000, show)

  world.lambda.add('ask-courier', (payload) => {
    calls--
    booked++
    show()
    return payload
  }, {
    duration: (payload) => {
      const { kind, at } = payload as { kind: Kind, at: number }
      show()
      waiting[kind].splice(waiting[kind].indexOf(at), 1)
      if (kind === 'quiet') {
        waited.push(seconds() - at)
        gauge('p95', percentile(waited, 0.95))
      }
      calls++
      show()
      return CALL
    },
  })
}

/** The value that so large a share of all are not above. */
function percentile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1]!
}
