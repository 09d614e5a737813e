/** One execution of a state machine: its history, its state, and what can be done to it from outside. */

import type { MachineType } from '../definition/types.ts'
import type { Json, JsonObject } from '../query/json.ts'
import { runStates } from '../states/run-states.ts'
import type { StateVisit } from '../states/visit.ts'
import { executionArn, ROLE, stateMachineArn } from './arn.ts'
import type { Clock, Timer } from './clock.ts'
import { isoTime } from './context-object.ts'
import { EventLog, type EventDetails, type EventRecord } from './event-log.ts'
import { ExecutionEnd, type StateFailure } from './failure.ts'
import type { HistoryEvent, HistoryEventType } from './history.ts'
import { AWS_LIMITS, type Limits } from './limits.ts'
import type { StateMachine } from './machine.ts'
import type { MapRun } from './map-run.ts'
import type { ObjectStore } from './object-store.ts'
import { payloadFits } from './payload.ts'
import { StartRefused } from './start-refused.ts'
import { redriveRefusal, type RedriveRefusal } from './redrive.ts'
import type { RetryDecision } from './retry.ts'
import type { ExecutionStatus } from './status.ts'
import { Strand, type StrandResult } from './strand.ts'
import type { TaskAttempt } from './task-attempt.ts'
import type { TaskHandler, TaskRequest } from './task-handler.ts'
import { TaskTokens, type TokenClosing } from './tokens.ts'

/** Told about what history doesn't record. */
export interface ExecutionObserver {
  tokenIssued?: (attempt: TaskAttempt) => void
  tokenClosed?: (attempt: TaskAttempt, how: TokenClosing) => void
  taskCalled?: (attempt: TaskAttempt) => void
  retryScheduled?: (visit: StateVisit, failure: StateFailure, retry: RetryDecision) => void
  /** `index`: position of the catcher in Catch. */
  failureCaught?: (visit: StateVisit, failure: StateFailure, index: number) => void
  ended?: (execution: Execution) => void
  /** Told of every event but the last as it is written. It may stop the execution. */
  recorded?: (execution: Execution, details: EventDetails | undefined) => void
  /** Told how many steps JSONata has taken, some thousands at a time. It may stop the execution. */
  evaluated?: (execution: Execution, steps: number) => void
}

export interface ExecutionOptions {
  clock: Clock
  input: Json
  /** Default: a name made from how many executions the tokens' owner has started; give one where several share a clock. */
  name?: string
  /** The last part of an Express execution's ARN; `1` by default. Give one where several may bear the same name. */
  expressId?: string
  /** Nobody waits for the answer of this Express execution: then its context object has a RedriveCount, as a Standard one's has. */
  asynchronous?: boolean
  /** Merged over the context object: Execution, StateMachine and State; Map stands for a Map that is not there; Task replaces the token of `.waitForTaskToken`. */
  context?: JsonObject
  /** The context object is exactly `context`: nothing is added. For a state that is tested alone. */
  contextAsGiven?: boolean
  tasks: TaskHandler
  /** Numbers in [0, 1), the only source of randomness. */
  random: () => number
  limits?: Partial<Limits>
  /** Shared by executions whose tokens one worker may answer. */
  tokens?: TaskTokens
  observer?: ExecutionObserver
  /** What Distributed Maps read and write. */
  objects?: ObjectStore | undefined
  /** For the child executions of a Map Run: the branch they run in. */
  within?: readonly string[]
  /** Asked before a task is scheduled; an answer fails the state before anything is written. */
  refuseTask?: ((request: TaskRequest) => { error?: string, cause?: string } | undefined) | undefined
}

export class Execution {
  readonly machine: StateMachine
  readonly arn: string
  readonly name: string
  readonly input: Json
  readonly clock: Clock
  readonly random: () => number
  readonly limits: Limits
  readonly tokens: TaskTokens
  readonly observer: ExecutionObserver | undefined
  readonly refuseTask: ExecutionOptions['refuseTask']
  readonly startedAt: number
  readonly statePart: JsonObject
  readonly taskPart: JsonObject | undefined
  /** The whole context object, where states see no other. */
  readonly contextAsGiven: JsonObject | undefined
  readonly mapPart: JsonObject | undefined
  status: ExecutionStatus = 'RUNNING'
  output: Json | undefined
  error: string | undefined
  cause: string | undefined
  endedAt: number | undefined
  redriveCount = 0
  /** When it was last redriven, in virtual milliseconds. */
  redrivenAt: number | undefined
  /** Billed state transitions: states entered and retries. */
  transitions = 0
  readonly tasks: TaskHandler
  readonly objects: ObjectStore | undefined
  /** Concurrent branch of the execution this one is a child of: empty unless a Map Run started it. */
  readonly within: readonly string[]
  readonly mapRuns: MapRun[] = []
  private log = new EventLog()
  private readonly given: JsonObject
  private readonly asynchronous: boolean
  private context: { Execution: JsonObject, StateMachine: JsonObject } | undefined
  private timeLimit: Timer | undefined
  private root: Strand

  constructor(machine: StateMachine, options: ExecutionOptions) {
    this.machine = machine
    this.clock = options.clock
    this.input = options.input
    this.random = options.random
    this.tasks = options.tasks
    this.objects = options.objects
    this.within = options.within ?? []
    this.limits = options.limits ? { ...AWS_LIMITS, ...options.limits } : AWS_LIMITS
    this.tokens = options.tokens ?? new TaskTokens()
    this.observer = options.observer
    this.refuseTask = options.refuseTask
    this.startedAt = this.clock.now
    if (!this.fits(options.input)) throw new StartRefused('InvalidExecutionInput', `The input takes more than ${this.limits.payloadBytes} bytes, or is nested too deeply.`)
    this.given = options.context ?? NOTHING
    const own = partOf(this.given, 'Execution')
    this.name = options.name ?? (typeof own.Name === 'string' ? own.Name : 'execution-1')
    this.arn = typeof own.Id === 'string' ? own.Id : executionArn(machine, this.name, options.expressId)
    this.statePart = partOf(this.given, 'State')
    this.asynchronous = options.asynchronous ?? false
    this.contextAsGiven = options.contextAsGiven ? this.given : undefined
    this.taskPart = this.given.Task === undefined ? undefined : partOf(this.given, 'Task')
    this.mapPart = this.given.Map === undefined ? undefined : partOf(this.given, 'Map')
    this.root = new Strand(this, undefined)
    this.record('ExecutionStarted', 0, { input: options.input, roleArn: typeof own.RoleArn === 'string' ? own.RoleArn : ROLE }, [])
    this.limitTime()
    this.root.start(runStates(this.root, machine.branch, options.input), this.settled)
  }

  get type(): MachineType {
    return this.machine.type
  }

  /** The parts of the context object that no state changes. */
  get fixedContext(): { Execution: JsonObject, StateMachine: JsonObject } {
    this.context ??= {
      Execution: {
        Id: this.arn,
        Input: this.input,
        Name: this.name,
        RoleArn: ROLE,
        StartTime: isoTime(this.startedAt),
        ...(this.machine.type === 'STANDARD' || this.asynchronous ? { RedriveCount: this.redriveCount } : {}),
        ...partOf(this.given, 'Execution'),
      },
      StateMachine: { Id: this.machineArn, Name: this.machine.name, ...partOf(this.given, 'StateMachine') },
    }
    return this.context
  }

  get machineArn(): string {
    const { Id } = partOf(this.given, 'StateMachine')
    return typeof Id === 'string' ? Id : stateMachineArn(this.machine.name)
  }

  /** The history so far, in AWS's shape. */
  get events(): HistoryEvent[] {
    return this.log.events
  }

  /** Gets some events of a long history ready; false when all are. `events` is quick afterwards. */
  shapeEvents(most: number): boolean {
    return this.log.shape(most)
  }

  /** The history as it is kept: values not yet turned into text. */
  get records(): readonly EventRecord[] {
    return this.log.records
  }

  /** Lets go of history and states, for one of very many that succeeded. What it was given and what came out stays. */
  forget(): void {
    this.log = NO_EVENTS
    this.context = undefined
    this.timeLimit = undefined
    this.root.visit = undefined
  }

  /** Adds an event. Throws ExecutionEnd when only room for the last one is left. */
  record(type: HistoryEventType, previous: number, details: EventDetails | undefined, branch: readonly string[]): number {
    const { records } = this.log
    const id = records.length + 1
    if (id >= this.limits.events && this.machine.type === 'STANDARD') {
      throw new ExecutionEnd('FAILED', 'States.Runtime', `The execution reached the maximum number of history events (${this.limits.events}).`)
    }
    records.push({ id, previous, type, at: this.clock.now, details, branch })
    this.observer?.recorded?.(this, details)
    return id
  }

  /** Counts a billed transition. Throws ExecutionEnd when an Express execution goes round without end. */
  countTransition(): void {
    this.transitions++
    if (this.transitions > this.limits.expressTransitions && this.machine.type === 'EXPRESS') throw new ExecutionEnd('TIMED_OUT')
  }

  fits(value: Json): boolean {
    return payloadFits(value, this.limits.payloadBytes)
  }

  newTaskToken(state: string): string {
    return this.tokens.issue(this.arn, state)
  }

  callTask(attempt: TaskAttempt): void {
    this.observer?.taskCalled?.(attempt)
    try {
      this.tasks(attempt)
    }
    catch (thrown) {
      if (thrown instanceof ExecutionEnd) throw thrown
      attempt.crash(`What answers the task failed: ${thrown instanceof Error ? thrown.message : String(thrown)}.`)
    }
  }

  /** Runs something that may find the history full, from outside any strand. */
  guard(work: () => void): void {
    try {
      work()
    }
    catch (thrown) {
      if (!(thrown instanceof ExecutionEnd)) throw thrown
      this.end(thrown)
    }
  }

  /**
   * StopExecution: ends a running execution as ABORTED. False when it has ended before.
   * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
   */
  stop(error?: string, cause?: string): boolean {
    if (this.status !== 'RUNNING') return false
    this.end(new ExecutionEnd('ABORTED', error, cause))
    return true
  }

  /**
   * RedriveExecution: goes on from where the execution failed, was aborted or timed out. Undefined when accepted.
   * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
   */
  redrive(): RedriveRefusal | undefined {
    const refusal = redriveRefusal(this)
    if (refusal) return refusal
    this.redriveCount++
    this.redrivenAt = this.clock.now
    this.status = 'RUNNING'
    this.output = this.error = this.cause = this.endedAt = undefined
    this.context = undefined
    this.transitions++
    const before = this.root
    this.root = new Strand(this, undefined)
    const visit = this.root.adopt(before)
    this.root.lastEventId = this.record('ExecutionRedriven', this.log.records.length, { redriveCount: this.redriveCount }, [])
    this.limitTime()
    this.root.start(runStates(this.root, this.machine.branch, this.input, visit), this.settled)
    return undefined
  }

  /** Ends the execution here and now: everything in flight is called off, and the last event is written. */
  end(how: ExecutionEnd): void {
    if (this.status !== 'RUNNING') return
    const last = this.root.lastEventId
    this.root.abort()
    this.finish(how.status, last, { error: how.error, cause: how.cause })
  }

  private readonly settled = (result: StrandResult): void => {
    if (this.status !== 'RUNNING') return
    if ('failure' in result) return this.finish('FAILED', this.root.lastEventId, { error: result.failure.error, cause: result.failure.cause })
    this.output = result.output
    this.finish('SUCCEEDED', this.root.lastEventId, { output: result.output })
  }

  private finish(status: Exclude<ExecutionStatus, 'RUNNING'>, previous: number, details: EventDetails): void {
    this.status = status
    this.error = details.error
    this.cause = details.cause
    this.endedAt = this.clock.now
    this.timeLimit?.cancel()
    const { records } = this.log
    records.push({ id: records.length + 1, previous, type: ENDING[status], at: this.clock.now, details, branch: [] })
    this.observer?.ended?.(this)
  }

  private limitTime(): void {
    const cap = this.machine.type === 'STANDARD' ? this.limits.standardSeconds : this.limits.expressSeconds
    const open = this.startedAt + cap * 1000
    const own = this.clock.now + (this.machine.timeoutSeconds ?? cap) * 1000
    this.timeLimit = this.clock.at(Math.min(open, own), () => this.end(new ExecutionEnd('TIMED_OUT')))
  }
}

const ENDING = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
} as const

const NO_EVENTS = new EventLog()

const NOTHING: JsonObject = Object.freeze({})

function partOf(context: JsonObject, key: string): JsonObject {
  const part = context[key]
  return typeof part === 'object' && part !== null && !Array.isArray(part) ? part : NOTHING
}

/**
 * Starts an execution. It runs when its clock runs (`await clock.run()`). Throws StartRefused for an input beyond the quota.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function startExecution(machine: StateMachine, options: ExecutionOptions): Execution {
  return new Execution(machine, options)
}
