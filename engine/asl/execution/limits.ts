/**
 * The quotas an execution can run into.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export interface Limits {
  /** Events in the history of a Standard execution; the last one says that it failed. */
  events: number
  /** Largest input, output or result, in bytes of UTF-8 JSON. */
  payloadBytes: number
  /** Iterations of an inline Map that run at the same time, when MaxConcurrency is 0 or absent. */
  inlineConcurrency: number
  /** Child executions of one Map Run that run at the same time. */
  distributedConcurrency: number
  /** How long a Standard execution may stay open, in seconds. */
  standardSeconds: number
  /** How long an Express execution may run, in seconds. */
  expressSeconds: number
  /**
   * State transitions of one Express execution. AWS has no such quota: there five minutes end a loop without end, but virtual
   * time stands still while states follow each other.
   */
  expressTransitions: number
  /**
   * Bytes of a file that a ResultWriter writes before it begins another one. AWS's files may have 5 GB, more than a text in JavaScript
   * can have, and more than a page should hold at once.
   */
  resultFileBytes: number
  /** Longest Wait, in seconds: AWS counts the delay in 31-bit seconds of its own timer. */
  waitSeconds: number
}

export const AWS_LIMITS: Limits = {
  events: 25_000,
  payloadBytes: 262_144,
  inlineConcurrency: 40,
  distributedConcurrency: 10_000,
  standardSeconds: 365 * 86_400,
  expressSeconds: 300,
  expressTransitions: 100_000,
  resultFileBytes: 64 * 1024 * 1024,
  waitSeconds: 2_147_483_647,
}
