/** Simulated SQS: queues that workers receive from, and delete from when they are done. */

import type { Json, JsonObject, TaskCall } from '../../../asl/index.ts'
import { hashText } from '../../../asl/index.ts'
import { FairOrder, type Ranked } from './fair-order.ts'
import { lastPart, Mailboxes, type Message } from './messages.ts'
import { requiredText, ServiceError } from './service.ts'

/** A message that nobody has deleted yet. */
interface Waiting extends Ranked {
  message: Message
  /** Virtual milliseconds since the epoch from which on it can be received. */
  visibleAt: number
  receipt: string | undefined
  received: number
}

const VISIBILITY_SECONDS = 30
const MOST_AT_ONCE = 10

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html */
export class SQS extends Mailboxes {
  /** Told of every queue that has come to hold another number of messages that nobody has deleted yet. */
  onDepth: (name: string, depth: number) => void = () => {}
  private readonly waiting = new Map<string, Waiting[]>()
  private readonly orders = new Map<string, FairOrder>()
  private readonly redrives = new Map<string, { deadLetters: string, maxReceiveCount: number }>()
  private receipts = 0

  /** `sendMessage`, `receiveMessage` and `deleteMessage`, as optimised and as SDK integration. Throws ServiceError. */
  readonly call = (action: string, parameters: JsonObject, call?: TaskCall): Json | undefined => {
    const name = lastPart(requiredText(parameters, 'QueueUrl'), '/')
    if (!this.find(name)) throw new ServiceError('QueueDoesNotExistException', 'The specified queue does not exist.')
    switch (action) {
      case 'sendMessage': return this.send(name, parameters)
      case 'receiveMessage': return this.receiveFor(name, parameters, call)
      case 'deleteMessage': return this.remove(name, requiredText(parameters, 'ReceiptHandle'))
      default: throw new ServiceError('InvalidAction', `This simulated SQS has no action ${action}.`)
    }
  }

  /** Where a queue puts aside what nobody can read; undefined for one that does not. */
  deadLettersOf(name: string): string | undefined {
    return this.redrives.get(name)?.deadLetters
  }

  /** How many messages nobody has deleted yet. */
  depth(name: string): number {
    return this.queue(name).length
  }

  /**
   * Gives a queue a redrive policy: what was received `maxReceiveCount` times and not deleted goes to `deadLetters` instead of being received again.
   *
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
   */
  redrive(name: string, deadLetters: string, maxReceiveCount: number): void {
    this.create(deadLetters)
    this.redrives.set(name, { deadLetters, maxReceiveCount })
  }

  /**
   * Receives up to `most` messages, as a worker does; they stay hidden until they are deleted or their time is over. The oldest come first;
   * where messages have a MessageGroupId and the queue is a standard one, those of quiet tenants do.
   */
  receive(name: string, most = 1, visibilitySeconds = VISIBILITY_SECONDS): { MessageId: string, ReceiptHandle: string, Body: string }[] {
    const now = this.now()
    return this.sorted(name).slice(0, most).map((waiting) => {
      waiting.visibleAt = now + visibilitySeconds * 1000
      waiting.since = now
      waiting.receipt = `receipt-${++this.receipts}`
      waiting.received++
      const { id, body } = waiting.message
      return { MessageId: id, ReceiptHandle: waiting.receipt, Body: typeof body === 'string' ? body : JSON.stringify(body) }
    })
  }

  private send(name: string, parameters: JsonObject): Json {
    const queue = this.find(name)!
    if (parameters.MessageBody === undefined) throw new ServiceError('MissingParameter', 'The request must contain the parameter MessageBody.')
    if (queue.fifo && parameters.MessageGroupId === undefined) throw new ServiceError('MissingParameter', 'The request must contain the parameter MessageGroupId.')
    const delay = typeof parameters.DelaySeconds === 'number' ? parameters.DelaySeconds : 0
    const { MessageGroupId: group } = parameters
    if (!queue.fifo && typeof group === 'string' && !this.orders.has(name)) this.orders.set(name, new FairOrder())
    const message = this.deliver(queue, parameters.MessageBody, parameters, message => this.enqueue(name, message, message.at + delay * 1000))
    return { MD5OfMessageBody: hashText(typeof message.body === 'string' ? message.body : JSON.stringify(message.body), 'MD5'), MessageId: message.id }
  }

  /** Answers at once where there is something, or when WaitTimeSeconds are over. */
  private receiveFor(name: string, parameters: JsonObject, call: TaskCall | undefined): Json | undefined {
    const number = (field: string, fallback: number) => typeof parameters[field] === 'number' ? parameters[field] : fallback
    const most = number('MaxNumberOfMessages', 1)
    if (most < 1 || most > MOST_AT_ONCE) throw new ServiceError('InvalidParameterValueException', `MaxNumberOfMessages must be 1 to ${MOST_AT_ONCE}.`)
    const answer = (): Json => {
      const messages = this.receive(name, most, number('VisibilityTimeout', VISIBILITY_SECONDS))
      return messages.length > 0 ? { Messages: messages } : {}
    }
    const wait = number('WaitTimeSeconds', 0)
    const now = this.now()
    this.bringBack(name, now)
    if (!call || wait === 0 || this.queue(name).some(({ visibleAt }) => visibleAt <= now)) return answer()
    call.after(wait * 1000, () => call.succeed(answer()))
    return undefined
  }

  private remove(name: string, receipt: string): Json {
    const queue = this.queue(name)
    const index = queue.findIndex(waiting => waiting.receipt === receipt)
    if (index < 0) return {}
    this.release(name, queue[index]!, this.now())
    queue.splice(index, 1)
    this.onDepth(name, queue.length)
    return {}
  }

  private enqueue(name: string, message: Message, visibleAt: number): void {
    const { MessageGroupId: group } = message.parameters
    const tenant = typeof group === 'string' ? group : `message ${message.id}`
    const depth = this.queue(name).push({ message, visibleAt, receipt: undefined, received: 0, tenant, since: undefined })
    this.onDepth(name, depth)
  }

  /** What can be received now, in the order in which it is handed out. */
  private sorted(name: string): Waiting[] {
    const now = this.now()
    this.bringBack(name, now)
    const visible = this.queue(name).filter(({ visibleAt }) => visibleAt <= now)
    return this.orders.get(name)?.sort(visible, this.queue(name).filter(({ since }) => since !== undefined), now) ?? visible
  }

  /** Messages whose time with a consumer is over are there again, or go to the dead letters. */
  private bringBack(name: string, now: number): void {
    const { deadLetters, maxReceiveCount } = this.redrives.get(name) ?? { deadLetters: '', maxReceiveCount: Number.POSITIVE_INFINITY }
    const back = this.queue(name).filter(({ since, visibleAt }) => since !== undefined && visibleAt <= now)
    for (const waiting of back) {
      this.release(name, waiting, waiting.visibleAt)
      if (waiting.received < maxReceiveCount) continue
      this.queue(name).splice(this.queue(name).indexOf(waiting), 1)
      this.onDepth(name, this.queue(name).length)
      const { body, parameters } = waiting.message
      this.deliver(this.find(deadLetters)!, body, parameters, message => this.enqueue(deadLetters, message, now))
    }
  }

  private release(name: string, waiting: Waiting, at: number): void {
    if (waiting.since !== undefined) this.orders.get(name)?.release(waiting.tenant, waiting.since, Math.min(at, waiting.visibleAt))
    waiting.since = undefined
  }

  private queue(name: string): Waiting[] {
    const queue = this.waiting.get(name) ?? []
    this.waiting.set(name, queue)
    return queue
  }
}
