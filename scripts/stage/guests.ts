import type { WebSocket } from 'ws'

const HEARTBEAT_MS = 30_000

/** A window that takes part. */
export interface Guest {
  socket: WebSocket
  leads: boolean
}

/** The windows of a room: whoever does not answer any more, or takes nothing of what it is sent, is gone. */
export class Guests {
  readonly #alive = new Map<Guest, boolean>()
  readonly #heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref()
  readonly #mostWaiting: number

  /** @param mostWaiting so many bytes may wait for a window */
  constructor(mostWaiting: number) {
    this.#mostWaiting = mostWaiting
  }

  get size(): number {
    return this.#alive.size
  }

  admit(guest: Guest): void {
    const { socket } = guest
    this.#alive.set(guest, true)
    socket.on('error', () => socket.terminate())
    socket.on('close', () => this.#alive.delete(guest))
    socket.on('pong', () => this.#alive.has(guest) && this.#alive.set(guest, true))
  }

  /** @param message plain data, or the text that it is sent as */
  tell({ socket }: Guest, message: object | string): void {
    if (socket.readyState !== socket.OPEN)
      return
    if (socket.bufferedAmount > this.#mostWaiting)
      socket.terminate()
    else
      socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  /** Tells those whom it is for. */
  tellAll(message: object, isFor: (guest: Guest) => boolean): void {
    const text = JSON.stringify(message)
    for (const guest of this.#alive.keys()) {
      if (isFor(guest))
        this.tell(guest, text)
    }
  }

  /** Everybody goes home. */
  close(): void {
    clearInterval(this.#heartbeat)
    for (const { socket } of this.#alive.keys())
      socket.terminate()
  }

  #beat(): void {
    for (const [guest, alive] of this.#alive) {
      if (!alive)
        guest.socket.terminate()
      this.#alive.set(guest, false)
      guest.socket.ping()
    }
  }
}

/** What a window says, read; undefined where it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch {}
}
