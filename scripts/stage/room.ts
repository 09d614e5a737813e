import type { WebSocket } from 'ws'
import type { TalkMessage } from '../../talk/messages.ts'
import type { TalkRecord } from '../../talk/record.ts'
import { LONGEST_MESSAGE, readMessage } from '../../talk/messages.ts'
import { isNewer } from '../../talk/record.ts'
import { Budget } from './budget.ts'
import { type Guest, Guests, parsed } from './guests.ts'

/** The name under which the server speaks. */
const SERVER = 'stage'

/** What one window may send: some at once, then so much a second. A presenter who moves the pointer sends about sixty messages a second. */
const MESSAGES = { atOnce: 400, perSecond: 120 }
const CHARACTERS = { atOnce: 4 * LONGEST_MESSAGE, perSecond: LONGEST_MESSAGE }

/** A window that takes so little of what it is sent that this many bytes wait for it is gone. */
const MOST_WAITING = 4 * LONGEST_MESSAGE

/** The windows of one talk, and where it stands: in memory, for as long as the server runs. */
export class TalkRoom {
  readonly #guests = new Guests(MOST_WAITING)
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
    const guest: Guest = { socket, leads }
    const [messages, characters] = [new Budget(MESSAGES), new Budget(CHARACTERS)]
    this.#guests.admit(guest)
    socket.on('message', (data, isBinary) => {
      const text = isBinary ? '' : String(data)
      if (!messages.take(1) || !characters.take(text.length))
        return socket.close(1008, 'More than a window of a talk has to say')
      const message = readMessage(parsed(text))
      if (message)
        this.#hear(guest, message)
    })
    this.#guests.tell(guest, { type: 'welcome', from: SERVER, leads, now: Date.now() })
    this.#tellRecord(guest)
  }

  /** Everybody goes home. */
  close(): void {
    this.#guests.close()
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
      this.#guests.tell(guest, { type: 'record', from: SERVER, record: this.#record })
  }

  #pass(from: Guest, message: TalkMessage, who?: 'leading'): void {
    this.#guests.tellAll(message, guest => guest !== from && (guest.leads || who !== 'leading'))
  }
}
