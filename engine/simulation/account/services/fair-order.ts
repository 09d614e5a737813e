/**
 * In which order a standard queue hands out messages that have a MessageGroupId: those of quiet tenants before those of a noisy one.
 * The thresholds are the guide's; how long "recent" is, it does not say.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html
 */

/** Of all messages in flight, and of all recent processing time, a quiet tenant has no more than this. */
const QUIET_SHARE = 0.1
/** The share of what is in flight counts from so many messages of one tenant on. */
const NOISY_IN_FLIGHT = 30
/** Our own choice. */
const RECENT_MS = 300_000

/** From when to when a message was with a consumer, in virtual milliseconds since the epoch. */
interface Stretch {
  tenant: string
  from: number
  to: number
}

/** What the order needs to know of a message. */
export interface Ranked {
  /** Its MessageGroupId, or something of its own: a message without one is a tenant by itself. */
  tenant: string
  /** When it was received, while it is in flight. */
  since: number | undefined
}

/** Watches how much of the consumers each tenant takes. */
export class FairOrder {
  private done: Stretch[] = []

  /** A message went back, or is deleted: it was with a consumer from `from` to `to`. */
  release(tenant: string, from: number, to: number): void {
    this.done.push({ tenant, from, to })
  }

  /**
   * The order in which messages are handed out.
   *
   * @param waiting what can be received, the oldest first
   * @param inFlight what consumers have at the moment
   * @param now virtual milliseconds since the epoch
   * @returns the same messages: the quiet tenants' first; of noisy ones, first those of the tenant that has the fewest in flight
   */
  sort<T extends Ranked>(waiting: readonly T[], inFlight: readonly Ranked[], now: number): T[] {
    const counts = new Map<string, number>()
    for (const { tenant } of inFlight) counts.set(tenant, (counts.get(tenant) ?? 0) + 1)
    const times = this.recent(inFlight, now)
    const total = [...times.values()].reduce((sum, time) => sum + time, 0)
    const isNoisy = (tenant: string) => {
      const count = counts.get(tenant) ?? 0
      return (count >= NOISY_IN_FLIGHT && count > inFlight.length * QUIET_SHARE) || (times.get(tenant) ?? 0) > total * QUIET_SHARE
    }
    const ranks = new Map<string, number>()
    for (const { tenant } of waiting) if (!ranks.has(tenant)) ranks.set(tenant, isNoisy(tenant) ? 1 + (counts.get(tenant) ?? 0) : 0)
    return waiting.toSorted((a, b) => ranks.get(a.tenant)! - ranks.get(b.tenant)!)
  }

  /** Processing time by tenant, in milliseconds, of the recent past. */
  private recent(inFlight: readonly Ranked[], now: number): Map<string, number> {
    const start = now - RECENT_MS
    this.done = this.done.filter(({ to }) => to > start)
    const times = new Map<string, number>()
    const add = (tenant: string, from: number, to: number) => times.set(tenant, (times.get(tenant) ?? 0) + to - Math.max(from, start))
    for (const { tenant, from, to } of this.done) add(tenant, from, to)
    for (const { tenant, since } of inFlight) if (since !== undefined) add(tenant, since, now)
    return times
  }
}
