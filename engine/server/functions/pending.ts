import { type Outcome, readPayload, thrown } from './outcome.ts'

/** What a runner says of one invocation, as JSON text. */
export interface Said {
  id: number
  result?: string
  error?: string
}

/** Invocations that are not answered yet, by number. */
export class Pending {
  private readonly waiting = new Map<number, (outcome: Outcome) => void>()
  private last = 0
  private ended: Outcome | undefined

  /** Sends an invocation, and waits for what is said of it. */
  ask(send: (id: number) => void): Promise<Outcome> {
    if (this.ended) return Promise.resolve(this.ended)
    return new Promise((resolve) => {
      const id = ++this.last
      this.waiting.set(id, resolve)
      send(id)
    })
  }

  answer({ id, result, error }: Said): void {
    this.waiting.get(id)?.(error === undefined ? { result: readPayload(result ?? '') } : thrown(readPayload(error)))
    this.waiting.delete(id)
  }

  /** Nothing more will be said. */
  end(errorType: string, errorMessage: string): void {
    this.ended ??= { errorType, payload: { errorType, errorMessage } }
    for (const resolve of this.waiting.values()) resolve(this.ended)
    this.waiting.clear()
  }
}
