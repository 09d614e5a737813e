import type { TalkMessage, TalkView } from './messages.ts'
import type { TalkRecord, TalkState } from './record.ts'
import { firstState, following, isNewer } from './record.ts'

/**
 * How a window stands to the talk: there is none for it yet; it shows where the talk is and may take it along; or it knows of one and
 * stays where its reader is.
 */
export type Membership = 'alone' | 'joined' | 'apart'

/** A slide, from 1, and its click, from 0. */
export interface Place {
  slide: number
  clicks: number
}

/** What a window remembers of itself over a reload. */
export interface Remembered {
  membership: Membership
  /** Where it stood: whoever opens another address in it has asked for something else. */
  place: Place
  record?: TalkRecord
}

/** What a window needs from where it runs. */
export interface WindowHost {
  /** The time of this machine, in milliseconds since 1970. */
  now: () => number
  send: (message: TalkMessage) => void
  /** Called when something that others read has changed. */
  changed: () => void
  /** Asks for `publish` soon, once all changes of one movement are made. */
  soon: () => void
}

/**
 * One window's part in the talk: what it does when it opens, when its person moves, and when it hears from the others. The rules are
 * those of docs/windows.md.
 */
export class TalkWindow {
  membership: Membership = 'alone'
  /** What this window shows: the talk's where it is joined, its own where it is not. */
  state: TalkState = firstState
  /** The newest that was heard of the talk. */
  record: TalkRecord | undefined
  /** Whether the others follow it; undefined until a server has said so. */
  leads: boolean | undefined
  view: TalkView = 'slides'

  readonly #id: string
  readonly #host: WindowHost
  readonly #openedAt: number
  #ahead = 0
  /** Opened without asking for a place. */
  #bare = false
  /** The record is only remembered so far; nobody has said that this talk still goes on. */
  #unconfirmed = false
  #openedBeside = false
  #usedAt = 0
  #settled = false
  #waited = false
  /** The talk began here without a place that anybody asked for; a reader who answers late still says where. */
  #waitsForReader = false
  #reading: Extract<TalkMessage, { type: 'reading' }> | undefined
  /** Changes made here that the others have not heard of. */
  #unsaid: Partial<TalkState> | undefined

  /** @param id a name that no other window has */
  constructor(id: string, host: WindowHost, leads?: boolean) {
    this.#id = id
    this.#host = host
    this.#openedAt = host.now()
    this.leads = leads
  }

  /** The time of the machine that leads, in milliseconds since 1970. */
  now(): number {
    return this.#host.now() + this.#ahead
  }

  /**
   * The window stands for the first time.
   *
   * @param view what it shows
   * @param place where its address says; undefined for a view without slides
   * @param bare whether the address names no place: the cover's, or the presenter view's without a number
   * @param remembered what it knew before it was reloaded
   */
  open(view: TalkView, place: Place | undefined, bare: boolean, remembered?: Remembered): void {
    this.view = view
    this.#bare = bare
    this.#openedBeside = view === 'beside'
    if (place)
      this.state = { ...this.state, ...place }
    if (remembered && (!place || isSamePlace(remembered.place, place))) {
      this.membership = remembered.membership
      this.record = remembered.record
      this.#unconfirmed = true
      if (this.membership === 'joined' && this.record)
        this.state = this.record.state
      // Who reloads a reader's window as the presenter's wants to lead the talk there is.
      if (this.membership === 'apart' && isLeading(view))
        this.membership = 'alone'
    }
    this.#host.changed()
  }

  /** Says hello: the window has opened, woken, or found the others again. */
  wake(): void {
    const { membership, record, view } = this
    this.#host.send({ type: 'hello', from: this.#id, view, ...membership === 'joined' && record ? { record } : {} })
  }

  /** Whoever could answer the first hello has had the time to. */
  settle(): void {
    this.#waited = true
    if (this.#settled || !this.leads)
      return
    this.#settled = true
    if (isLeading(this.view) && this.membership !== 'joined') {
      this.#waitsForReader = this.#bare
      this.#begin(this.#bare && this.#reading ? this.#reading : this.state)
    }
  }

  /** The person has done something in this window. */
  used(): void {
    this.#usedAt = this.#host.now()
  }

  /**
   * The window shows another view.
   *
   * @param view which
   * @param place where it is, for a view with slides
   */
  turnTo(view: TalkView, place?: Place): void {
    if (view === this.view)
      return
    this.view = view
    if (this.#openedBeside && view === 'slides' && place) {
      // Whoever picks a slide in an overview of its own has asked for that slide.
      this.#openedBeside = false
      if (this.membership === 'joined' && this.record && !isSamePlace(place, this.record.state)) {
        this.membership = 'apart'
        this.state = { ...this.state, ...place }
      }
    }
    if (isLeading(view) && this.membership !== 'joined') {
      if (this.record)
        this.join()
      else if (this.#settled)
        this.#begin(this.state)
    }
    this.#host.changed()
  }

  /**
   * The window's slide or click is another now.
   *
   * @param place where it is
   * @param total the last click of the slide, if that is known
   * @param deliberate whether a person made it so
   */
  visit(place: Place, total: number | undefined, deliberate: boolean): void {
    if (isSamePlace(place, this.state))
      return
    // A slide that opens sets right a click behind its last.
    const corrected = place.slide === this.state.slide && place.clicks === total && this.state.clicks > total
    if (corrected ? this.membership !== 'joined' || this.record?.by === this.#id || isLeading(this.view) : deliberate)
      this.change({ slide: place.slide, clicks: place.clicks })
    if (deliberate)
      this.#bare = this.#waitsForReader = false
  }

  /** Changes what is shown, here and, for whoever leads, in every window of the talk. */
  change(patch: Partial<TalkState>): void {
    this.state = { ...this.state, ...patch }
    if (this.membership === 'joined') {
      if (this.leads === false) {
        if (!isSamePlace(this.state, this.record?.state ?? this.state))
          this.membership = 'apart'
      }
      else {
        this.#unsaid = { ...this.#unsaid, ...patch }
        this.#host.soon()
      }
    }
    this.#host.changed()
  }

  /** Tells the others what was changed here. */
  publish(): void {
    if (!this.#unsaid || !this.leads || this.membership !== 'joined')
      return
    this.#unsaid = undefined
    if (this.record && JSON.stringify(this.state) === JSON.stringify(this.record.state))
      return
    this.#tell(following(this.record, this.#id, this.state, this.now()))
  }

  /** Goes where the talk is, and with it from then on. */
  join(): void {
    if (!this.record)
      return
    this.membership = 'joined'
    this.state = this.record.state
    this.#host.changed()
  }

  /** Stays where it is, whatever the talk does. */
  leave(): void {
    if (this.membership !== 'joined')
      return
    this.publish()
    this.membership = 'apart'
    this.#host.changed()
  }

  /** Hears what another window or the server says. */
  hear(message: TalkMessage): void {
    if (message.from === this.#id)
      return
    if (message.type === 'record')
      this.#take(message.record)
    else if (message.type === 'hello')
      this.#answer(message)
    else if (message.type === 'welcome')
      this.#admit(message.leads, message.now)
    else if (message.type === 'reading' && message.usedAt >= (this.#reading?.usedAt ?? 0))
      this.#read(message)
  }

  #read(reading: Extract<TalkMessage, { type: 'reading' }>): void {
    this.#reading = reading
    if (this.#waitsForReader && this.record?.by === this.#id)
      this.change({ slide: reading.slide, clicks: reading.clicks })
  }

  #admit(leads: boolean, now: number): void {
    this.leads = leads
    this.#ahead = now - this.#host.now()
    if (leads) {
      this.publish()
      if (this.#waited)
        this.settle()
    }
    else if (this.#unsaid) {
      this.#unsaid = undefined
      this.change({})
    }
    this.#host.changed()
  }

  #answer(hello: Extract<TalkMessage, { type: 'hello' }>): void {
    // A window that comes back with another talk than the one that goes on here has slept through its end.
    if (hello.record && (!this.record || hello.record.since === this.record.since || this.#unconfirmed))
      this.#take(hello.record)
    if (this.membership === 'joined' && this.record && (!hello.record || hello.record.since !== this.record.since || isNewer(this.record, hello.record)))
      this.#host.send({ type: 'record', from: this.#id, record: this.record })
    else if (this.membership === 'alone' && this.view === 'slides' && isLeading(hello.view))
      this.#host.send({ type: 'reading', from: this.#id, slide: this.state.slide, clicks: this.state.clicks, usedAt: this.#usedAt })
  }

  #take(record: TalkRecord): void {
    const another = record.since !== this.record?.since
    if (!isNewer(record, this.record) && !(this.#unconfirmed && another)) {
      this.#unconfirmed &&= another
      return
    }
    this.record = record
    this.#unconfirmed = false
    if (this.membership === 'alone')
      this.membership = this.#wouldJoin(record) ? 'joined' : 'apart'
    if (this.membership === 'joined') {
      // What was changed here a moment ago, and not said yet, holds on top of what comes in.
      this.state = { ...record.state, ...this.#unsaid }
    }
    this.#host.changed()
  }

  /** Whether a window that was in no talk goes along with one it hears of. */
  #wouldJoin(record: TalkRecord): boolean {
    return this.view !== 'slides' || this.#bare || this.#openedAt + this.#ahead <= record.since || isSamePlace(this.state, record.state)
  }

  #begin({ slide, clicks }: Place): void {
    this.membership = 'joined'
    this.state = { ...this.state, slide, clicks }
    this.#tell(following(undefined, this.#id, this.state, this.now()))
    this.#host.changed()
  }

  #tell(record: TalkRecord): void {
    this.record = record
    this.#unconfirmed = false
    this.#host.send({ type: 'record', from: this.#id, record })
    this.#host.changed()
  }
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.slide === other.slide && one.clicks === other.clicks
}

/** Whether a talk begins when this view is opened. */
function isLeading(view: TalkView): boolean {
  return view === 'presenter' || view === 'remote'
}
