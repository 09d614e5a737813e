import { describe, expect, test } from 'vitest'
import { findTickets, LONGEST_PASTE } from '../../workshop/find-tickets.ts'
import { readTicket, writeTicket } from '../../workshop/ticket.ts'
import { randomTicket } from './random-ticket.ts'

const [anna, bram, cleo, daan, ella] = [1, 2, 3, 4, 5].map(seed => writeTicket(randomTicket(seed))) as [string, string, string, string, string]
const written = (text: string) => findTickets(text).tickets.map(writeTicket)

test('one, a list, and a list in one line are read', () => {
  expect(written(anna)).toEqual([anna])
  expect(written(`${anna}\n${bram}\r\n\n  ${cleo.toLowerCase()}  `)).toEqual([anna, bram, cleo])
  expect(written(`${anna}, ${bram}; ${cleo} ${daan}`)).toEqual([anna, bram, cleo, daan])
  expect(written('')).toEqual([])
})

test('a meeting’s chat gives its tickets, in their order, and nothing of its words', () => {
  const chat = `10:02:11 From Anna to Everyone : hi, mine is ${anna} :-)
10:02:15 From Bram to Everyone : ${bram.toLowerCase().replaceAll('-', ' ')}
10:02:15 From Room 12 to Everyone : when they said that this door will stay open, they were well aware of what that does
2026-11-30T10:02:20+01:00 cleo_v: (${cleo}) — order 20261130 1002 and 0123 4567 8901, call +31 20 5551 2345
see https://example.org/deck/#/lab/board?add=${daan} and 550e8400-e29b-41d4-a716-446655440000
10:02:31 From Ella : ${ella.replaceAll('-', '–')}!
> ${anna}`
  const found = findTickets(chat)
  expect(found.tickets.map(writeTicket)).toEqual([anna, bram, cleo, daan, ella, anna])
  expect(found.refused).toEqual([])
})

test('what looks like one and is none is named, with the reason', () => {
  const wrong = anna.replace(/.$/, last => last === 'A' ? 'B' : 'A')
  expect(findTickets(`mine: ${wrong} ok?`).refused).toEqual([{ text: wrong, why: expect.stringMatching(/is wrong, or two changed places/) }])
  expect(findTickets(wrong.toLowerCase().replaceAll('-', '')).refused).toHaveLength(1)
  expect(findTickets('stroopwafels').refused).toHaveLength(1)
  expect(findTickets('stroopwafels\nare good').refused).toEqual([])
  expect(findTickets(`${anna}-4711`)).toEqual({ tickets: [], refused: [] })
})

test('a ticket that happens to have no digit is found where it is written as the lab writes it, or stands alone', () => {
  let letters = ''
  for (let id = 0; letters === ''; id++) {
    const ticket = writeTicket(randomTicket(id + 1))
    letters = /\d/.test(ticket) ? '' : ticket
  }
  expect(written(`here: ${letters}.`)).toEqual([letters])
  expect(written(letters.toLowerCase())).toEqual([letters])
  expect(written(`here ${letters.toLowerCase()}`)).toEqual([])
})

describe('a long text', () => {
  test('with a thousand tickets is read in a moment, and what is too long is refused in a sentence', () => {
    const many = Array.from({ length: 1000 }, (_, seed) => writeTicket(randomTicket(seed + 1)))
    const chat = many.map((ticket, line) => `10:${line}: the ticket of number ${line} is ${ticket}, which they said with four more words `).join('\n')
    expect(findTickets(chat).tickets.map(writeTicket)).toEqual(many)
    expect(() => findTickets('x'.repeat(LONGEST_PASTE + 1))).toThrow(/longer than a chat/)
  })

  test.each(['A123 '.repeat(LONGEST_PASTE / 5), 'a'.repeat(LONGEST_PASTE), '-'.repeat(LONGEST_PASTE), '\n'.repeat(LONGEST_PASTE), '0'.repeat(1000).concat(' ').repeat(400)])('that is made to be slow is not', (text) => {
    const from = performance.now()
    findTickets(text)
    expect(performance.now() - from).toBeLessThan(5_000)
  })
})

test('every kind of what was found can be read again', () => {
  for (const text of [anna, bram.toLowerCase(), cleo.replaceAll('-', ' ')])
    expect(findTickets(text).tickets).toEqual([readTicket(text)])
})
