import type { WebSocket } from 'ws'
import type { TalkMessage } from '../../talk/messages.ts'
import type { TalkRecord } from '../../talk/record.ts'
import { LONGEST_MESSAGE, readMessage } from '../../talk/messages.ts'
import { isNewer } from '../../talk/record.ts'
import { Budget } from './budget.ts'

/** The name under which the server speaks. */
const SERVER = 'stage'

/** What one window may send: some at once, then so much a second. A presenter who moves the pointer sends about sixty messages a second. */
const MESSAGES = { atOnce: 400, perSecond: 120 }
const CHARACTERS = { atOnce: 4 * LONGEST_MESSAGE, perSecond: LONGEST_MESSAGE }

/** A window that takes so little of what it is sent that this many bytes wait for it is gone. */
const MOST_WAITING = 4 * LONGEST_MESSAGE
const HEARTBEAT_MS = 30_000

interface Guest {
  socket: WebSocket
  leads: boolean
  alive: boolean
  messages: Budget
  characters: Budget
}

/** The windows of one talk, and where it stands: in memory, for as long as the server runs. */
export class TalkRoom {
  readonly #guests = new Set<Guest>()
  readonly #heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref()
  #record: TalkRecord | undefined

  get size(): number {
    return this.#guests.size
  }

  /**
   * Lets a window take part.
   *
   * @param leads whether the others follow it; of who does not lead nothing is passed on
   */
  admit(socket: WebSocket, leads: boolean): void {
    const guest: Guest = { socket, leads, alive: true, messages: new Budget(MESSAGES), characters: new Budget(CHARACTERS) }
    this.#guests.add(guest)
    socket.on('error', () => socket.terminate())
    socket.on('close', () => this.#guests.delete(guest))
    socket.on('pong', () => guest.alive = true)
    socket.on('message', (data, isBinary) => {
      const text = isBinary ? '' : String(data)
      if (!guest.messages.take(1) || !guest.characters.take(text.length))
        return socket.close(1008, 'More than a window of a talk has to say')
      const message = readMessage(parsed(text))
      if (message)
        this.#hear(guest, message)
    })
    send(guest, { type: 'welcome', from: SERVER, leads, now: Date.now() })
    this.#tellRecord(guest)
  }

  /** Everybody goes home. */
  close(): void {
    clearInterval(this.#heartbeat)
    for (const { socket } of this.#guests)
      socket.terminate()
  }

  #hear(guest: Guest, message: TalkMessage): void {
    if (message.type === 'hello') {
      const { record } = message
      // After a restart the windows bring the talk back; a window that comes with another talk has slept through its end.
      if (guest.leads && record && (!this.#record || record.since === this.#record.since))
        this.#take(guest, record)
      if (this.#record)
        this.#tellRecord(guest)
      else if (guest.leads)
        this.#pass(guest, message, 'leading')
    }
    else if (guest.leads && message.type === 'record') {
      if (!this.#take(guest, message.record))
        this.#tellRecord(guest)
    }
    else if (guest.leads && (message.type === 'pointer' || message.type === 'reading')) {
      this.#pass(guest, message, message.type === 'reading' ? 'leading' : undefined)
    }
  }

  #take(guest: Guest, record: TalkRecord): boolean {
    if (!isNewer(record, this.#record))
      return false
    this.#record = record
    this.#pass(guest, { type: 'record', from: SERVER, record })
    return true
  }

  #tellRecord(guest: Guest): void {
    if (this.#record)
      send(guest, { type: 'record', from: SERVER, record: this.#record })
  }

  #pass(from: Guest, message: TalkMessage, who?: 'leading'): void {
    const text = JSON.stringify(message)
    for (const guest of this.#guests) {
      if (guest !== from && (guest.leads || who !== 'leading'))
        send(guest, text)
    }
  }

  #beat(): void {
    for (const guest of this.#guests) {
      if (!guest.alive)
        guest.socket.terminate()
      guest.alive = false
      guest.socket.ping()
    }
  }
}

function send({ socket }: Guest, message: TalkMessage | string): void {
  if (socket.readyState !== socket.OPEN)
    return
  if (socket.bufferedAmount > MOST_WAITING)
    socket.terminate()
  else
    socket.send(typeof message === 'string' ? message : JSON.stringify(message))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch {}
}
