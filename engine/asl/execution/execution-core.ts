/** What runs in an execution knows it as this: its settings, its history, its outcome. */

import type { MachineType } from '../definition/types.ts'
import type { Json, JsonObject } from '../query/json.ts'
import { executionArn, PLACE, ROLE, stateMachineArn } from './names/arn.ts'
import { type Clock, isoTime } from './turns/clock.ts'
import { EventLog, type EventDetails, type EventRecord } from './history/event-log.ts'
import { ExecutionEnd, type StateFailure } from './failure.ts'
import type { HistoryEvent, HistoryEventType } from './history/history.ts'
import { AWS_LIMITS, type Limits } from './limits.ts'
import type { MachineDescription } from './machine.ts'
import type { MapRun } from './map-run/map-run.ts'
import type { ObjectStore } from './map-run/object-store.ts'
import { payloadFits } from './history/payload.ts'
import type { RetryDecision } from './task/retry.ts'
import { StartRefused } from './start-refused.ts'
import type { StoppedExecution } from './redrive/stopped.ts'
import type { ExecutionStatus } from './names/status.ts'
import type { TaskCall, TaskHandler, TaskRequest } from './task/task-handler.ts'
import { TaskTokens, type TokenClosing } from './task/tokens.ts'

/** An attempt at a task, as observers see it. */
export interface ObservedTask extends TaskRequest {
  readonly execution: ExecutionCore
  /** Event id of TaskScheduled and its kin. */
  readonly scheduledEventId: number
  /** Virtual time at which it times out unless something happens before. */
  readonly deadline: number | undefined
}

/** A visit to a state, as observers see it. */
export interface ObservedVisit {
  readonly state: { readonly name: string }
  readonly strand: { readonly execution: ExecutionCore }
  readonly retryCount: number
}

/** Told about what history doesn't record. */
export interface ExecutionObserver {
  tokenIssued?: (attempt: ObservedTask) => void
  tokenClosed?: (attempt: ObservedTask, how: TokenClosing) => void
  taskCalled?: (attempt: ObservedTask) => void
  /** A task has been answered, has timed out, or is given up. */
  taskClosed?: (attempt: ObservedTask, how: TokenClosing) => void
  retryScheduled?: (visit: ObservedVisit, failure: StateFailure, retry: RetryDecision) => void
  /** `index`: position of the catcher in Catch. */
  failureCaught?: (visit: ObservedVisit, failure: StateFailure, index: number) => void
  ended?: (execution: ExecutionCore) => void
  /** Told of every event but the last as it is written. It may stop the execution. */
  recorded?: (execution: ExecutionCore, event: EventRecord) => void
  /** Told how many steps the expressions of a state have taken, some thousands at a time. It may stop the execution. */
  evaluated?: (execution: ExecutionCore, steps: number, state: string) => void
}

/** Why a task is not even scheduled. */
export interface TaskRefusal {
  error?: string
  cause?: string
  /** The cause is told as the service tells what ends an execution: with the state, and the event that entered it. */
  explained?: boolean
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
  /** Region and account, as they stand in its ARN: `us-east-1:123456789012`. */
  place?: string
  /** The role that it runs with; one that doesn't exist by default. */
  roleArn?: string
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
  /** Its events are counted and not kept: nobody sees the history of a child of a Map Run. */
  forgetsHistory?: boolean
  /** Children of its Map Runs keep their histories, for who is asked about them later. */
  keepsChildren?: boolean
  /** It has been started before, and ended without success: then it does not start, and can be redriven. */
  stopped?: { left: StoppedExecution, description: EndedDescription } | undefined
  /** Asked before a task is scheduled; an answer fails the state before anything is written. */
  refuseTask?: ((request: TaskRequest) => TaskRefusal | undefined) | undefined
}

/** How an execution ended that was started before. */
export interface EndedDescription {
  readonly status: ExecutionStatus
  /** Virtual milliseconds since the epoch. */
  readonly startedAt: number
  readonly endedAt: number | undefined
  readonly redriveCount: number
  readonly error: string | undefined
  readonly cause: string | undefined
}

export abstract class ExecutionCore {
  readonly machine: MachineDescription
  readonly arn: string
  readonly name: string
  readonly place: string
  readonly keepsChildren: boolean
  readonly roleArn: string
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
  protected readonly log: EventLog
  private readonly given: JsonObject
  private readonly asynchronous: boolean
  protected context: { Execution: JsonObject, StateMachine: JsonObject } | undefined

  constructor(machine: MachineDescription, options: ExecutionOptions) {
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
    const { left, description } = options.stopped ?? {}
    this.startedAt = description?.startedAt ?? this.clock.now
    if (!this.fits(options.input)) throw new StartRefused('InvalidExecutionInput', `The input takes more than ${this.limits.payloadBytes} bytes, or is nested too deeply.`)
    this.given = options.context ?? NOTHING
    const own = partOf(this.given, 'Execution')
    this.name = options.name ?? (typeof own.Name === 'string' ? own.Name : 'execution-1')
    this.place = options.place ?? PLACE
    this.keepsChildren = options.keepsChildren ?? false
    this.roleArn = typeof own.RoleArn === 'string' ? own.RoleArn : options.roleArn ?? ROLE
    this.arn = typeof own.Id === 'string' ? own.Id : executionArn(machine, this.name, options.expressId, this.place)
    this.statePart = partOf(this.given, 'State')
    this.asynchronous = options.asynchronous ?? false
    this.log = new EventLog(options.forgetsHistory, left?.eventCount)
    this.contextAsGiven = options.contextAsGiven ? this.given : undefined
    this.taskPart = this.given.Task === undefined ? undefined : partOf(this.given, 'Task')
    this.mapPart = this.given.Map === undefined ? undefined : partOf(this.given, 'Map')
    if (!left || !description) return
    this.transitions = left.transitions
    this.status = description.status
    this.endedAt = description.endedAt
    this.redriveCount = description.redriveCount
    this.error = description.error
    this.cause = description.cause
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
        RoleArn: this.roleArn,
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
    return typeof Id === 'string' ? Id : stateMachineArn(this.machine.name, this.place)
  }

  /** The history so far, in AWS's shape. */
  get events(): HistoryEvent[] {
    return this.log.events
  }

  /** Gets some events of a long history ready; false when all are. `events` is quick afterwards. */
  shapeEvents(most: number): boolean {
    return this.log.shape(most)
  }

  /** How many events have been written. */
  get eventCount(): number {
    return this.log.length
  }

  /** The history as it is kept: values not yet turned into text. */
  get records(): readonly EventRecord[] {
    return this.log.records
  }

  /** Adds an event. Throws ExecutionEnd when only room for the last one is left, or when an observer has written that one. */
  record(type: HistoryEventType, previous: number, details: EventDetails | undefined, branch: readonly string[]): number {
    if (this.status !== 'RUNNING') throw new ExecutionEnd('ABORTED')
    if (this.log.length + 1 >= this.limits.events && this.machine.type === 'STANDARD') {
      throw new ExecutionEnd('FAILED', 'States.Runtime', `The execution reached the maximum number of history events (${this.limits.events}).`)
    }
    const event = this.log.add(previous, type, this.clock.now, details, branch)
    this.observer?.recorded?.(this, event)
    return event.id
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

  callTask(attempt: ObservedTask & TaskCall): void {
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

  /** Ends the execution here and now. */
  abstract end(how: ExecutionEnd): void
}

const NOTHING: JsonObject = Object.freeze({})

function partOf(context: JsonObject, key: string): JsonObject {
  const part = context[key]
  return typeof part === 'object' && part !== null && !Array.isArray(part) ? part : NOTHING
}
