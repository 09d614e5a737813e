/** What a task calls, by the name that people give it: the function, the topic, the queue, the state machine. */

import { isObject } from '../../asl/index.ts'
import type { HistoryEvent, Json, JsonObject, TaskRequest } from '../../asl/index.ts'

/** Where the name of what is called stands in the arguments of an integration. */
const NAMED_BY: Record<string, string> = { lambda: 'FunctionName', sns: 'TopicArn', sqs: 'QueueUrl', states: 'StateMachineArn', sfn: 'StateMachineArn' }

/**
 * Names what a task calls. A state may have any name; what it calls has one in the world outside, whoever wrote the state machine.
 *
 * @param resourceType as history names it: `lambda`, `aws-sdk:dynamodb`
 * @param resource as history names it: `invoke.waitForTaskToken`, or the ARN of a function or an activity
 * @param parameters what the service is given
 * @returns the last part of the function's, topic's, queue's or state machine's address (`charge-card`), else service and action
 *   (`ecs:runTask`)
 */
export function calledName(resourceType: string, resource: string, parameters: Json | undefined): string {
  if (resource.startsWith('arn:'))
    return lastPart(resource)
  const service = resourceType.replace(/^aws-sdk:/, '')
  const address = isObject(parameters) ? (parameters as JsonObject)[NAMED_BY[service] ?? ''] : undefined
  return typeof address === 'string' && address !== '' ? lastPart(address) : `${service}:${resource.replace(/\..*$/, '')}`
}

/** Names what a task request calls; see `calledName`. */
export function calledBy({ integration, parameters }: TaskRequest): string {
  return calledName(integration.resourceType, integration.resource, parameters)
}

/**
 * Names what each event of a history belongs to the call of.
 *
 * @param events a history in the order of its ids
 * @returns names by event index; undefined where nothing has been called since the state was entered
 */
export function calledByEvents(events: readonly HistoryEvent[]): (string | undefined)[] {
  const names: (string | undefined)[] = []
  for (const event of events)
    names.push(scheduledName(event) ?? (/^Execution|State(?:Entered|Exited)$/.test(event.type) ? undefined : names[event.previousEventId - 1]))
  return names
}

/** What an event schedules; undefined for every event that schedules nothing. */
export function scheduledName(event: HistoryEvent): string | undefined {
  const { taskScheduledEventDetails: task, lambdaFunctionScheduledEventDetails: lambda, activityScheduledEventDetails: activity } = event
  if (task)
    return calledName(task.resourceType, task.resource, readParameters(task.parameters))
  const address = lambda?.resource ?? activity?.resource
  return address === undefined ? undefined : lastPart(address)
}

function readParameters(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  }
  catch {
    return undefined
  }
}

/** `charge-card` of an ARN with or without a version, of an address, and of the name alone. */
function lastPart(address: string): string {
  const function_ = /:function:([^:]+)/.exec(address)
  return function_?.[1] ?? address.split(/[/:]/).findLast(part => part !== '') ?? address
}
