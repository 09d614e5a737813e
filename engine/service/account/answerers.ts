/** Who has answered a task: what an answer is tagged with. */

import type { ObservedTask, TaskCall, TokenClosing } from '../../asl/index.ts'

/** A case with its scripts and services; an activity's worker; a function outside; another AWS-compatible endpoint; who brought the token by the API; the services that are simulated here. */
export type AnswererKind = 'case' | 'activity' | 'function' | 'endpoint' | 'token' | 'simulated account'

export interface Answerer {
  kind: AnswererKind
  /** The case, the activity, the function's address or file, the endpoint's address; nothing where the kind says it all. */
  name?: string
}

/** That a task has been answered, and by whom. A task that timed out or was stopped has no answer. */
export interface TaskAnswer extends Answerer {
  executionArn: string
  state: string
  /** Of TaskScheduled and its kin: each attempt has one. */
  scheduledEventId: number
  outcome: 'succeeded' | 'failed'
  /** Virtual milliseconds since the epoch. */
  at: number
}

/** Remembers who was asked for which task, and says who has answered when it is. */
export class Answerers {
  private readonly asked = new WeakMap<object, Answerer>()
  private readonly told: (answer: TaskAnswer) => void
  private isToken = false

  constructor(told: (answer: TaskAnswer) => void) {
    this.told = told
  }

  /** Somebody is asked for a task; the last one who was asked has answered it. */
  ask(call: TaskCall, answerer: Answerer): void {
    this.asked.set(call, answerer)
  }

  /** What is answered in `answer` is so with its token, by a request. */
  byToken<Result>(answer: () => Result): Result {
    this.isToken = true
    try {
      return answer()
    }
    finally {
      this.isToken = false
    }
  }

  /**
   * A task has come to its end.
   *
   * @param played the case that the execution plays: it answers what nobody else was asked for
   */
  closed(attempt: ObservedTask, how: TokenClosing, played: string | undefined): void {
    if (how !== 'succeeded' && how !== 'failed') return
    const { execution, executionArn, state, scheduledEventId } = attempt
    this.told({ ...this.answererOf(attempt, played), executionArn, state, scheduledEventId, outcome: how, at: execution.clock.now })
  }

  private answererOf(attempt: ObservedTask, played: string | undefined): Answerer {
    const asked = this.asked.get(attempt)
    if (this.isToken && asked?.kind !== 'activity') return { kind: 'token' }
    return asked ?? (played === undefined ? { kind: 'simulated account' } : { kind: 'case', name: played })
  }
}
