/**
 * Retry and Catch around the attempts of a Task, Parallel or Map state.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */

import type { Catcher, QueryLanguage, Retrier } from '../definition/types.ts'
import { DefinitionError } from '../definition/definition-error.ts'
import { errorMatches, StateFailure } from '../execution/failure.ts'
import type { HistoryEventType } from '../execution/history/history.ts'
import { nextRetry, RetryCounters } from '../execution/task/retry.ts'
import { hasSteps, PARK, type Steps, type Work } from '../execution/turns/coroutine.ts'
import type { StateVisit } from '../execution/strand.ts'
import type { Transition } from '../execution/state.ts'
import { isObject, type JsonObject } from '../query/json.ts'
import { Outgoing, ResultPath } from './data-flow.ts'
import { toFailure } from '../execution/evaluation.ts'

/** One attempt at a state. A failure may be thrown or given as its result, which is faster where failures are common. */
export type Attempt = (visit: StateVisit) => Work<Transition | StateFailure>

interface CompiledCatcher {
  names: readonly string[]
  next: string
  resultPath: ResultPath
  outgoing: Outgoing
}

const RETRY_NUMBERS = ['IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds'] as const

export class ErrorHandling {
  private readonly retriers: readonly Retrier[]
  private readonly catchers: readonly CompiledCatcher[]
  private readonly language: QueryLanguage
  /** Written when a failure is not retried: MapStateFailed, ParallelStateFailed. */
  private readonly failedEvent: HistoryEventType | undefined

  constructor(fields: { Retry?: Retrier[], Catch?: Catcher[] }, language: QueryLanguage, failedEvent?: HistoryEventType) {
    this.retriers = rulesOf('Retry', fields.Retry)
    for (const field of RETRY_NUMBERS) {
      if (this.retriers.some(retrier => isObject(retrier[field]) || Array.isArray(retrier[field]))) throw new DefinitionError(`${field} of a retrier must be a number.`, '/Retry')
    }
    this.language = language
    this.failedEvent = failedEvent
    this.catchers = rulesOf('Catch', fields.Catch).map((catcher, index) => ({
      names: catcher.ErrorEquals,
      next: catcher.Next,
      resultPath: new ResultPath(catcher.ResultPath),
      outgoing: new Outgoing(catcher, language, `Catch[${index}]/`),
    }))
  }

  /** Runs attempts until one succeeds, or nothing retries its failure any more; then the catchers are asked. */
  run(visit: StateVisit, attempt: Attempt): Work<Transition> {
    const first = begin(visit, attempt)
    return hasSteps(first) || first instanceof StateFailure ? this.goOn(visit, attempt, first) : first
  }

  private* goOn(visit: StateVisit, attempt: Attempt, first: Work<Transition | StateFailure>): Steps<Transition> {
    const counters = new RetryCounters(this.retriers.map(() => visit.retryCount))
    for (let work = first; ; work = begin(visit, attempt)) {
      const outcome = hasSteps(work) ? yield* carryOut(visit, work) : work
      if (!(outcome instanceof StateFailure)) return outcome
      const failure = outcome
      const retry = failure.terminal ? undefined : nextRetry(this.retriers, counters, failure, visit.random)
      if (!retry) return yield* this.giveUp(visit, failure)
      visit.retryCount++
      const { execution } = visit.strand
      execution.observer?.retryScheduled?.(visit, failure, retry)
      visit.strand.pause(Math.round(retry.delay * 1000))
      yield PARK
      execution.countTransition()
    }
  }

  private* giveUp(visit: StateVisit, failure: StateFailure): Steps<Transition> {
    if (this.failedEvent && !failure.terminal) visit.strand.record(this.failedEvent)
    const index = this.catchers.findIndex(({ names }) => names.some(name => errorMatches(name, failure)))
    const catcher = this.catchers[index]
    if (!catcher) throw failure
    visit.strand.execution.observer?.failureCaught?.(visit, failure, index)
    try {
      return yield* this.leaveBy(visit, catcher, errorOutput(failure))
    }
    catch (thrown) {
      throw toFailure(visit, thrown)
    }
  }

  private* leaveBy(visit: StateVisit, catcher: CompiledCatcher, error: JsonObject): Steps<Transition> {
    if (this.language === 'JSONata') {
      delete visit.result
      visit.errorOutput = error
      return yield* catcher.outgoing.leave(visit, error, catcher.next)
    }
    visit.input = error
    const assigned = catcher.outgoing.assigned(visit)
    const output = catcher.resultPath.apply(visit.rawInput, error)
    visit.exit(output, assigned)
    return { output, next: catcher.next }
  }
}

/** Nobody need have validated the definition. */
function rulesOf<T extends Retrier | Catcher>(field: string, rules: readonly T[] = []): readonly T[] {
  if (!Array.isArray(rules) || !rules.every(rule => Array.isArray(rule?.ErrorEquals))) throw new DefinitionError(`${field} must be a list of rules, each with a list of names in ErrorEquals.`, `/${field}`)
  return rules
}

function begin(visit: StateVisit, attempt: Attempt): ReturnType<Attempt> {
  try {
    return attempt(visit)
  }
  catch (thrown) {
    return toFailure(visit, thrown)
  }
}

function* carryOut(visit: StateVisit, steps: Steps<Transition | StateFailure>): Steps<Transition | StateFailure> {
  try {
    return yield* steps
  }
  catch (thrown) {
    return toFailure(visit, thrown)
  }
}

/** What a catcher passes on. A timeout has no cause of its own and shows an empty one; a nameless failure shows nulls. */
export function errorOutput(failure: StateFailure): JsonObject {
  return {
    Error: failure.error ?? null,
    Cause: failure.cause ?? (failure.error === undefined ? null : ''),
  }
}
