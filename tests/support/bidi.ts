import { WebSocket } from 'ws'

/** An event, as `session.subscribe` asks for it. */
export interface BidiEvent {
  method: string
  params: Record<string, unknown>
}

/**
 * A connection to a browser that speaks WebDriver BiDi: commands that are answered, and events.
 *
 * https://w3c.github.io/webdriver-bidi/
 */
export class BidiConnection {
  private readonly socket: WebSocket
  private readonly waiting = new Map<number, { resolve: (result: never) => void, reject: (error: Error) => void }>()
  private readonly listeners: ((event: BidiEvent) => void)[] = []
  private last = 0

  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', data => this.take(JSON.parse(String(data)) as Message))
    socket.on('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('The browser has closed the connection.'))
      this.waiting.clear()
    })
  }

  /** @throws when nobody answers at the address */
  static open(address: string): Promise<BidiConnection> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(address)
      socket.once('open', () => resolve(new BidiConnection(socket)))
      socket.once('error', reject)
    })
  }

  /** @throws with the browser's error, or when it has gone */
  send<Result = unknown>(method: string, params: object = {}): Promise<Result> {
    const id = ++this.last
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.socket.send(JSON.stringify({ id, method, params }), (error) => {
        if (!error) return
        this.waiting.delete(id)
        reject(error)
      })
    })
  }

  onEvent(listener: (event: BidiEvent) => void): void {
    this.listeners.push(listener)
  }

  close(): void {
    this.socket.terminate()
  }

  private take(message: Message): void {
    if (message.type === 'event') {
      for (const listener of this.listeners) listener(message)
      return
    }
    const waiting = this.waiting.get(message.id)
    this.waiting.delete(message.id)
    if (message.type === 'success') waiting?.resolve(message.result as never)
    else waiting?.reject(new Error(`${message.error}: ${message.message}`))
  }
}

type Message =
  | { type: 'event' } & BidiEvent
  | { type: 'success', id: number, result: unknown }
  | { type: 'error', id: number, error: string, message: string }
