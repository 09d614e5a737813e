/** A case, started somewhere else and followed to its end. */

import type { HistoryEvent, Json, JsonObject, MachineType } from '../asl/index.ts'
import type { PlainRun } from './compare.ts'
import { allPages, type Endpoint, EndpointRefusal } from './endpoint.ts'
import { plain, plainEvents } from './normalise.ts'
import { type Stack, unstacked } from './stack.ts'

export interface StartThere {
  machineArn: string
  type: MachineType
  /** Of the execution. */
  name: string
  input: Json
  /** Names of cases to start with, the first that is taken: `<ARN>#<case>`. Without one that is taken it is started without. */
  cases: readonly string[]
  /** Whose machine it is, where it is a stack's. */
  stack?: Stack | undefined
  /** So long is it followed, in milliseconds. */
  patience: number
  /** Told when it has started, in milliseconds since the epoch; what comes back is how many events are expected of a run that does not end. */
  started: (at: number) => Promise<number | undefined>
}

export interface RunThere {
  run: PlainRun
  /** The case that it was started with, if any. */
  playing: string | undefined
}

/** A start with a case is refused with one of these where cases, or this one, are not known. */
const UNKNOWN_CASE: ReadonlySet<string> = new Set(['InvalidArn', 'InvalidName', 'StateMachineDoesNotExist', 'ValidationException'])

/**
 * Runs a case at an endpoint.
 *
 * @throws EndpointRefusal
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export async function runThere(endpoint: Endpoint, start: StartThere): Promise<RunThere> {
  const operation = start.type === 'EXPRESS' ? 'StartSyncExecution' : 'StartExecution'
  const { answer, playing } = await startWithCase(endpoint, operation, start)
  const expected = await start.started(millisecondsOf(answer.startDate))
  const place = placeOf(answer.executionArn as string)
  const own = <Value>(value: Value): Value => start.stack ? unstacked(value, start.stack) : value
  if (start.type === 'EXPRESS') return { playing, run: resultOf(own(answer), place) }
  const executionArn = answer.executionArn as string
  const described = await follow(endpoint, executionArn, start.patience, expected)
  const events = await allPages<HistoryEvent>(endpoint, 'GetExecutionHistory', { executionArn }, 'events')
  const told = described.status === 'RUNNING' && expected !== undefined ? events.slice(0, expected) : events
  return { playing, run: { ...resultOf(own(described), place), events: plainEvents(own(told), place) } }
}

async function startWithCase(endpoint: Endpoint, operation: string, { machineArn, name, input, cases }: StartThere): Promise<{ answer: JsonObject, playing: string | undefined }> {
  for (const playing of [...cases, undefined]) {
    const stateMachineArn = playing === undefined ? machineArn : `${machineArn}#${playing}`
    try {
      return { answer: await endpoint.call(operation, { stateMachineArn, name, input: JSON.stringify(input) }), playing }
    }
    catch (thrown) {
      if (playing === undefined || !(thrown instanceof EndpointRefusal && UNKNOWN_CASE.has(thrown.name))) throw thrown
    }
  }
  throw new Error('unreachable: the last start is without a case')
}

/** Polls until it has ended, has written as much as is expected, or takes too long. */
async function follow(endpoint: Endpoint, executionArn: string, patience: number, expected: number | undefined): Promise<JsonObject> {
  const until = Date.now() + patience
  for (let pause = 20; ; pause = Math.min(pause * 2, 5000)) {
    const described = await endpoint.call('DescribeExecution', { executionArn })
    if (described.status !== 'RUNNING' || Date.now() > until) return described
    if (expected !== undefined && (await allPages<unknown>(endpoint, 'GetExecutionHistory', { executionArn, includeExecutionData: false }, 'events')).length >= expected) return described
    await new Promise(resolve => setTimeout(resolve, pause))
  }
}

function resultOf({ status, output, error, cause }: JsonObject, place: string): PlainRun {
  return {
    status: status as string,
    ...(typeof error === 'string' ? { error } : {}),
    ...(typeof output === 'string' ? { output: plain(JSON.parse(output) as Json, place) } : {}),
    ...(typeof cause === 'string' ? { cause: plain(cause, place) } : {}),
  }
}

/** Region and account of an ARN. */
function placeOf(arn: string): string {
  return arn.split(':').slice(3, 5).join(':')
}

/** SDKs give dates, others seconds since the epoch. */
function millisecondsOf(date: unknown): number {
  return date instanceof Date ? date.getTime() : Number(date) * 1000
}
