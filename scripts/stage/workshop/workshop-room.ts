import type { WebSocket } from 'ws'
import type { RoomNews } from '../../../workshop/messages.ts'
import { LONGEST_WORD, readBallot, readHandedIn, readWish } from '../../../workshop/messages.ts'
import { Budget, Budgets } from '../budget.ts'
import { type Guest, Guests, parsed } from '../guests.ts'
import { BallotBox } from './ballot-box.ts'
import { TicketBook } from './ticket-book.ts'

/** What one address may post: a room behind one router sends about this much when all check at once. */
const POSTS = { atOnce: 120, perSecond: 20 }
/** What a window may say. Who does not lead has nothing to say here. */
const WISHES = { atOnce: 60, perSecond: 10 }
/** However many hands go up, the windows hear of it so often. */
const NEWS_EVERY_MS = 100
const MOST_WAITING = 64 * LONGEST_WORD

/** A workshop's room: tickets for the board, and a vote. In memory, for as long as the server runs. */
export class WorkshopRoom {
  readonly tickets = new TicketBook()
  readonly ballots = new BallotBox()
  readonly #posts = new Budgets(POSTS)
  readonly #guests = new Guests(MOST_WAITING)
  readonly #changed = new Set<number>()
  #pollChanged = false
  #news: ReturnType<typeof setTimeout> | undefined

  get size(): number {
    return this.#guests.size
  }

  /** Whether an address may post once more. */
  mayPost(address: string): boolean {
    return this.#posts.take(address)
  }

  /**
   * Takes what a participant has posted.
   *
   * @param what which of the two
   * @param body anything that was JSON
   * @param address where it came from
   * @returns an HTTP status: 204 where it was taken
   */
  post(what: 'ticket' | 'vote', body: unknown, address: string): number {
    if (what === 'ticket') {
      const handedIn = readHandedIn(body)
      const id = handedIn && this.tickets.take(handedIn, address)
      if (id !== undefined) {
        this.#changed.add(id)
        this.#soon()
      }
      return handedIn ? 204 : 400
    }
    const ballot = readBallot(body)
    const verdict = ballot && this.ballots.cast(ballot, address)
    if (verdict === 'counted') {
      this.#pollChanged = true
      this.#soon()
    }
    return verdict === undefined ? 400 : verdict === 'counted' ? 204 : verdict === 'closed' ? 409 : 429
  }

  /** Lets a window take part. @param leads whether it may open votes and see tickets */
  admit(socket: WebSocket, leads: boolean): void {
    const guest: Guest = { socket, leads }
    const wishes = new Budget(WISHES)
    this.#guests.admit(guest)
    socket.on('message', (data, isBinary) => {
      if (!wishes.take(1))
        return socket.close(1008, 'More than a window of a room has to say')
      if (leads && !isBinary)
        this.#grant(String(data))
    })
    this.#guests.tell(guest, { type: 'welcome', leads })
    this.#guests.tell(guest, this.#pollNews())
    if (leads)
      this.#guests.tell(guest, { type: 'tickets', tickets: this.tickets.all(), all: true })
  }

  /** Everybody goes home. */
  close(): void {
    clearTimeout(this.#news)
    this.#guests.close()
  }

  #grant(text: string): void {
    const wish = readWish(parsed(text))
    if (wish?.type === 'remove' || wish?.type === 'clear') {
      if (wish.type === 'clear')
        this.tickets.clear()
      else
        this.tickets.remove(wish.id)
      this.#changed.clear()
      this.#tellAll({ type: 'tickets', tickets: this.tickets.all(), all: true }, true)
    }
    else if (wish) {
      if (wish.type === 'ask')
        this.ballots.open(wish.name, wish.choices)
      else if (wish.type === 'close')
        this.ballots.close()
      else
        this.ballots.drop()
      this.#pollChanged = false
      this.#tellAll(this.#pollNews())
    }
  }

  #soon(): void {
    this.#news ??= setTimeout(() => {
      this.#news = undefined
      const tickets = [...this.#changed].map(id => this.tickets.of(id)).filter(one => one !== undefined)
      this.#changed.clear()
      if (tickets.length > 0)
        this.#tellAll({ type: 'tickets', tickets }, true)
      if (this.#pollChanged)
        this.#tellAll(this.#pollNews())
      this.#pollChanged = false
    }, NEWS_EVERY_MS).unref()
  }

  #pollNews(): RoomNews {
    const { poll } = this.ballots
    return { type: 'poll', ...(poll ? { poll } : {}) }
  }

  #tellAll(news: RoomNews, leadersOnly = false): void {
    this.#guests.tellAll(news, guest => guest.leads || !leadersOnly)
  }
}
