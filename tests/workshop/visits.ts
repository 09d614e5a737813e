import type { Poll, RoomNews } from '../../workshop/messages.ts'
import { once } from 'node:events'
import { request } from 'node:http'
import type { Visited, Visitor } from '../stage/visitor.ts'
import { writeTicket } from '../../workshop/ticket.ts'
import { randomTicket } from './random-ticket.ts'

/** Somebody's ticket: of the participant with that id, in a state that goes with the seed. */
export const ticketOf = (id: number, seed = id + 1) => writeTicket(randomTicket(seed, id))

export const CHOICES = [{ name: 'refund-down', title: 'refund down' }, { name: 'timeout', title: 'no answer' }, { name: 'in-doubt', title: 'pivot in doubt' }]

/** Posts as a page of the deck does, or with other headers, and tells the status; 0 where the server has hung up. */
export function post(deck: Visited, what: string, body: unknown, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const asked = request({ port: deck.port, host: '127.0.0.1', path: `/workshop/${what}`, method: 'POST', headers: { Host: deck.host, Origin: `http://${deck.host}`, ...headers } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.on('error', () => resolve(0))
    asked.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
}

export const newsOf = ({ messages }: Visitor) => messages as unknown as RoomNews[]

/** The tickets that a board has heard of, by participant's name or ticket. */
export function boardOf(visitor: Visitor): string[] {
  let tickets: { ticket: string, name: string }[] = []
  for (const news of newsOf(visitor)) {
    if (news.type === 'tickets')
      tickets = news.all ? news.tickets : [...tickets, ...news.tickets]
  }
  return tickets.map(({ ticket, name }) => name || ticket)
}

export function pollOf(visitor: Visitor): Poll | undefined {
  const last = newsOf(visitor).findLast(({ type }) => type === 'poll')
  return last?.type === 'poll' ? last.poll : undefined
}

/** Waits until what a visitor has heard is as wanted. */
export async function until(visitor: Visitor, wanted: () => boolean): Promise<void> {
  while (!wanted()) await once(visitor.socket, 'message')
}
