import type { HistoryEvent, Json, StateMachineDefinition } from '../../engine/asl/index.ts'
import { statesByName } from '../../engine/asl/index.ts'
import { stateOfEvents } from '../../engine/simulation/views/run-view.ts'
import { jsonOf } from '../execution/recording.ts'

/** A task that somebody outside works on, or should. */
export interface WaitingTask {
  state: string
  /** Id of the event that scheduled it. */
  event: number
  /** `token`: whoever has the token answers. `activity`: no worker has taken it. `taken`: a worker has, and the token with it. `mine`: this page has. */
  kind: 'token' | 'activity' | 'taken' | 'mine'
  /** Where the history has it. */
  token?: string
  /** Of an activity. */
  activityArn?: string
  /** The worker's name, where it gave one. */
  worker?: string
  /** What the worker is given. */
  input?: string
  /** Milliseconds since the epoch; unknown of a task that was taken. */
  since?: number
  /** When it is given up; a heartbeat moves the second. */
  timeoutAt?: number
  heartbeatSeconds?: number
}

const SCHEDULED = /^(?:Task|Activity)Scheduled$/
const OVER = /(?:Succeeded|Failed|TimedOut|Aborted|Exited)$/

/**
 * The tasks of an execution that wait for somebody, read from its history: it says which were scheduled and have no end.
 *
 * @param events the history
 * @param definition the machine, which says where a token was put
 */
export function waitingTasks(events: readonly HistoryEvent[], definition: StateMachineDefinition | undefined): WaitingTask[] {
  const owners = stateOfEvents(events)
  const waiting = new Map<number, WaitingTask>()
  /** By event: the event that scheduled the attempt that it belongs to. */
  const attempt = new Map<number, number>()
  for (const [index, event] of events.entries()) {
    if (/^Execution(?:Succeeded|Failed|TimedOut|Aborted)$/.test(event.type))
      waiting.clear()
    const scheduled = SCHEDULED.test(event.type) ? taskOf(event, owners[index], definition) : undefined
    const of = attempt.get(event.previousEventId)
    if (scheduled) {
      waiting.set(event.id, scheduled)
      attempt.set(event.id, event.id)
    }
    else if (of !== undefined) {
      attempt.set(event.id, of)
      const task = waiting.get(of)
      if (event.type === 'ActivityStarted' && task)
        waiting.set(of, { ...task, kind: 'taken', ...(event.activityStartedEventDetails?.workerName === undefined ? {} : { worker: event.activityStartedEventDetails.workerName }) })
      else if (OVER.test(event.type))
        waiting.delete(of)
    }
  }
  return [...waiting.values()]
}

function taskOf(event: HistoryEvent, state: string | undefined, definition: StateMachineDefinition | undefined): WaitingTask | undefined {
  if (state === undefined)
    return undefined
  const { taskScheduledEventDetails: task, activityScheduledEventDetails: activity } = event
  const limits = task ?? activity
  const common = {
    state,
    event: event.id,
    since: event.timestamp,
    ...(limits?.timeoutInSeconds === undefined ? {} : { timeoutAt: event.timestamp + limits.timeoutInSeconds * 1000 }),
    ...(limits?.heartbeatInSeconds === undefined ? {} : { heartbeatSeconds: limits.heartbeatInSeconds }),
  }
  if (activity)
    return { ...common, kind: 'activity', activityArn: activity.resource, ...(activity.input === undefined ? {} : { input: activity.input }) }
  if (!task?.resource.endsWith('.waitForTaskToken'))
    return undefined
  const token = tokenIn(jsonOf(task.parameters), placesOf(definition && statesByName(definition).get(state)))
  return { ...common, kind: 'token', input: task.parameters, ...(token === undefined ? {} : { token }) }
}

/** Where a state puts its token as it is: the fields that lead there. */
function placesOf(state: unknown): string[][] {
  const places: string[][] = []
  const look = (value: unknown, path: string[]): void => {
    if (typeof value === 'string' && /^(?:\$\$\.Task\.Token|\{%\s*\$states\.context\.Task\.Token\s*%\})$/.test(value))
      places.push(path.map(field => field.replace(/\.\$$/, '')))
    else if (typeof value === 'object' && value !== null)
      Object.entries(value).forEach(([field, inner]) => look(inner, [...path, field]))
  }
  const { Arguments, Parameters } = (state ?? {}) as { Arguments?: unknown, Parameters?: unknown }
  look(Arguments ?? Parameters, [])
  return places
}

/** Tokens look like this, ours and AWS's: long, and begun alike. */
const LIKE_A_TOKEN = /A(?:QC|AA)[\w+/=-]{40,}/

function tokenIn(parameters: Json, places: readonly string[][]): string | undefined {
  for (const path of places) {
    const found = path.reduce<unknown>((value, field) => typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined, parameters)
    if (typeof found === 'string')
      return found
  }
  return LIKE_A_TOKEN.exec(JSON.stringify(parameters))?.[0]
}
