import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatAmount, formatDollars } from '../../components/live/format.ts'
import { fittingScale, formatSpan, linearScale, logScale } from '../../components/live/panes/time-scale.ts'
import { binAttempts, countBy } from '../../components/many/attempts.ts'
import { laneAt } from '../../components/many/lanes.ts'
import { familyTree } from '../../components/many/lineage.ts'
import { tileGrid, tilePaths } from '../../components/many/parts/tiles.ts'

describe('axes', () => {
  test.each([
    [10, ['0', '2 s', '4 s', '6 s', '8 s', '10 s']],
    [200, ['0', '1 min', '2 min', '3 min']],
    [86_400, ['0', '6 h', '12 h', '18 h', '1 d']],
  ])('an axis of %d seconds is marked where a reader counts', (end, labels) => {
    expect(linearScale(end).ticks.map(({ label }) => label)).toEqual(labels)
  })

  test('marks lie on the axis, in order, and no more than asked for', () => {
    fc.assert(fc.property(fc.double({ min: 0.01, max: 4e8, noNaN: true }), fc.integer({ min: 3, max: 10 }), (end, most) => {
      const { ticks, place } = linearScale(end, most)
      expect(ticks.length).toBeLessThanOrEqual(most)
      expect(ticks.map(({ at }) => at)).toEqual(ticks.map(({ at }) => at).toSorted((a, b) => a - b))
      for (const { at } of ticks)
        expect(at).toBeLessThanOrEqual(end * 1.001)
      expect(place(end)).toBe(1)
    }))
  })

  test('a second beside three days asks for a logarithmic axis, twenty runs in a row do not', () => {
    expect(fittingScale([0, 1, 2, 259_200], 259_200).log).toBe(true)
    expect(fittingScale(Array.from({ length: 20 }, (_, index) => index * 3), 60).log).toBe(false)
    const { place } = logScale(259_200)
    expect(place(1)).toBeGreaterThan(0.05)
    expect(place(259_200)).toBe(1)
  })

  test('lengths of time have one unit', () => {
    expect([0.25, 45, 90, 5400, 83_310, 259_200].map(formatSpan)).toEqual(['0.25 s', '45 s', '1.5 min', '1.5 h', '23.1 h', '3 d'])
  })
})

test('amounts carry their unit where it belongs', () => {
  expect(formatAmount(-42, '€')).toBe('−€42')
  expect(formatAmount(12, 'boxes')).toBe('12 boxes')
  expect([formatDollars(0.000025), formatDollars(1234.5)]).toEqual(['$0.000025', '$1,234.50'])
})

describe('tiles', () => {
  const sized = fc.record({ count: fc.integer({ min: 1, max: 12_000 }), width: fc.integer({ min: 50, max: 900 }), height: fc.integer({ min: 50, max: 400 }) })

  test('however many, they fit the room', () => {
    fc.assert(fc.property(sized, ({ count, width, height }) => {
      const { columns, rows, size } = tileGrid(count, width, height)
      expect(columns * rows).toBeGreaterThanOrEqual(count)
      expect(columns * (rows - 1)).toBeLessThan(count)
      expect(columns * size).toBeLessThanOrEqual(width + 1e-6)
      expect(rows * size).toBeLessThanOrEqual(height + 1e-6)
    }))
  })

  test('each tile is drawn once, as what it is', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 40 }), (statuses, columns) => {
      const grid = { columns, rows: Math.ceil(statuses.length / columns), size: 10 }
      const drawn: (number | undefined)[] = []
      tilePaths(statuses, 4, grid, [1, 1, 1, 1]).forEach((path, status) => {
        for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v10H\d+z/g)) {
          for (let tile = 0; tile < Number(width) / 10; tile++) {
            const index = Number(y) / 10 * columns + Number(x) / 10 + tile
            expect(drawn[index]).toBeUndefined()
            drawn[index] = status
          }
        }
      })
      expect(drawn).toEqual(statuses)
    }))
  })
})

test('attempts are counted in the bin they fall into, up to the moment asked for', () => {
  const attempts = [{ at: 0, refused: false }, { at: 0, refused: true }, { at: 0.5, refused: true }, { at: 1.2, refused: false }, { at: 9, refused: false }]
  expect(binAttempts(attempts, 0.5, 4, 2)).toEqual({ accepted: [1, 0, 1, 0], refused: [1, 1, 0, 0] })
  expect([countBy([1, 2, 3], 0), countBy([1, 2, 3], 2), countBy([1, 2, 3], 9)]).toEqual([0, 2, 3])
})

test('a lane waits, works and ends', () => {
  const lane = { index: 0, label: '1', from: 2, to: 10, work: [{ from: 4, to: 8 }], status: 'SUCCEEDED' }
  expect(laneAt(lane, 1)).toBeUndefined()
  expect(laneAt(lane, 3)).toMatchObject({ tone: 'waiting', to: 3, work: [] })
  expect(laneAt(lane, 5)).toMatchObject({ tone: 'working', work: [{ from: 4, to: 5 }] })
  expect(laneAt(lane, 9)).toMatchObject({ tone: 'waiting', work: [{ from: 4, to: 8 }], over: false })
  expect(laneAt({ ...lane, status: 'ABORTED' }, 12)).toMatchObject({ tone: 'aborted', to: 10, over: true })
})

test('the first child goes on in its parent’s line, a second begins one of its own', () => {
  const execution = (index: number, startedBy?: number) => ({ index, ...(startedBy === undefined ? {} : { startedBy }) })
  const { members, generations, lines } = familyTree({ executions: [execution(0), execution(1, 0), execution(2, 0), execution(3, 2)] } as any)
  expect(members.map(({ generation, line }) => [generation, line])).toEqual([[0, 0], [1, 0], [1, 1], [2, 1]])
  expect([generations, lines]).toEqual([3, 2])
})
