import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listExercises, readExerciseFolder } from '../../engine/cli/exercise-folder.ts'
import type { Ticket } from '../../workshop/ticket.ts'
import { MOST_CHECKS, MOST_HINTS, PLACES, placeOf, readTicket, ticketOrWhy, writeTicket } from '../../workshop/ticket.ts'
import { checkNames } from '../../components/lab/ticket/failing.ts'
import { randomTicket } from './random-ticket.ts'

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const tickets = Array.from({ length: 1000 }, (_, seed) => randomTicket(seed + 1))

test('a ticket is twelve characters in three groups, and says what was written into it', () => {
  for (const ticket of tickets) {
    const written = writeTicket(ticket)
    expect(written).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
    expect(readTicket(written)).toEqual(ticket)
  }
})

describe('a ticket read aloud', () => {
  test('with one wrong character is refused, whichever it is', () => {
    let tried = 0
    for (const ticket of tickets) {
      const written = writeTicket(ticket).replaceAll('-', '')
      for (let at = 0; at < written.length; at++) {
        for (const other of CROCKFORD) {
          if (other === written[at])
            continue
          tried++
          const wrong = written.slice(0, at) + other + written.slice(at + 1)
          // Quicker than `expect` in a loop of hundreds of thousands.
          if (isTicket(wrong))
            expect.fail(`${wrong} is taken for ${written}`)
        }
      }
    }
    expect(tried).toBe(1000 * 12 * 31)
  })

  test('with two neighbours that changed places is refused, and so are any two', () => {
    let neighbours = 0
    for (const ticket of tickets) {
      const written = [...writeTicket(ticket).replaceAll('-', '')]
      for (let one = 0; one < written.length; one++) {
        for (let other = one + 1; other < written.length; other++) {
          if (written[one] === written[other])
            continue
          neighbours += Number(other === one + 1)
          const wrong = written.with(one, written[other]!).with(other, written[one]!).join('')
          if (isTicket(wrong))
            expect.fail(`${wrong} is taken for ${written.join('')}`)
        }
      }
    }
    expect(neighbours).toBeGreaterThan(7_000)
  })

  test('is taken with what looks alike, in small letters, with blanks and dashes', () => {
    for (const ticket of tickets.slice(0, 200)) {
      const written = writeTicket(ticket)
      const likes = [
        written.replaceAll('0', 'O'), written.replaceAll('0', 'o'), written.replaceAll('1', 'I'), written.replaceAll('1', 'l'), written.replaceAll('1', 'L'),
        written.toLowerCase(), written.replaceAll('-', ''), written.replaceAll('-', ' '), ` ${written.replaceAll('-', '').split('').join(' ')}\n`, written.replaceAll('-', ' – '),
      ]
      for (const like of likes)
        expect(readTicket(like)).toEqual(ticket)
    }
  })

  test.each([
    ['', /has 12 characters, and these are 0/],
    ['8Q3K-0A51-4C7', /these are 11/],
    ['8Q3K-0A51-4C7MM', /these are 13/],
    ['8Q3U-0A51-4C7M', /“U” is in no ticket/],
    ['8Q3é-0A51-4C7M', /“é” is in no ticket/],
    ['0000-0000-0000', /another version/],
  ])('%j is refused in a sentence', (text, sentence) => expect(() => readTicket(text)).toThrow(sentence))
})

test('what holds but was never written by the lab is refused', () => {
  const nowhere: Ticket = { id: 1, standings: PLACES.map(() => 'begun') }
  expect(readTicket(writeTicket(nowhere))).toEqual(nowhere)
  expect(() => readTicket(writeTicket({ ...nowhere, current: { place: 13, shownPass: false, rung: 0 } }))).toThrow(/another version/)
})

test('every exercise there is has a place, each of its checks has one, and no check has more hints than fit', async () => {
  const root = join(import.meta.dirname, '..', '..', 'exercises')
  const slugs = listExercises(root)
  expect(slugs.length).toBe(readdirSync(root, { withFileTypes: true }).filter(entry => entry.isDirectory()).length)
  for (const slug of slugs) {
    expect(placeOf(slug), `${slug} is not in PLACES: put it behind the last, and see VERSION`).toBeDefined()
    const { exercise } = await readExerciseFolder(root, slug)
    expect(checkNames(exercise!).length, slug).toBeLessThanOrEqual(MOST_CHECKS)
    expect(Math.max(...Object.values(exercise!.hints).map(hints => hints.length)), slug).toBeLessThanOrEqual(MOST_HINTS)
  }
})

function isTicket(text: string): boolean {
  return typeof ticketOrWhy(text) !== 'string'
}
