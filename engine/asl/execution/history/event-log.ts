/**
 * The history while it grows: one small record per event, turned into AWS's shape only when somebody looks. Records keep
 * references to values, not copies: JSON values are never changed once they exist.
 */

import type { Json } from '../../query/json.ts'
import type { HistoryEvent, HistoryEventType } from './history.ts'

/** Details of any event, before JSON values become text. The text of `parameters` is JSON too. */
export interface EventDetails {
  name?: string
  index?: number
  length?: number
  input?: Json
  output?: Json
  parameters?: Json
  assigned?: Record<string, Json>
  error?: string
  cause?: string
  location?: string
  state?: string
  resource?: string
  resourceType?: string
  timeoutInSeconds?: number
  heartbeatInSeconds?: number
  taskCredentials?: { roleArn: string }
  roleArn?: string
  redriveCount?: number
  mapRunArn?: string
  region?: string
  workerName?: string
}

export interface EventRecord {
  id: number
  previous: number
  type: HistoryEventType
  at: number
  details: EventDetails | undefined
  /** The concurrent branch it belongs to, outermost first. */
  branch: readonly string[]
}

export class EventLog {
  readonly records: EventRecord[] = []
  /** How many events there have been, kept or not. */
  length: number
  private readonly forgets: boolean
  private readonly shaped: HistoryEvent[] = []

  /** `forgets`: the events are counted and not kept, because nobody can see them. `before`: how many there have been already. */
  constructor(forgets = false, before = 0) {
    this.forgets = forgets
    this.length = before
  }

  /** Writes an event, which gets the next id. */
  add(previous: number, type: HistoryEventType, at: number, details: EventDetails | undefined, branch: readonly string[]): EventRecord {
    const event: EventRecord = { id: ++this.length, previous, type, at, details, branch }
    if (!this.forgets) this.records.push(event)
    return event
  }

  /** The events so far in AWS's shape. Shapes are made once and kept. */
  get events(): HistoryEvent[] {
    this.shape(this.records.length)
    return this.shaped
  }

  /** Shapes some of the events ahead, for who reads a long history bit by bit. False when all are done. */
  shape(most: number): boolean {
    const end = Math.min(this.records.length, this.shaped.length + most)
    for (let index = this.shaped.length; index < end; index++) this.shaped.push(shapeEvent(this.records[index]!))
    return end < this.records.length
  }
}

/** Texts from this length on are kept, because one large value often travels through many states. */
const WORTH_KEEPING = 512
const texts = new WeakMap<object, string>()
/** A state's output is the next one's input: most values come twice in a row. */
let lastValue: unknown
let lastText = ''

function jsonTextOf(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (value === lastValue) return lastText
  let text = texts.get(value)
  if (text === undefined) {
    text = JSON.stringify(value)
    if (text.length >= WORTH_KEEPING) texts.set(value, text)
  }
  lastValue = value
  lastText = text
  return text
}

const NOT_TRUNCATED = Object.freeze({ truncated: false })

/** Most events say that a state was entered or left; they are written down at one go, which makes them quick to read. */
function shapeEvent({ id, previous, type, at, details }: EventRecord): HistoryEvent {
  if (!details) return { id, previousEventId: previous, type, timestamp: at } as HistoryEvent
  const key = detailsKey(type)
  if (key === 'stateEnteredEventDetails') {
    const stateEnteredEventDetails = { name: details.name!, input: jsonTextOf(details.input!), inputDetails: NOT_TRUNCATED }
    return { id, previousEventId: previous, type, timestamp: at, stateEnteredEventDetails }
  }
  if (key === 'stateExitedEventDetails' && !details.assigned) {
    const stateExitedEventDetails = { name: details.name!, output: jsonTextOf(details.output!), outputDetails: NOT_TRUNCATED }
    return { id, previousEventId: previous, type, timestamp: at, stateExitedEventDetails }
  }
  const event: HistoryEvent = { id, previousEventId: previous, type, timestamp: at }
  ;(event as unknown as Record<string, unknown>)[key] = shapeDetails(details)
  return event
}

const detailsKeys = new Map<HistoryEventType, string>()

function detailsKey(type: HistoryEventType): string {
  let key = detailsKeys.get(type)
  if (key === undefined) {
    const [, phase] = /State(Entered|Exited)$/.exec(type) ?? []
    key = phase ? `state${phase}EventDetails` : `${type[0]!.toLowerCase()}${type.slice(1)}EventDetails`
    detailsKeys.set(type, key)
  }
  return key
}

function shapeDetails(details: EventDetails): Record<string, unknown> {
  const shaped: Record<string, unknown> = {}
  for (const key in details) {
    const value = details[key as keyof EventDetails]
    if (value === undefined) continue
    switch (key) {
      case 'input':
        shaped.input = jsonTextOf(value as Json)
        shaped.inputDetails = NOT_TRUNCATED
        break
      case 'output':
        shaped.output = jsonTextOf(value as Json)
        shaped.outputDetails = NOT_TRUNCATED
        break
      case 'parameters':
        shaped.parameters = jsonTextOf(value as Json)
        break
      case 'assigned':
        shaped.assignedVariables = Object.fromEntries(Object.entries(value as Record<string, Json>).map(([name, assigned]) => [name, jsonTextOf(assigned)]))
        shaped.assignedVariablesDetails = NOT_TRUNCATED
        break
      default:
        shaped[key] = value
    }
  }
  return shaped
}
