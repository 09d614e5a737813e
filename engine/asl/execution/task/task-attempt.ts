/**
 * One attempt at a Task: the events it writes, its answer, and the timers that give up on it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 */

import type { Json } from '../../query/json.ts'
import type { StateVisit } from '../strand.ts'
import type { Timer } from '../turns/clock.ts'
import type { ExecutionCore } from '../execution-core.ts'
import { dataLimitExceeded, StateFailure } from '../failure.ts'
import type { HistoryEventType } from '../history/history.ts'
import type { TaskIntegration } from '../../definition/integration.ts'
import type { TaskCall } from './task-handler.ts'

type Outcome =
  | { kind: 'succeeded', output: Json }
  | { kind: 'failed' | 'timed-out', error: string | undefined, cause: string | undefined, heartbeat?: boolean }
  | { kind: 'crashed', cause: string }

export interface AttemptOptions {
  timeoutSeconds: number | undefined
  heartbeatSeconds: number | undefined
  roleArn: string | undefined
}

type Phase = 'Scheduled' | 'Started' | 'Succeeded' | 'Failed' | 'TimedOut'

const EVENTS: Record<TaskIntegration['kind'], Record<Phase, HistoryEventType>> = {
  task: { Scheduled: 'TaskScheduled', Started: 'TaskStarted', Succeeded: 'TaskSucceeded', Failed: 'TaskFailed', TimedOut: 'TaskTimedOut' },
  lambda: { Scheduled: 'LambdaFunctionScheduled', Started: 'LambdaFunctionStarted', Succeeded: 'LambdaFunctionSucceeded', Failed: 'LambdaFunctionFailed', TimedOut: 'LambdaFunctionTimedOut' },
  activity: { Scheduled: 'ActivityScheduled', Started: 'ActivityStarted', Succeeded: 'ActivitySucceeded', Failed: 'ActivityFailed', TimedOut: 'ActivityTimedOut' },
}

export class TaskAttempt implements TaskCall {
  readonly state: string
  readonly integration: TaskIntegration
  readonly parameters: Json
  readonly taskToken?: string
  readonly branch: readonly string[]
  readonly retryCount: number
  readonly executionArn: string
  readonly roleArn?: string
  readonly timeoutSeconds?: number
  readonly heartbeatSeconds?: number
  /** Event id of TaskScheduled and its kin; 0 before that. */
  scheduledEventId = 0
  private readonly visit: StateVisit
  private outcome: Outcome | undefined
  private parked = false
  private open = true
  private taken = false
  private timeout: Timer | undefined
  private heartbeatTimer: Timer | undefined
  private timers: Timer[] | undefined
  private abandonment: (() => void)[] | undefined

  constructor(visit: StateVisit, integration: TaskIntegration, parameters: Json, options: AttemptOptions) {
    this.visit = visit
    this.state = visit.state.name
    this.integration = integration
    this.parameters = parameters
    const { within } = visit.strand.execution
    this.branch = within.length === 0 ? visit.strand.branch : [...within, ...visit.strand.branch]
    this.retryCount = visit.retryCount
    this.executionArn = visit.strand.execution.arn
    if (visit.taskToken !== undefined && integration.pattern === 'waitForTaskToken') this.taskToken = visit.taskToken
    if (options.roleArn !== undefined) this.roleArn = options.roleArn
    if (options.timeoutSeconds !== undefined) this.timeoutSeconds = options.timeoutSeconds
    if (options.heartbeatSeconds !== undefined) this.heartbeatSeconds = options.heartbeatSeconds
  }

  get execution(): ExecutionCore {
    return this.visit.strand.execution
  }

  get settled(): boolean {
    return this.outcome !== undefined
  }

  /** Schedules and starts the task, and hands it to whoever answers it. The caller parks unless it is settled after this. */
  schedule(): void {
    const { execution } = this.visit.strand
    const refusal = execution.refuseTask?.(this)
    if (refusal) throw new StateFailure(refusal.error, refusal.explained ? this.visit.explain(refusal.cause ?? '') : refusal.cause)
    this.announce()
    if (this.integration.kind !== 'activity') this.startTimers()
    if (this.taskToken !== undefined) {
      execution.tokens.open(this)
      execution.observer?.tokenIssued?.(this)
    }
    execution.callTask(this)
    this.parked = true
    if (!this.settled) this.visit.strand.cancelWait = () => this.close(true)
  }

  /** The result of an attempt that succeeded. */
  get result(): Json {
    return this.outcome?.kind === 'succeeded' ? this.outcome.output : null
  }

  /** Writes how the attempt ended. Gives its failure, or nothing where it succeeded. */
  finish(): StateFailure | undefined {
    const outcome = this.outcome!
    if (outcome.kind === 'crashed') return new StateFailure('States.Runtime', this.visit.explain(outcome.cause))
    if (outcome.kind === 'succeeded') {
      if (!this.visit.fits(outcome.output)) return this.failWith('Failed', dataLimitExceeded(this.integration.kind === 'task' ? this.integration.resourceType : this.integration.arn))
      this.write('Succeeded', { output: outcome.output })
      return undefined
    }
    const { error, cause } = outcome
    if (outcome.kind === 'timed-out') {
      return this.failWith('TimedOut', new StateFailure(error, cause, outcome.heartbeat ? { aliases: ['States.HeartbeatTimeout'] } : {}))
    }
    return this.failWith('Failed', new StateFailure(error, cause))
  }

  started(workerName?: string): boolean {
    if (!this.open) return false
    if (this.integration.kind === 'activity' && !this.taken) {
      this.taken = true
      this.execution.guard(() => this.write('Started', workerName === undefined ? undefined : { workerName }))
      this.startTimers()
    }
    return true
  }

  submitted(output: Json): boolean {
    if (!this.open) return false
    if (this.integration.kind === 'task' && this.integration.pattern !== 'request-response') {
      this.execution.guard(() => this.visit.strand.record('TaskSubmitted', { ...this.names(), output }))
    }
    return true
  }

  succeed(output: Json): boolean {
    this.started()
    return this.settle({ kind: 'succeeded', output: output === undefined ? null : output })
  }

  fail(error?: string, cause?: string): boolean {
    this.started()
    return this.settle({ kind: 'failed', error, cause })
  }

  timeOut(error = 'States.Timeout', cause?: string): boolean {
    return this.settle({ kind: 'timed-out', error, cause })
  }

  crash(cause: string): boolean {
    return this.settle({ kind: 'crashed', cause })
  }

  heartbeat(): boolean {
    if (!this.started()) return false
    this.restartHeartbeat()
    return true
  }

  now(): number {
    return this.clock.now
  }

  after(ms: number, callback: () => void): void {
    this.timers ??= []
    this.timers.push(this.clock.after(ms, () => {
      if (this.open) callback()
    }))
  }

  onAbandoned(callback: () => void): void {
    this.abandonment ??= []
    this.abandonment.push(callback)
  }

  /** Virtual time at which the attempt times out unless something happens before. */
  get deadline(): number | undefined {
    return earliest(this.timeout?.job && this.timeout.at, this.heartbeatTimer?.job && this.heartbeatTimer.at)
  }

  private get clock() {
    return this.visit.strand.execution.clock
  }

  private announce(): void {
    const { timeoutSeconds, heartbeatSeconds, roleArn } = this
    const taskCredentials = roleArn === undefined ? undefined : { roleArn }
    this.scheduledEventId = this.integration.kind === 'task'
      ? this.visit.strand.record('TaskScheduled', {
          ...this.names(),
          region: this.execution.place.split(':')[0]!,
          parameters: this.parameters,
          timeoutInSeconds: timeoutSeconds,
          heartbeatInSeconds: heartbeatSeconds,
          taskCredentials,
        })
      : this.write('Scheduled', {
          resource: this.integration.arn,
          input: this.parameters,
          timeoutInSeconds: timeoutSeconds,
          heartbeatInSeconds: heartbeatSeconds,
          taskCredentials,
        })
    if (this.integration.kind !== 'activity') this.write('Started')
  }

  private names(): { resourceType: string, resource: string } {
    return { resourceType: this.integration.resourceType, resource: this.integration.resource }
  }

  private write(phase: Phase, details?: object): number {
    const { kind } = this.integration
    return this.visit.strand.record(EVENTS[kind][phase], kind === 'task' ? { ...this.names(), ...details } : details)
  }

  private failWith(phase: Phase, failure: StateFailure): StateFailure {
    this.write(phase, { error: failure.error, cause: failure.cause })
    return failure
  }

  private expire(heartbeat: boolean): void {
    this.settle({ kind: 'timed-out', error: 'States.Timeout', cause: undefined, heartbeat })
  }

  /**
   * Both limits count from the moment at which the task has been started. An activity that no worker takes waits as long as its execution may.
   *
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/troubleshooting-activities.html
   */
  private startTimers(): void {
    if (this.timeoutSeconds !== undefined) this.timeout = this.clock.limit(this.timeoutSeconds * 1000, () => this.expire(false))
    this.restartHeartbeat()
  }

  private restartHeartbeat(): void {
    if (this.heartbeatSeconds === undefined) return
    this.heartbeatTimer?.cancel()
    this.heartbeatTimer = this.clock.limit(this.heartbeatSeconds * 1000, () => this.expire(true))
  }

  private settle(outcome: Outcome): boolean {
    if (!this.open) return false
    this.outcome = outcome
    this.close(outcome.kind === 'timed-out')
    if (this.parked) this.visit.strand.wake()
    return true
  }

  /** Nothing more can happen to this attempt. `abandoned`: the service may still be at work. */
  private close(abandoned: boolean): void {
    if (!this.open) return
    this.open = false
    this.timeout?.cancel()
    this.heartbeatTimer?.cancel()
    for (const timer of this.timers ?? []) timer.cancel()
    const { observer, tokens } = this.execution
    const how = this.outcome?.kind ?? 'aborted'
    if (this.taskToken !== undefined) {
      tokens.close(this)
      observer?.tokenClosed?.(this, how)
    }
    observer?.taskClosed?.(this, how)
    if (abandoned) for (const callback of this.abandonment ?? []) callback()
  }
}

function earliest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b)
}
