/** What somebody outside may be at work on: tasks whose token is out, calls that went to another process. A fast clock does not skip it. */
export class Outside {
  private readonly open = new Set<object>()
  private readonly calls = new Set<object>()

  begin(work: object): void {
    this.open.add(work)
  }

  end(work: object): void {
    this.open.delete(work)
  }

  /** A call went out, and nothing is known of how long it takes. */
  call(work: object): void {
    this.calls.add(work)
  }

  /** It has come back, or nobody waits for it any more. */
  back(work: object): void {
    this.calls.delete(work)
  }

  /** Whether a call is on its way. */
  get calling(): boolean {
    return this.calls.size > 0
  }

  get busy(): boolean {
    return this.open.size > 0
  }
}
