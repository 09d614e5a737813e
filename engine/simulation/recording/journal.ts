/**
 * What happened in the world around an execution: calls of services, callbacks and their refusals, retries, interventions.
 * It also is the worker that holds the task tokens, so that every use of one is written down.
 */

import type { Clock, Execution, ExecutionObserver, Json, TokenRefusal } from '../../asl/index.ts'
import type { JournalEntry, TokenRecord } from './types.ts'

const CLOSED_BY = { 'succeeded': 'success', 'failed': 'failure', 'crashed': 'failure', 'timed-out': 'timeout', 'aborted': 'aborted' } as const

export class Journal {
  readonly entries: JournalEntry[] = []
  readonly tokens: TokenRecord[] = []
  private readonly clock: Clock
  private readonly startedAt: number
  private execution: Execution | undefined
  private readonly byToken = new Map<string, TokenRecord>()
  /** Tokens whose scripted answer an action stands in for. */
  private readonly unscripted = new Set<number>()

  constructor(clock: Clock) {
    this.clock = clock
    this.startedAt = clock.now
  }

  /** What the execution tells it. */
  readonly observer: ExecutionObserver = {
    taskCalled: (attempt) => {
      const { integration, state } = attempt
      const target = integration.kind === 'task' ? `${integration.resourceType}:${integration.resource}` : integration.arn
      this.write('invocation', `${state} calls ${target}.`, { state, data: attempt.parameters, token: this.indexOf(attempt.taskToken) })
    },
    tokenIssued: (attempt) => {
      const token: TokenRecord = {
        index: this.tokens.length,
        token: attempt.taskToken!,
        state: attempt.state,
        at: this.elapsed,
        scheduledEventId: attempt.scheduledEventId,
        ...(attempt.deadline === undefined ? {} : { deadline: (attempt.deadline - this.startedAt) / 1000 }),
      }
      this.tokens.push(token)
      this.byToken.set(token.token, token)
      this.write('token-issued', `${attempt.state} hands out a task token.`, { state: attempt.state, token: token.index })
    },
    tokenClosed: (attempt, how) => {
      const token = this.byToken.get(attempt.taskToken!)
      if (!token) return
      token.closedAt = this.elapsed
      token.closedBy = CLOSED_BY[how]
    },
    retryScheduled: (visit, failure, retry) => {
      this.write('retry-scheduled', `${visit.state.name} is tried again after ${retry.delay} s.`, {
        state: visit.state.name,
        data: { error: failure.error ?? null, retrier: retry.index, attempt: visit.retryCount, delaySeconds: retry.delay },
      })
    },
  }

  attach(execution: Execution): void {
    this.execution = execution
  }

  /** An action takes the place of a token's scripted answer. */
  cancelScript(index: number): void {
    this.unscripted.add(index)
  }

  /** The script answers a token after `ms` virtual milliseconds, unless an action took its place. */
  scriptAnswer(token: string, ms: number, answer: () => void): void {
    const index = this.indexOf(token)
    this.clock.after(ms, () => {
      if (index === undefined || !this.unscripted.has(index)) answer()
    })
  }

  /** The script says that nobody ever answers a token. */
  scriptLost(token: string): void {
    this.write('callback-lost', `Nobody will bring this token back.`, this.about(token))
  }

  succeed(token: string, output: Json): TokenRefusal | undefined {
    return this.callBack('SendTaskSuccess', token, output, () => this.execution!.tokens.succeed(token, output))
  }

  fail(token: string, error?: string, cause?: string): TokenRefusal | undefined {
    return this.callBack('SendTaskFailure', token, { error: error ?? null, cause: cause ?? null }, () => this.execution!.tokens.fail(token, error, cause))
  }

  heartbeat(token: string): TokenRefusal | undefined {
    const refusal = this.execution!.tokens.heartbeat(token)
    if (refusal) this.write('heartbeat-refused', `The heartbeat is refused with ${refusal.exception}.`, { ...this.about(token), exception: refusal.exception })
    else this.write('heartbeat', 'The worker says that it is still at work.', this.about(token))
    return refusal
  }

  write(kind: JournalEntry['kind'], text: string, details: Partial<JournalEntry> = {}): void {
    const entry: JournalEntry = { at: this.elapsed, afterEventId: this.execution?.records.length ?? 0, kind, text }
    for (const [key, value] of Object.entries(details)) if (value !== undefined) Object.assign(entry, { [key]: value })
    this.entries.push(entry)
  }

  /** Virtual seconds since the journal was opened. */
  get elapsed(): number {
    return (this.clock.now - this.startedAt) / 1000
  }

  private callBack(api: string, token: string, data: Json, send: () => TokenRefusal | undefined): TokenRefusal | undefined {
    const afterEventId = this.execution!.records.length
    const refusal = send()
    if (refusal) this.write('callback-refused', `${api} is refused with ${refusal.exception}.`, { ...this.about(token), afterEventId, exception: refusal.exception, data })
    else this.write('callback-accepted', `${api} is accepted.`, { ...this.about(token), afterEventId, data })
    return refusal
  }

  private about(token: string): Partial<JournalEntry> {
    const record = this.byToken.get(token)
    return record ? { state: record.state, token: record.index } : {}
  }

  private indexOf(token: string | undefined): number | undefined {
    return token === undefined ? undefined : this.byToken.get(token)?.index
  }
}
