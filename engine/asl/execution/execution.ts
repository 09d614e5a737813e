/** One execution of a state machine: what starts, redrives and ends it. */

import type { Timer } from './turns/clock.ts'
import type { StepsResult } from './turns/coroutine.ts'
import type { EventDetails } from './history/event-log.ts'
import { ExecutionCore, type ExecutionOptions } from './execution-core.ts'
import { ExecutionEnd } from './failure.ts'
import { redriveRefusal, type RedriveRefusal } from './redrive/redrive.ts'
import { runStates } from './run-states.ts'
import type { CompiledBranch, StateMachine } from './state.ts'
import type { ExecutionStatus } from './names/status.ts'
import { StoppedExecution } from './redrive/stopped.ts'
import { Strand, type UnfinishedStrand } from './strand.ts'
import { unfinishedStrand } from './redrive/unfinished.ts'

export class Execution extends ExecutionCore {
  private readonly branch: CompiledBranch
  private timeLimit: Timer | undefined
  private root: Strand
  /** What a redrive goes on from. */
  private before: UnfinishedStrand

  constructor(machine: StateMachine, options: ExecutionOptions) {
    super(machine, options)
    this.branch = machine.branch
    this.root = new Strand(this, undefined)
    this.before = options.stopped ? unfinishedStrand(options.stopped.left, this.root) : this.root
    if (options.stopped) return
    this.record('ExecutionStarted', 0, { input: options.input, roleArn: this.roleArn }, [])
    this.limitTime()
    this.root.start(runStates(this.root, this.branch, options.input), this.settled)
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
    this.root = new Strand(this, undefined)
    const visit = this.root.adopt(this.before)
    this.before = this.root
    this.root.lastEventId = this.record('ExecutionRedriven', this.eventCount, { redriveCount: this.redriveCount }, [])
    this.limitTime()
    this.root.start(runStates(this.root, this.branch, this.input, visit), this.settled)
    return undefined
  }

  /** Ends the execution here and now: everything in flight is called off, and the last event is written. */
  end(how: ExecutionEnd): void {
    if (this.status !== 'RUNNING') return
    const last = this.root.lastEventId
    this.root.abort()
    this.finish(how.status, last, { error: how.error, cause: how.cause })
  }

  /** What a redrive needs of one that has ended without success; undefined where that is all of it: it has Map Runs, with children. */
  get left(): StoppedExecution | undefined {
    return this.mapRuns.length > 0 ? undefined : new StoppedExecution(this, this.root)
  }

  private readonly settled = (result: StepsResult): void => {
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
    this.log.add(previous, ENDING[status], this.clock.now, details, [])
    this.observer?.ended?.(this)
  }

  private limitTime(): void {
    const cap = this.machine.type === 'STANDARD' ? this.limits.standardSeconds : this.limits.expressSeconds
    const open = this.startedAt + cap * 1000
    const own = this.clock.now + (this.machine.timeoutSeconds ?? cap) * 1000
    this.timeLimit = this.clock.limit(Math.min(open, own) - this.clock.now, () => this.end(new ExecutionEnd('TIMED_OUT')))
  }
}

const ENDING = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
} as const

/**
 * Starts an execution. It runs when its clock runs (`await clock.run()`). Throws StartRefused for an input beyond the quota.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function startExecution(machine: StateMachine, options: ExecutionOptions): Execution {
  return new Execution(machine, options)
}
