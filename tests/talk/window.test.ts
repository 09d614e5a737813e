import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { Room } from './room.ts'

const at = (slide: number, clicks = 0) => ({ slide, clicks })
let room: Room
beforeEach(() => {
  room = new Room()
})

describe('before anybody presents', () => {
  test('two readers never move each other', () => {
    const [one, other] = [room.arrive('slides', at(1), { bare: true }), room.arrive('slides', at(9, 2))]
    room.go(one, 5, 1)
    expect([one.place(), other.place()]).toEqual([at(5, 1), at(9, 2)])
    expect(one.window.membership).toBe('alone')
  })

  test('a presenter view without a number opens where a reader was last, and the readers follow', () => {
    const [one, other] = [room.arrive('slides', at(3)), room.arrive('slides', at(9, 2))]
    room.go(other, 9, 4)
    room.go(one, 4, 1)
    const presenter = room.arrive('presenter', at(1), { bare: true })
    expect([presenter, one, other].map(window => window.place())).toEqual([at(4, 1), at(4, 1), at(4, 1)])
    room.go(presenter, 5, 0)
    expect([one, other].map(window => window.place())).toEqual([at(5), at(5)])
  })

  test('a reader who answers late still says where, until the presenter has gone somewhere', () => {
    const reader = room.arrive('slides', at(5, 1))
    const presenter = room.open('presenter', at(1), { bare: true })
    presenter.window.settle()
    room.deliver()
    expect([presenter.place(), reader.place()]).toEqual([at(5, 1), at(5, 1)])

    presenter.close()
    reader.close()
    const [late, second] = [room.arrive('slides', at(6)), room.open('presenter', at(1), { bare: true })]
    second.window.settle()
    second.window.visit(at(2), undefined, true)
    second.window.publish()
    room.deliver()
    expect([second.place(), late.place()]).toEqual([at(2), at(2)])
  })

  test('a presenter view with a number opens there', () => {
    const one = room.arrive('slides', at(3))
    const presenter = room.arrive('presenter', at(90, 5))
    expect([presenter.place(), one.place()]).toEqual([at(90, 5), at(90, 5)])
  })
})

describe('while a talk is on', () => {
  test('any joined window takes the others along', () => {
    const audience = room.arrive('slides', at(1), { bare: true })
    const presenter = room.arrive('presenter', at(1))
    room.go(audience, 2, 3)
    expect(presenter.place()).toEqual(at(2, 3))
  })

  test('a window that is reloaded moves nobody and comes back where the talk is', () => {
    const audience = room.arrive('slides', at(1), { bare: true })
    const presenter = room.arrive('presenter', at(7, 4))
    for (const [reloaded, view] of [[presenter, 'presenter'], [audience, 'slides']] as const) {
      const remembered = reloaded.remembered()
      reloaded.close()
      const back = room.open(view, at(7, 4), { remembered })
      // Its slide has not mounted yet: the first thing it says must not be its first click.
      back.window.visit(at(7, 0), undefined, false)
      room.deliver()
      back.window.settle()
      room.deliver()
      expect(room.windows.map(window => window.place())).toEqual([at(7, 4), at(7, 4)])
      expect(back.window.membership).toBe('joined')
    }
  })

  test('a presenter view joins, whatever its address says', () => {
    const presenter = room.arrive('presenter', at(7, 4))
    const second = room.arrive('presenter', at(90, 5))
    expect([presenter.place(), second.place()]).toEqual([at(7, 4), at(7, 4)])
  })

  test('a window that opens at the cover joins; one that asked for another slide stays there until it is asked', () => {
    const presenter = room.arrive('presenter', at(7, 4))
    const bare = room.arrive('slides', at(1), { bare: true })
    const deep = room.arrive('slides', at(20, 1))
    expect([bare, deep].map(({ window, place }) => [window.membership, place()])).toEqual([['joined', at(7, 4)], ['apart', at(20, 1)]])
    room.go(deep, 21, 0)
    room.go(presenter, 8, 0)
    expect([bare.place(), deep.place()]).toEqual([at(8), at(21)])
    deep.window.join()
    expect(deep.place()).toEqual(at(8))
    room.go(deep, 9, 1)
    expect(presenter.place()).toEqual(at(9, 1))
  })

  test('a window that asked for the very place of the talk joins', () => {
    room.arrive('presenter', at(7, 4))
    expect(room.arrive('slides', at(7, 4)).window.membership).toBe('joined')
  })

  test('who left is not moved, and a reload does not change that', () => {
    const presenter = room.arrive('presenter', at(7))
    const audience = room.arrive('slides', at(1), { bare: true })
    audience.window.leave()
    room.go(presenter, 8, 0)
    const remembered = audience.remembered()
    audience.close()
    const back = room.arrive('slides', at(7), { remembered })
    expect([back.window.membership, back.place()]).toEqual(['apart', at(7)])
  })

  test('another address opened in a window that was joined is another wish', () => {
    room.arrive('presenter', at(7))
    const audience = room.arrive('slides', at(1), { bare: true })
    const remembered = audience.remembered()
    audience.close()
    expect(room.arrive('slides', at(30), { remembered }).window.membership).toBe('apart')
  })

  test('slide, click and what was done by hand arrive as one', () => {
    const presenter = room.arrive('presenter', at(7))
    const audience = room.arrive('slides', at(1), { bare: true })
    presenter.window.change({ free: { fork: '1' } })
    presenter.window.visit(at(7, 2), undefined, true)
    presenter.window.publish()
    expect(audience.heard).toHaveLength(1)
    room.deliver()
    expect(audience.window.state).toMatchObject({ slide: 7, clicks: 2, free: { fork: '1' } })
  })

  test('the last click of a slide that was not there yet is set right once, by whoever asked for it', () => {
    const presenter = room.arrive('presenter', at(7))
    const audience = room.arrive('slides', at(1), { bare: true })
    room.go(audience, 6, 999_999)
    presenter.window.visit(at(6, 5), 5, false)
    presenter.window.publish()
    audience.window.visit(at(6, 5), 5, false)
    audience.window.publish()
    room.deliver()
    expect([presenter.window.record!.state.clicks, audience.window.record!.state.clicks]).toEqual([5, 5])
  })

  test('who may not lead moves alone, and says so', () => {
    const presenter = room.arrive('presenter', at(7))
    const phone = room.arrive('slides', at(1), { bare: true, leads: false })
    room.go(phone, 12, 0)
    expect([phone.window.membership, presenter.place()]).toEqual(['apart', at(7)])
  })

  test('what a window remembers of yesterday does not move today', () => {
    const old = room.arrive('presenter', at(3))
    for (let slide = 4; slide < 60; slide++)
      room.go(old, slide, 0)
    const remembered = old.remembered()
    old.close()
    room.time += 86_400_000
    const today = room.arrive('presenter', at(5))
    const woken = room.arrive('slides', at(59), { remembered })
    expect([today.place(), woken.place()]).toEqual([at(5), at(5)])
  })

  test('a slide picked in an overview of its own leads nobody', () => {
    const presenter = room.arrive('presenter', at(7))
    const overview = room.arrive('beside', undefined)
    overview.window.turnTo('slides', at(40))
    room.go(overview, 40, 0)
    expect([overview.window.membership, presenter.place()]).toEqual(['apart', at(7)])
  })
})

test('whatever happens in whatever order, the joined windows end at one place', () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('go' as const), who: fc.nat(), slide: fc.integer({ min: 1, max: 9 }), clicks: fc.nat(4) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('present' as const, 'read' as const, 'reload' as const, 'leave' as const, 'join' as const, 'wake' as const), who: fc.nat(), slide: fc.integer({ min: 1, max: 9 }), clicks: fc.nat(4) }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('hear' as const), who: fc.nat(), slide: fc.constant(1), clicks: fc.constant(0) }) },
  )
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const room = new Room()
    room.arrive('presenter', at(1))
    for (const { do: what, who, slide, clicks } of steps) {
      room.time++
      const one = room.windows[who % room.windows.length]!
      if (what === 'go') {
        one.window.visit({ slide, clicks }, undefined, true)
        one.window.publish()
      }
      else if (what === 'present' || what === 'read') {
        if (room.windows.length < 5)
          room.open(what === 'present' ? 'presenter' : 'slides', { slide, clicks }).window.settle()
      }
      else if (what === 'reload') {
        const remembered = one.remembered()
        one.close()
        room.open(one.window.view, one.place(), { remembered }).window.settle()
      }
      else if (what === 'hear') {
        const next = one.heard.shift()
        if (next)
          one.window.hear(next)
      }
      else {
        one.window[what]()
      }
    }
    room.deliver()
    room.windows.forEach(({ window }) => window.wake())
    room.deliver()
    const joined = room.windows.filter(({ window }) => window.membership === 'joined')
    expect(new Set(joined.map(({ window }) => JSON.stringify(window.state))).size).toBeLessThanOrEqual(1)
  }), { numRuns: 300 })
})
