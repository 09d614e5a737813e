/** What two runs of the same case may differ in without being different: where and when they ran, and the names that a service makes up. */

import type { HistoryEvent, Json, JsonObject } from '../asl/index.ts'
import { ACCOUNT, isObject, REGION } from '../asl/index.ts'

/** An event without what differs from run to run. */
export interface PlainEvent {
  id: number
  previous: number
  type: string
  details: JsonObject
}

/** `region:account`, as it stands in ARNs of the run. */
export type RunPlace = string

/** The place of executions here, where nobody says another. */
export const HERE: RunPlace = `${REGION}:${ACCOUNT}`

/** Members that tell of the run and not of the machine. */
const RUN_ONLY: ReadonlySet<string> = new Set(['roleArn', 'stateMachineAliasArn', 'stateMachineVersionArn', 'region', 'workerName', 'inputDetails', 'outputDetails', 'assignedVariablesDetails', 'ExecutedVersion', 'SdkHttpMetadata', 'SdkResponseMetadata'])

/** What Lambda makes of what a function threw, with where in the code it was: its message is compared. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
const THROWN = ['errorType', 'errorMessage', 'trace']

const UUID = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g
const DATE = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})/g
/** The end of the ARN of an execution that a service named, of an Express execution and of a Map Run. */
const MADE_UP = /(:(?:execution|express|mapRun):[^:"\s]+:)(?:execution-\d+|<uuid>)(?::(?:<uuid>|\d+))?/g
/** A function of one's own is called by its ARN or by its name. */
const FUNCTION = /\barn:aws[\w-]*:lambda:<place>:function:/g
const MOMENTS = /^(?:Start|Stop|Redrive)Date$/
/** A task token, AWS's or the engine's. */
const TOKEN = /\bAQC[\w+/=-]{60,}/g

/**
 * Rewrites events of GetExecutionHistory.
 *
 * @param events in the order of their ids
 * @param place of the run
 */
export function plainEvents(events: readonly HistoryEvent[], place: RunPlace): PlainEvent[] {
  return events.map((event) => {
    const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as JsonObject | undefined
    return { id: event.id, previous: event.previousEventId, type: event.type, details: plain(details ?? {}, place) as JsonObject }
  })
}

/** Rewrites any value: an output, a cause, the details of an event. Text that is JSON is read. */
export function plain(value: Json, place: RunPlace): Json {
  if (typeof value === 'string') return plainText(value, place)
  if (Array.isArray(value)) return value.map(item => plain(item, place))
  if (!isObject(value)) return value
  if (THROWN.every(key => key in value)) return plain(value.errorMessage!, place)
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]): [string, Json][] => {
    if (RUN_ONLY.has(key) || item === undefined) return []
    return [[key, MOMENTS.test(key) ? '<date>' : plain(item, place)]]
  }))
}

function plainText(text: string, place: RunPlace): Json {
  if (/^\s*[[{"]/.test(text)) {
    try {
      return plain(JSON.parse(text) as Json, place)
    }
    catch {
      // A text that only begins like JSON is compared as text.
    }
  }
  return text.replaceAll(`:${place}:`, ':<place>:').replace(FUNCTION, '').replaceAll(queuesOf(place), queuesOf('<region>:<account>')).replace(TOKEN, '<token>').replace(UUID, '<uuid>').replace(DATE, '<date>').replace(MADE_UP, '$1<name>')
}

/** How the address of a queue begins. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
function queuesOf(place: RunPlace): string {
  const [region, account] = place.split(':')
  return `https://sqs.${region}.amazonaws.com/${account}/`
}
