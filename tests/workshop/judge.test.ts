import type { Current, Ticket } from '../../workshop/ticket.ts'
import { describe, expect, test } from 'vitest'
import { hardest, standingsOf } from '../../workshop/judge.ts'
import { PLACES, placeOf } from '../../workshop/ticket.ts'

const money = placeOf('money-back')!
const first = 0

/** Somebody at work on an exercise. */
function at(place: number, current: Partial<Current>, standing: 'begun' | 'solved' = 'begun'): Ticket {
  return { id: 1, standings: PLACES.map((_, one) => one === place ? standing : 'untouched'), current: { place, shownPass: false, rung: 0, ...current } }
}

test('counts who stands how with each exercise, and who is at work on it', () => {
  const standings = standingsOf([at(money, { failing: 2 }), at(money, { shownPass: true }), at(money, {}, 'solved'), at(first, { failing: 0 })])
  expect(standings).toHaveLength(PLACES.length)
  expect(standings[money]).toMatchObject({ counts: { untouched: 1, begun: 2, solved: 1, helped: 0 }, here: 2, nearly: 1 })
  expect(standings[first]).toMatchObject({ counts: { untouched: 3, begun: 1 }, here: 1, nearly: 0 })
  expect(standingsOf([])[0]).toEqual({ place: 0, counts: { untouched: 0, begun: 0, solved: 0, helped: 0 }, here: 0, nearly: 0 })
})

describe('stuck', () => {
  test('is where more than half of those at work fail the same check; half is not', () => {
    const half = [at(money, { failing: 2 }), at(money, { failing: 2 }), at(money, { failing: 3 }), at(money, {})]
    expect(standingsOf(half)[money]!.stuck).toBeUndefined()
    expect(standingsOf([...half, at(money, { failing: 2 })])[money]!.stuck).toEqual({ failing: 2, count: 3, of: 5, hint: 0 })
    expect(standingsOf([at(money, {}), at(money, {})])[money]!.stuck).toBeUndefined()
  })

  test('is nobody who has solved it, whatever failed before', () => {
    expect(standingsOf([at(money, { failing: 2 }, 'solved'), at(money, { failing: 2 }, 'solved')])[money]).toMatchObject({ here: 0 })
    expect(standingsOf([at(money, { failing: 2 }, 'solved')])[money]!.stuck).toBeUndefined()
  })

  test('is also where nothing can be run', () => {
    expect(standingsOf([at(first, { failing: 'run' })])[first]!.stuck).toEqual({ failing: 'run', count: 1, of: 1, hint: 0 })
  })

  test.each([
    [[0, 0, 0], 0],
    [[1, 1, 0], 1],
    [[3, 3, 0, 0], 3],
    [[2, 1, 0], 1],
    [[2, 2, 3], 2],
    [[3, 3, 2], 'solution'],
  ])('of those who have read %j hints, the room is given the first that most have not: %s', (rungs, hint) => {
    const room = standingsOf(rungs.map(rung => at(money, { failing: 1, rung })))
    expect(room[money]!.stuck!.hint).toBe(hint === 3 ? 'solution' : hint)
  })
})

test('a hint helps most where most are stuck', () => {
  const room = standingsOf([at(first, { failing: 0 }), at(money, { failing: 1 }), at(money, { failing: 1 }), at(money, { failing: 4 })])
  expect(hardest(room)).toMatchObject({ place: money, stuck: { count: 2, of: 3 } })
  expect(hardest(standingsOf([at(money, {})]))).toBeUndefined()
})
