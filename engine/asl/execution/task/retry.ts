/**
 * Retry: which retrier answers a failure, and how long it waits.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-retrying-after-an-error
 */

import type { Retrier } from '../../definition/types.ts'
import { errorMatches, type StateFailure } from '../failure.ts'

const DEFAULT_INTERVAL_SECONDS = 1
const DEFAULT_MAX_ATTEMPTS = 3
const DEFAULT_BACKOFF_RATE = 2

/** What the retriers of one state visit have spent so far: each counts its own attempts. */
export class RetryCounters {
  private readonly spent: number[]

  /** `spent`: for each retrier, the attempts it has spent already. */
  constructor(spent: number[]) {
    this.spent = spent
  }

  spentBy(index: number): number {
    return this.spent[index] ?? 0
  }

  spend(index: number): void {
    this.spent[index] = this.spentBy(index) + 1
  }
}

export interface RetryDecision {
  /** Position of the retrier in Retry. */
  index: number
  /** Seconds to wait before the next attempt, in whole milliseconds. */
  delay: number
  /** Seconds before jitter. */
  interval: number
}

/** Position of the first retrier that names the failure, or -1. Its attempts may be spent: the ones after it are not asked. */
export function findRetrier(retriers: readonly Retrier[], failure: StateFailure): number {
  return retriers.findIndex(retrier => retrier.ErrorEquals.some(name => errorMatches(name, failure)))
}

/**
 * Decides whether a failure is retried. Undefined when no retrier matches or the matching one has no attempts left; otherwise
 * the attempt counts as spent. `random` gives numbers in [0, 1) and is asked only with JitterStrategy FULL.
 */
export function nextRetry(
  retriers: readonly Retrier[],
  counters: RetryCounters,
  failure: StateFailure,
  random: () => number,
): RetryDecision | undefined {
  const index = findRetrier(retriers, failure)
  if (index < 0) return undefined
  const retrier = retriers[index]!
  const attempt = counters.spentBy(index)
  if (attempt >= (retrier.MaxAttempts ?? DEFAULT_MAX_ATTEMPTS)) return undefined
  counters.spend(index)
  const interval = retryInterval(retrier, attempt)
  const delay = retrier.JitterStrategy === 'FULL' ? random() * interval : interval
  return { index, interval, delay: Math.round(delay * 1000) / 1000 }
}

/** Seconds before attempt number `attempt` (0-based) of a retrier, without jitter. */
export function retryInterval(retrier: Retrier, attempt: number): number {
  const seconds = (retrier.IntervalSeconds ?? DEFAULT_INTERVAL_SECONDS) * (retrier.BackoffRate ?? DEFAULT_BACKOFF_RATE) ** attempt
  return Math.min(seconds, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY)
}
