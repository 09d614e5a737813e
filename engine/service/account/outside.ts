/** What somebody outside may be at work on: tasks whose token is out, calls that went to another process. A fast clock does not skip it. */
export class Outside {
  private readonly open = new Set<object>()

  begin(work: object): void {
    this.open.add(work)
  }

  end(work: object): void {
    this.open.delete(work)
  }

  get busy(): boolean {
    return this.open.size > 0
  }
}
