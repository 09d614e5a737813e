/** Tells pages that something has changed, so that they need not ask all the time: `GET /_asl/events`, a stream of server-sent events. */

import type { ServerResponse } from 'node:http'

/** What has changed since the last message. What it is now is asked of the API. */
interface Message {
  /** Virtual time, milliseconds since the epoch. */
  now: number
  /** ARNs; none where there are too many to name: any may have changed. */
  executions?: string[]
  /** State machines, activities, tags. */
  resources: boolean
  /** The number of the latest request that is logged. */
  requests: number
}

/** Changes that come together are told together, after so many milliseconds. */
const TOGETHER = 200

/** So many executions are named. */
const MOST_NAMED = 200

/** Somebody in between may close a line on which nothing is said. */
const SIGN_OF_LIFE = 20_000

export class Changes {
  private readonly listeners = new Set<ServerResponse>()
  private readonly executions = new Set<string>()
  private resources = false
  private timer: NodeJS.Timeout | undefined
  private readonly state: () => Pick<Message, 'now' | 'requests'>

  /** `state`: what is told with every message. */
  constructor(state: () => Pick<Message, 'now' | 'requests'>) {
    this.state = state
  }

  /** An execution has got an event, or has ended. */
  readonly execution = (arn: string): void => {
    if (this.listeners.size === 0) return
    if (this.executions.size <= MOST_NAMED) this.executions.add(arn)
    this.soon()
  }

  /** Something was asked for: `changed` where there are other resources now. */
  readonly request = (changed: boolean): void => {
    if (this.listeners.size === 0) return
    this.resources ||= changed
    this.soon()
  }

  /** Tells a page of all changes from now on. */
  listen(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' })
    this.listeners.add(response)
    const alive = setInterval(() => response.write(':\n\n'), SIGN_OF_LIFE)
    alive.unref()
    response.once('close', () => {
      clearInterval(alive)
      this.listeners.delete(response)
    })
    response.write(`data: ${JSON.stringify({ ...this.state(), resources: true } satisfies Message)}\n\n`)
  }

  private soon(): void {
    if (this.timer) return
    this.timer = setTimeout(() => this.tell(), TOGETHER)
    this.timer.unref()
  }

  private tell(): void {
    this.timer = undefined
    const message: Message = {
      ...this.state(),
      resources: this.resources,
      ...(this.executions.size > MOST_NAMED ? {} : { executions: [...this.executions] }),
    }
    this.executions.clear()
    this.resources = false
    const text = `data: ${JSON.stringify(message)}\n\n`
    for (const listener of this.listeners) {
      // A page that does not read on loses messages, not our memory: it hears of later ones.
      if (!listener.writableNeedDrain) listener.write(text)
    }
  }
}
