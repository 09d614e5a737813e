/**
 * The history while it grows: one small record per event, turned into AWS's shape only when somebody looks. Records keep
 * references to values, not copies: JSON values are never changed once they exist.
 */

import type { Json } from '../query/json.ts'
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
  private readonly shaped: HistoryEvent[] = []

  /** The events so far in AWS's shape. Shapes are made once and kept. */
  get events(): HistoryEvent[] {
    for (let index = this.shaped.length; index < this.records.length; index++) this.shaped.push(shapeEvent(this.records[index]!))
    return this.shaped
  }
}

/** Several states in a row often carry the same value: its text is made once. */
const texts = new WeakMap<object, string>()

export function jsonTextOf(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  let text = texts.get(value)
  if (text === undefined) {
    text = JSON.stringify(value)
    texts.set(value, text)
  }
  return text
}

function shapeEvent(record: EventRecord): HistoryEvent {
  const event: HistoryEvent = { id: record.id, previousEventId: record.previous, type: record.type, timestamp: record.at }
  if (record.details) (event as unknown as Record<string, unknown>)[detailsKey(record.type)] = shapeDetails(record.details)
  return event
}

function detailsKey(type: HistoryEventType): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails'
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails'
  return `${type[0]!.toLowerCase()}${type.slice(1)}EventDetails`
}

function shapeDetails(details: EventDetails): Record<string, unknown> {
  const shaped: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(details)) {
    if (value === undefined) continue
    if (key === 'input' || key === 'output') {
      shaped[key] = jsonTextOf(value)
      shaped[`${key}Details`] = { truncated: false }
    }
    else if (key === 'parameters') {
      shaped.parameters = jsonTextOf(value)
    }
    else if (key === 'assigned') {
      const assigned: Record<string, string> = {}
      for (const name of Object.keys(value)) assigned[name] = jsonTextOf(value[name])
      shaped.assignedVariables = assigned
      shaped.assignedVariablesDetails = { truncated: false }
    }
    else {
      shaped[key] = value
    }
  }
  return shaped
}
