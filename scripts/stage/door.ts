import type { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { WebSocketServer } from 'ws'

/** Windows from other machines; this machine's own always find a place. */
const MOST_WINDOWS = 400
const MOST_FROM_ONE_ADDRESS = 60

interface Room {
  readonly size: number
  admit: (socket: WebSocket, leads: boolean) => void
}

/** Through which windows come into a room, so many from each address. */
export class Door {
  readonly #room: Room
  readonly #sockets: WebSocketServer
  readonly #windows = new Map<string, number>()

  /** @param longest how many bytes a window may say at once */
  constructor(room: Room, longest: number) {
    this.#room = room
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: longest, perMessageDeflate: false, clientTracking: false })
  }

  /** Whether a window from another machine finds a place. */
  hasRoomFor(address: string): boolean {
    return this.#room.size < MOST_WINDOWS && (this.#windows.get(address) ?? 0) < MOST_FROM_ONE_ADDRESS
  }

  /** Lets a window in. @param leads asked once it is in: a wrong password is counted */
  open(request: IncomingMessage, socket: Duplex, head: Buffer, address: string, leads: () => boolean): void {
    this.#sockets.handleUpgrade(request, socket, head, (window) => {
      this.#windows.set(address, (this.#windows.get(address) ?? 0) + 1)
      window.on('close', () => {
        const left = this.#windows.get(address)! - 1
        if (left > 0)
          this.#windows.set(address, left)
        else
          this.#windows.delete(address)
      })
      this.#room.admit(window, leads())
    })
  }
}
