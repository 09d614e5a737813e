/** A Task as far as time goes. */
interface Timed { TimeoutSeconds: number, Retry: { MaxAttempts?: number, IntervalSeconds?: number, BackoffRate?: number, MaxDelaySeconds?: number }[] }

/** Seconds that a state may take with all of its tries, and with the longest waits between them. */
export function longest(state: unknown): number {
  const { TimeoutSeconds: timeout, Retry: retriers } = state as Timed
  const tries = retriers.map(({ MaxAttempts: most = 3, IntervalSeconds: first = 1, BackoffRate: rate = 2, MaxDelaySeconds: cap = Infinity }) =>
    most * timeout + Array.from({ length: most }, (_, n) => Math.min(cap, first * rate ** n)).reduce((sum, delay) => sum + delay, 0))
  return timeout + tries.reduce((sum, seconds) => sum + seconds, 0)
}

/** Seconds from when a state writes a claim to when it lapses. */
export function leaseOf(state: unknown): number {
  return Number(/millis\(\) \+ (\d+)/.exec(JSON.stringify(state))![1]) / 1000
}
