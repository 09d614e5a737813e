/** Who asks. */
export interface Caller {
  /** When nobody waits for the answer any more. */
  gone?: AbortSignal
}
