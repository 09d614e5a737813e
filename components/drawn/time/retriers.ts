import type { Retrier } from '../../../engine/asl/definition/types.ts'
import type { Figures } from '../../../facts/figures.ts'
import type { StripRow } from './strip.ts'
import { StateFailure } from '../../../engine/asl/execution/failure.ts'
import { nextRetry, RetryCounters, retryInterval } from '../../../engine/asl/execution/task/retry.ts'
import { seededRandom } from '../../../engine/simulation/account/random.ts'

const ERROR = 'Payment.Throttled'
const ORDERS = 25
const retrier = (fields: Partial<Retrier> = {}): Retrier => ({ ErrorEquals: [ERROR], ...fields })

/** The retriers that the slide compares. The last two are those of the pattern retry-jitter, without and with its jitter. */
export const RETRIERS = {
  defaults: retrier(),
  doubling: retrier({ IntervalSeconds: 2, MaxAttempts: 6 }),
  capped: retrier({ IntervalSeconds: 2, MaxAttempts: 6, MaxDelaySeconds: 10 }),
  jitter: retrier({ IntervalSeconds: 2, MaxAttempts: 6, MaxDelaySeconds: 10, JitterStrategy: 'FULL' }),
}

/**
 * When a Task is tried that never gets through, as the engine decides it.
 *
 * @param one its only retrier
 * @param random gives numbers in [0, 1); asked only for jitter
 * @returns seconds since the first attempt, that one included
 */
export function attemptsOf(one: Retrier, random: () => number = () => 0): number[] {
  const counters = new RetryCounters([])
  const failure = new StateFailure(ERROR, undefined)
  const moments = [0]
  for (;;) {
    const next = nextRetry([one], counters, failure, random)
    if (!next)
      return moments
    moments.push(moments.at(-1)! + next.delay)
  }
}

/** Seconds that a retrier waits in all, on average over what its jitter may draw. */
export function meanWait(one: Retrier): number {
  const intervals = attemptsOf(one).slice(1).map((_, attempt) => retryInterval(one, attempt))
  return intervals.reduce((sum, interval) => sum + interval, 0) * (one.JitterStrategy === 'FULL' ? 0.5 : 1)
}

/** Four retriers and what they do to a Task that fails every time, on one axis. */
export function retryRows({ standardDollars }: Figures): StripRow[] {
  const row = (name: string, one: Retrier, dollars = false): StripRow => {
    const attempts = attemptsOf(one)
    return {
      name,
      comesTo: `${meanWait(one)} s`,
      more: dollars ? `$${standardDollars(1, attempts.length).toFixed(6)}` : `${attempts.length} transitions`,
      moments: attempts.map(at => ({ at, sign: 'call' })),
    }
  }
  const random = seededRandom(1)
  const { moments: _, ...jitter } = row(`with full jitter, ${ORDERS} orders`, RETRIERS.jitter)
  return [
    row('the defaults: 1 s, 3 attempts', RETRIERS.defaults),
    row('2 s, 6 attempts', RETRIERS.doubling),
    row('the same, capped at 10 s', RETRIERS.capped),
    { ...jitter, comesTo: `≈ ${jitter.comesTo}`, crowd: Array.from({ length: ORDERS }, () => attemptsOf(RETRIERS.jitter, random)).flat() },
  ]
}
