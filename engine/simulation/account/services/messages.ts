/** Simulated SNS and EventBridge: messages go in, whoever listens hears them. */

import type { Json, JsonObject, TaskIntegration } from '../../../asl/index.ts'
import { isObject, plainText } from '../../../asl/index.ts'
import { requiredText, ServiceError } from './service.ts'

export interface Message {
  id: string
  body: Json
  /** Virtual milliseconds since the epoch. */
  at: number
  parameters: JsonObject
}

export type Listener = (message: Message) => void

export interface Topic {
  messages: Message[]
  listeners: Listener[]
  fifo: boolean
}

/** Named places that messages are sent to. */
export class Mailboxes {
  private readonly boxes = new Map<string, Topic>()
  private sent = 0
  protected readonly now: () => number

  constructor(now: () => number) {
    this.now = now
  }

  /** Makes a queue, topic or bus; harmless when it is there. */
  create(name: string): void {
    if (!this.boxes.has(name)) this.boxes.set(name, { messages: [], listeners: [], fifo: name.endsWith('.fifo') })
  }

  /** The names of all that there are. */
  get names(): string[] {
    return [...this.boxes.keys()]
  }

  /** Everything that was ever sent there. */
  messages(name: string): readonly Message[] {
    return this.boxes.get(name)?.messages ?? []
  }

  /** Calls `listener` for every message sent from now on, at the moment it is sent. */
  listen(name: string, listener: Listener): void {
    this.create(name)
    this.boxes.get(name)!.listeners.push(listener)
  }

  protected find(name: string): Topic | undefined {
    return this.boxes.get(name)
  }

  /** `before`: called with the message before those who listen hear of it. */
  protected deliver(topic: Topic, body: Json, parameters: JsonObject, before?: (message: Message) => void): Message {
    const message = { id: messageId(++this.sent), body, at: this.now(), parameters }
    topic.messages.push(message)
    before?.(message)
    for (const listener of topic.listeners) listener(message)
    return message
  }
}

function messageId(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
}

export function lastPart(address: string, separator: string): string {
  return address.slice(address.lastIndexOf(separator) + 1)
}

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export class SNS extends Mailboxes {
  readonly call = (action: string, parameters: JsonObject): Json => {
    if (action !== 'publish') throw new ServiceError('InvalidAction', `This simulated SNS has no action ${action}.`)
    const address = typeof parameters.TopicArn === 'string' ? parameters.TopicArn : requiredText(parameters, 'TargetArn')
    const topic = this.find(lastPart(address, ':'))
    if (!topic) throw new ServiceError('NotFoundException', 'Topic does not exist', 404)
    if (parameters.Message === undefined) throw new ServiceError('InvalidParameterException', 'Invalid parameter: Message')
    if (topic.fifo && parameters.MessageGroupId === undefined) {
      throw new ServiceError('InvalidParameterException', 'Invalid parameter: The MessageGroupId parameter is required for FIFO topics')
    }
    return { MessageId: this.deliver(topic, parameters.Message, parameters).id }
  }
}

/** Whether a bus has not taken all of an optimised integration's events: the task fails then. https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html */
export function failedEntries({ service, action, sdk }: TaskIntegration, answer: Json): boolean {
  return service === 'events' && action === 'putEvents' && !sdk && isObject(answer) && answer.FailedEntryCount !== 0
}

const DEFAULT_BUS = 'default'
const MAX_ENTRIES = 10

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export class EventBridge extends Mailboxes {
  /** Decides which entries the bus does not take, and why. */
  rejects: (entry: JsonObject) => { ErrorCode: string, ErrorMessage: string } | undefined = () => undefined

  constructor(now: () => number) {
    super(now)
    this.create(DEFAULT_BUS)
  }

  readonly call = (action: string, parameters: JsonObject): Json => {
    if (action !== 'putEvents') throw new ServiceError('InvalidAction', `This simulated EventBridge has no action ${action}.`)
    const { Entries: entries } = parameters
    if (!Array.isArray(entries) || entries.length === 0 || entries.length > MAX_ENTRIES) {
      throw new ServiceError('ValidationException', `Entries must be a list of 1 to ${MAX_ENTRIES} events.`)
    }
    const results = entries.map(entry => this.put(isObject(entry) ? entry : {}))
    return { Entries: results, FailedEntryCount: results.filter(result => 'ErrorCode' in result).length }
  }

  /** Puts an event of AWS's own on the default bus. */
  emit(event: JsonObject): void {
    this.deliver(this.find(DEFAULT_BUS)!, event.Detail!, event)
  }

  private put(entry: JsonObject): JsonObject {
    const bus = this.find(typeof entry.EventBusName === 'string' ? lastPart(entry.EventBusName, '/') : DEFAULT_BUS)
    if (!bus) return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${plainText(entry.EventBusName)} does not exist.` }
    for (const field of ['Source', 'DetailType', 'Detail']) {
      if (entry[field] === undefined) return { ErrorCode: 'InvalidArgument', ErrorMessage: `Parameter ${field} is not valid. Reason: ${field} is a required argument.` }
    }
    const rejection = this.rejects(entry)
    return rejection ? { ...rejection } : { EventId: this.deliver(bus, entry.Detail!, entry).id }
  }
}
