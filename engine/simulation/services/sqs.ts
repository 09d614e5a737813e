/** Simulated SQS: queues that workers receive from, and delete from when they are done. */

import type { Json, JsonObject, TaskCall } from '../../asl/index.ts'
import { hashText } from '../../asl/index.ts'
import { lastPart, Mailboxes, type Message } from './messages.ts'
import { requiredText, ServiceError } from './service.ts'

/** A message that nobody has deleted yet. */
interface Waiting {
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
  private readonly waiting = new Map<string, Waiting[]>()
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

  /** How many messages nobody has deleted yet. */
  depth(name: string): number {
    return this.queue(name).length
  }

  /** Receives up to `most` messages, as a worker does; they stay hidden until they are deleted or their time is over. */
  receive(name: string, most = 1, visibilitySeconds = VISIBILITY_SECONDS): { MessageId: string, ReceiptHandle: string, Body: string }[] {
    const now = this.now()
    return this.queue(name).filter(({ visibleAt }) => visibleAt <= now).slice(0, most).map((waiting) => {
      waiting.visibleAt = now + visibilitySeconds * 1000
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
    const message = this.deliver(queue, parameters.MessageBody, parameters, (message) => {
      this.queue(name).push({ message, visibleAt: message.at + delay * 1000, receipt: undefined, received: 0 })
    })
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
    if (!call || wait === 0 || this.queue(name).some(({ visibleAt }) => visibleAt <= now)) return answer()
    call.after(wait * 1000, () => call.succeed(answer()))
    return undefined
  }

  private remove(name: string, receipt: string): Json {
    const queue = this.queue(name)
    const index = queue.findIndex(waiting => waiting.receipt === receipt)
    if (index >= 0) queue.splice(index, 1)
    return {}
  }

  private queue(name: string): Waiting[] {
    const queue = this.waiting.get(name) ?? []
    this.waiting.set(name, queue)
    return queue
  }
}
