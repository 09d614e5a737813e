import type { JsonObject } from '../../engine/asl/index.ts'
import type { SetUp } from '../../engine/simulation/index.ts'

interface Order { orderId: string, customer: string, boxes: number }

/**
 * The tables, the bus, a label printer that listens to it, and the functions of the machine before: each makes the one call that a
 * Task makes itself. Settings: `busyOnce` has the bus refuse its second entry the first time, `remembers` is a printer that knows
 * which order it has printed, `loses` loses the answer to the first taking of stock, `boxes` is what the shelf has (100).
 */
export const setUp: SetUp = ({ world, settings, gauge }) => {
  world.dynamodb.createTable('orders', 'orderId')
  world.dynamodb.createTable('inventory', 'sku')
  world.dynamodb.call('putItem', { TableName: 'inventory', Item: { sku: { S: 'stroopwafels' }, boxes: { N: String(settings.boxes ?? 100) } } })
  world.dynamodb.loseAnswers('inventory', settings.loses ? 1 : 0)
  const shelf = () => gauge('boxes', Number(world.dynamodb.items('inventory')[0]?.boxes?.N))
  shelf()
  world.dynamodb.onWrite = table => table === 'inventory' && shelf()

  world.events.create('stroopwafels')
  let refusals = settings.busyOnce ? 1 : 0
  world.events.rejects = ({ DetailType }) => DetailType === 'TellCustomer' && refusals-- > 0
    ? { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }
    : undefined

  let labels = 0
  const printed = new Set<unknown>()
  gauge('labels', labels)
  world.events.listen('stroopwafels', ({ body, parameters }) => {
    const { orderId } = body as JsonObject
    if (parameters.DetailType !== 'PrintLabel' || (settings.remembers && printed.has(orderId)))
      return
    printed.add(orderId)
    gauge('labels', ++labels)
  })

  let calls = 0
  gauge('functions', calls)
  const forward = (name: string, call: (order: Order) => unknown) => world.lambda.add(name, (payload) => {
    gauge('functions', ++calls)
    call(payload as unknown as Order)
    return { ok: true }
  }, { duration: 0.1 })
  forward('save-order', ({ orderId, customer }) =>
    world.dynamodb.call('putItem', { TableName: 'orders', Item: { orderId: { S: orderId }, customer: { S: customer } } }))
  forward('take-stock', ({ boxes }) =>
    world.dynamodb.call('updateItem', {
      TableName: 'inventory',
      Key: { sku: { S: 'stroopwafels' } },
      UpdateExpression: 'SET boxes = boxes - :n',
      ConditionExpression: 'boxes >= :n',
      ExpressionAttributeValues: { ':n': { N: String(boxes) } },
    }))
  forward('announce', order =>
    world.events.call('putEvents', {
      Entries: ['PrintLabel', 'TellCustomer'].map(DetailType => ({ EventBusName: 'stroopwafels', Source: 'shop.orders', DetailType, Detail: { ...order } })),
    }))
}
