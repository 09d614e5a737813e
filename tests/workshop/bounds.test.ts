import { expect, test } from 'vitest'
import { Budgets } from '../../scripts/stage/budget.ts'
import { BallotBox } from '../../scripts/stage/workshop/ballot-box.ts'
import { MOST_FROM_ONE, MOST_TICKETS, TicketBook } from '../../scripts/stage/workshop/ticket-book.ts'
import { CHOICES, ticketOf } from './visits.ts'

const handIn = (book: TicketBook, id: number, address: string) => book.take({ ticket: ticketOf(id), name: '' }, address)

test('whoever hands in tickets without end pushes out their own, and nobody else’s', () => {
  const book = new TicketBook()
  handIn(book, 1, 'honest')
  for (let id = 100; id < 20_000; id++)
    handIn(book, id, 'hostile')
  expect(book.size).toBe(MOST_FROM_ONE + 1)
  expect(book.of(1)).toBeDefined()
  expect(book.of(19_999)).toBeDefined()
  expect(book.of(100)).toBeUndefined()
})

test('a book that is full has room for one more person: who has the most loses their oldest', () => {
  const book = new TicketBook()
  for (let address = 0; address < 20; address++) {
    for (let one = 0; one < MOST_FROM_ONE; one++)
      handIn(book, address * 100 + one, `hostile ${address}`)
  }
  expect(book.size).toBe(MOST_TICKETS)
  for (let id = 60_000; id < 60_050; id++)
    handIn(book, id, `honest ${id}`)
  expect(book.size).toBe(MOST_TICKETS)
  for (let id = 60_000; id < 60_050; id++)
    expect(book.of(id)).toBeDefined()
})

test('the same ticket again is nothing new, another of the same participant is', () => {
  const book = new TicketBook()
  expect(handIn(book, 7, 'here')).toBe(7)
  expect(handIn(book, 7, 'here')).toBeUndefined()
  expect(book.take({ ticket: ticketOf(7, 99), name: '' }, 'elsewhere')).toBe(7)
  expect(book.all()).toEqual([{ ticket: ticketOf(7, 99), name: '' }])
})

test('one place has so many votes, and they are bounded in all', () => {
  const box = new BallotBox()
  box.open('saga', CHOICES)
  const cast = (voter: string, address: string) => box.cast({ voter, poll: 'saga', choice: 'timeout' }, address)
  for (let voter = 0; voter < MOST_FROM_ONE; voter++)
    expect(cast(`a ${voter}`, 'one')).toBe('counted')
  expect(cast('one more', 'one')).toBe('too many')
  expect(cast('a 0', 'one')).toBe('counted')
  expect(cast('b', 'two')).toBe('counted')
  expect(box.poll!.votes).toEqual([0, MOST_FROM_ONE + 1, 0])
  box.open('another', CHOICES.slice(1))
  expect(box.poll).toEqual({ name: 'another', choices: CHOICES.slice(1), votes: [0, 0], open: true })
})

test('an address that asks too much is refused until a while has passed, and no more addresses are remembered than there is room for', () => {
  const budgets = new Budgets({ atOnce: 3, perSecond: 0 }, 100)
  expect([1, 2, 3, 4, 5].map(() => budgets.take('one'))).toEqual([true, true, true, false, false])
  expect(budgets.take('two')).toBe(true)
  for (let address = 0; address < 10_000; address++)
    budgets.take(`address ${address}`)
  expect(budgets.size).toBe(100)
})
