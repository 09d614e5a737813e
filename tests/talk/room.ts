import type { TalkMessage, TalkView } from '../../talk/messages.ts'
import { readMessage } from '../../talk/messages.ts'
import { type Place, type Remembered, TalkWindow } from '../../talk/window.ts'

/** A window of the room: what it is, where it stands, and what it would remember. */
export interface InRoom {
  window: TalkWindow
  place: () => Place
  remembered: () => Remembered
  close: () => void
  /** What has been said to it and not been heard yet. */
  heard: TalkMessage[]
}

/** Windows that hear each other without a browser: what is said waits until it is delivered, in whatever order a test likes. */
export class Room {
  time = 1_000
  readonly windows: InRoom[] = []
  #names = 0

  open(view: TalkView, place: Place | undefined, { bare = false, remembered, leads = true }: { bare?: boolean, remembered?: Remembered, leads?: boolean } = {}): InRoom {
    this.time++
    const send = (message: TalkMessage) => {
      for (const other of this.windows) {
        if (other !== one)
          other.heard.push(readMessage(JSON.parse(JSON.stringify(message)))!)
      }
    }
    const window = new TalkWindow(`w${this.#names++}`, { now: () => this.time, send, changed: () => {}, soon: () => {} }, leads)
    const one: InRoom = {
      window,
      place: () => ({ slide: window.state.slide, clicks: window.state.clicks }),
      remembered: () => structuredClone({ membership: window.membership, place: one.place(), record: window.record }),
      close: () => this.windows.splice(this.windows.indexOf(one), 1),
      heard: [],
    }
    this.windows.push(one)
    window.open(view, place, bare, remembered)
    window.wake()
    return one
  }

  /** Delivers everything that is under way, answers included. */
  deliver(): void {
    for (let rounds = 0; this.windows.some(({ heard }) => heard.length > 0); rounds++) {
      if (rounds > 1000)
        throw new Error('The windows do not come to rest.')
      for (const { window, heard } of [...this.windows]) {
        const next = heard.shift()
        if (next)
          window.hear(next)
        window.publish()
      }
    }
  }

  /** Opens a window, lets all answers arrive, and lets it act on them. */
  arrive(...given: Parameters<Room['open']>): InRoom {
    const one = this.open(...given)
    this.deliver()
    one.window.settle()
    this.deliver()
    return one
  }

  /** A person goes somewhere in a window. */
  go({ window }: InRoom, slide: number, clicks: number): void {
    this.time++
    window.used()
    window.visit({ slide, clicks }, undefined, true)
    window.publish()
    this.deliver()
  }
}
