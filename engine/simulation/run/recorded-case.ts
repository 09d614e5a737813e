/**
 * A case as one line of JSON: a definition, an input, and what every task attempt answered; and the result of running it, as
 * another. The format of `asl batch`.
 */

import { Clock, DefinitionError, prepare, startExecution } from '../../asl/index.ts'
import type { Execution, Json, JsonObject, MachineType, ObjectStore, Pause, StateMachineDefinition, TaskCall, TaskHandler, TaskRequest } from '../../asl/index.ts'
import type { EventRecord } from '../../asl/execution/history/event-log.ts'
import { completeResults, type CompleteResult } from '../mocks/plausible-fields.ts'
import { plausibleObjects } from '../mocks/plausible-objects.ts'
import { plausibleResponse } from '../mocks/plausible-response.ts'
import { seededRandom } from '../account/random.ts'
import { S3 } from '../account/services/s3.ts'
import { RecordedAnswers, type RecordedOutcome } from './recorded-answers.ts'
import { WorkWatch, type WorkLimits } from './work.ts'

export interface RecordedCase {
  id?: string
  definition: StateMachineDefinition
  input?: Json
  mocks?: Record<string, RecordedOutcome[]>
  machineType?: MachineType
  /** Execution and StateMachine of the context object. */
  context?: JsonObject
  s3?: { bucket: string, key: string, body?: string, bodyBase64?: string }[]
  /** Virtual start, ISO 8601. */
  clock?: string
  /** StopExecution is called the first time only a timer is left. */
  stop?: { error?: string, cause?: string }
  /** Tasks without mocks get a plausible, mostly empty response of the service they call. */
  automock?: boolean
}

/** A history event, flat: JSON text parsed, details beside the type. */
export type FlatEvent = { id: number, prev: number, type: string, path?: string[] } & Record<string, unknown>

export interface RecordedResult {
  id?: string
  status: string
  output?: Json
  error?: string
  cause?: string
  events: FlatEvent[]
}

/**
 * Runs a case. Throws DefinitionError when the definition can't be run and StartRefused when the input can't be taken; everything else
 * that goes wrong is in the result.
 *
 * @param item the case
 * @param limits how much work the run may be; it may be any without
 * @throws WorkLimitReached when it is more
 */
export async function runCase(item: RecordedCase, limits?: WorkLimits): Promise<RecordedResult> {
  const clock = new Clock(item.clock === undefined ? undefined : Date.parse(item.clock))
  const machine = prepare(item.definition, { type: item.machineType ?? 'STANDARD' })
  const { tasks, refuseTask, objects } = answersOf(item)
  const watch = limits && new WorkWatch(limits)
  const express = machine.type === 'EXPRESS'
  const input = item.input === undefined ? {} : item.input
  const execution = startExecution(machine, {
    clock,
    input,
    ...(item.context === undefined ? {} : { context: item.context }),
    random: seededRandom(1),
    tasks,
    refuseTask,
    objects,
    ...(watch ? { observer: watch.observing() } : {}),
  })
  if (item.stop) await stopWhenOnlyTimersAreLeft(execution, clock, item.stop, watch?.turn)
  await clock.run(undefined, watch?.turn)
  watch?.check()
  const { status, output, error, cause } = execution
  return {
    ...(item.id === undefined ? {} : { id: item.id }),
    status,
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    events: express ? [] : execution.records.map(flatten),
  }
}

export { DefinitionError }

async function stopWhenOnlyTimersAreLeft(execution: Execution, clock: Clock, { error, cause }: { error?: string, cause?: string }, pause?: Pause): Promise<void> {
  await clock.run(clock.now, pause)
  execution.stop(error, cause)
}

/** What stands around the execution of a case: the answers to its tasks, and the objects that it reads. */
export function answersOf(item: RecordedCase): { tasks: TaskHandler, refuseTask: (request: TaskRequest) => { error?: string, cause?: string } | undefined, objects: ObjectStore } {
  const { answer, refuse } = new Outcomes(item)
  return { tasks: answer, refuseTask: refuse, objects: item.automock && item.s3 === undefined ? plausibleObjects(storeOf(item)) : storeOf(item) }
}

/** Answers the tasks of a case. */
class Outcomes {
  private readonly answers: RecordedAnswers
  private readonly complete: CompleteResult | undefined

  constructor({ definition, mocks, automock }: RecordedCase) {
    this.answers = new RecordedAnswers(mocks ?? {})
    this.complete = automock ? completeResults(definition) : undefined
  }

  readonly refuse = (request: TaskRequest): { error?: string, cause?: string } | undefined => {
    if (!this.answers.peek(request)?.beforeScheduling) return undefined
    return this.answers.take(request)?.throw ?? {}
  }

  readonly answer: TaskHandler = (call) => {
    const outcome = this.answers.take(call)
    if (!outcome) {
      if (this.complete) return answerPlausibly(call, this.complete)
      return void call.crash(`The case has no answer left for an attempt at '${call.state}'.`)
    }
    if (outcome.recorded?.includes('ActivityStarted')) call.started()
    if (outcome.submitted !== undefined) call.submitted(outcome.submitted)
    if (outcome.hang) return
    if (outcome.echo) call.succeed(call.parameters)
    else if (outcome.return !== undefined) call.succeed(outcome.return)
    else if (outcome.throw) fail(call, outcome)
  }
}

/** A timeout is left to the execution's own timers where the state has any. */
function fail(call: TaskCall, { throw: thrown, timedOut }: RecordedOutcome): void {
  const { error, cause } = thrown!
  if (!timedOut) call.fail(error, cause)
  else if (call.timeoutSeconds === undefined && call.heartbeatSeconds === undefined) call.timeOut(error, cause)
}

function answerPlausibly(call: TaskCall, complete: CompleteResult): void {
  const response = plausibleResponse(call.integration, call.parameters)
  if (call.integration.pattern !== 'request-response') call.submitted(response)
  call.succeed(complete(call.state, response))
}

function storeOf({ s3, automock }: RecordedCase): ObjectStore {
  const store = new S3({ anyBucket: true })
  for (const { bucket, key, body, bodyBase64 } of s3 ?? []) store.put(bucket, key, body ?? (bodyBase64 === undefined ? '' : decodeBase64(bodyBase64)))
  return automock ? withEmptyLists(store) : store
}

/** A store in which every object exists: those not put there are empty lists. */
function withEmptyLists(store: S3): ObjectStore {
  return {
    get: (bucket, key) => store.get(bucket, key) ?? (/\.(?:csv|jsonl|txt)$/i.test(key) ? '' : '[]'),
    list: (bucket, prefix) => store.list(bucket, prefix) ?? [],
    put: (bucket, key, body) => store.put(bucket, key, body),
    putLazily: (bucket, key, body) => store.putLazily(bucket, key, body),
  }
}

function decodeBase64(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(text), character => character.charCodeAt(0)))
}

const HIDDEN = new Set(['roleArn', 'region', 'mapRunArn', 'workerName'])

function flatten({ id, previous, type, details, branch }: EventRecord): FlatEvent {
  const flat: FlatEvent = { id, prev: previous, type }
  if (branch.length > 0) flat.path = [...branch]
  for (const [key, value] of Object.entries(details ?? {})) if (value !== undefined && !HIDDEN.has(key)) flat[key] = value
  return flat
}
