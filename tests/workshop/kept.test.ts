import type { Kept } from '../../components/lab/keeping/useKept.ts'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { addToBoard, BOARD, canUndo, clearBoard, readBoard, removeFromBoard, undoClear } from '../../components/lab/board/board-store.ts'
import { failingOf } from '../../components/lab/ticket/failing.ts'
import { ticketOf as ownTicket } from '../../components/lab/ticket/own-ticket.ts'
import { PLACES, placeOf, readTicket, writeTicket } from '../../workshop/ticket.ts'
import { ticketOf } from './visits.ts'

describe('One’s own ticket', () => {
  const money = placeOf('money-back')!
  const own = (kept: Partial<Record<(typeof PLACES)[number], Partial<Kept>>>) =>
    readTicket(writeTicket(ownTicket(7, PLACES.map(slug => kept[slug] && { text: 'x', at: 1, ...kept[slug] }))))

  test('says nothing before anything is begun', () => {
    expect(own({})).toEqual({ id: 7, standings: PLACES.map(() => 'untouched') })
  })

  test('has how one stands with each exercise, and with what one is at now', () => {
    const ticket = own({
      'will-not-deploy': { solved: true, at: 2 },
      'stop-polling': { solved: true, rungs: { waits: 1 }, at: 3 },
      'nobody-answers': { solved: true, read: true, at: 4 },
      'money-back': { met: ['hiccup'], failing: { place: 3, check: 'told' }, rungs: { told: 2, ledger: 3 }, at: 5 },
    })
    expect(PLACES.map((slug, place) => [slug, ticket.standings[place]]).filter(([, standing]) => standing !== 'untouched')).toEqual([
      ['will-not-deploy', 'solved'], ['stop-polling', 'helped'], ['nobody-answers', 'helped'], ['money-back', 'begun'],
    ])
    expect(ticket.current).toEqual({ place: money, shownPass: true, failing: 3, rung: 2 })
  })

  test('says where nothing could be run, and nothing of what failed before it was solved', () => {
    expect(own({ 'money-back': { failing: { place: 'run' } } }).current).toEqual({ place: money, shownPass: false, failing: 'run', rung: 0 })
    expect(own({ 'money-back': { failing: { place: 2, check: 'a' }, solved: true } }).current).toEqual({ place: money, shownPass: true, rung: 0 })
  })

  test('is a ticket whatever somebody has written into the browser', () => {
    const odd = { 'money-back': { failing: { place: -1.5, check: 'constructor' }, rungs: { constructor: 'x' }, met: 7, at: Number.NaN }, 'stop-polling': { failing: { place: 1e9 }, rungs: null, at: 'x' } }
    expect(() => own(odd as never)).not.toThrow()
  })
})

test('what failed first is a check by its place, or that nothing could be run', () => {
  const check = (name: string) => ({ name, say: name, asked: {} })
  const exercise = { cases: [{ checks: [check('a'), check('b')] }, { checks: [check('b'), check('c')] }] } as never
  const first = (check?: string) => ({ case: 'x', message: '', at: {}, ...(check ? { check } : {}) })
  expect(failingOf(exercise, { first: first('c') })).toEqual({ place: 2, check: 'c' })
  expect(failingOf(exercise, { first: first() })).toEqual({ place: 'run' })
  expect(failingOf(exercise, { first: first('a'), problem: { message: '', at: {} } })).toEqual({ place: 'run' })
  expect(failingOf(exercise, {})).toBeUndefined()
})

describe('What a board keeps', () => {
  const store = new Map<string, string>()
  beforeEach(() => {
    store.clear()
    vi.stubGlobal('localStorage', { getItem: (key: string) => store.get(key) ?? null, setItem: (key: string, value: string) => store.set(key, value) })
  })
  const codes = () => readBoard().map(({ code }) => code)

  test('is one ticket of each participant, the newest, where the first stood', () => {
    expect(addToBoard([ticketOf(1), ticketOf(2)])).toEqual({ added: 2, changed: 0 })
    expect(addToBoard([ticketOf(1, 90), ticketOf(1, 91), ticketOf(2), ticketOf(3)])).toEqual({ added: 1, changed: 1 })
    expect(codes()).toEqual([ticketOf(1, 91), ticketOf(2), ticketOf(3)])
    removeFromBoard(2)
    expect(codes()).toEqual([ticketOf(1, 91), ticketOf(3)])
  })

  test('comes back after it was cleared; what has come since is newer', () => {
    addToBoard([ticketOf(1), ticketOf(2)])
    expect(canUndo()).toBe(false)
    clearBoard(codes())
    expect(codes()).toEqual([])
    addToBoard([ticketOf(2, 90), ticketOf(3)])
    expect(canUndo()).toBe(true)
    undoClear()
    expect(codes()).toEqual([ticketOf(1), ticketOf(2, 90), ticketOf(3)])
    expect(canUndo()).toBe(false)
  })

  test('is bounded', () => {
    addToBoard(Array.from({ length: 3000 }, (_, id) => ticketOf(id)))
    expect(codes()).toHaveLength(1000)
    expect(codes().at(-1)).toBe(ticketOf(2999))
  })

  test.each(['{', 'null', '[]', '{"codes":7}', '{"codes":[1]}', '{"codes":["x"],"before":{}}'])('what is none is passed over: %s', (written) => {
    store.set(BOARD, written)
    expect(readBoard()).toEqual([])
    expect(canUndo()).toBe(false)
  })
})
