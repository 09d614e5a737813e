import { describe, expect, test } from 'vitest'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { viewIterations } from '../../engine/simulation/views/iterations.ts'
import { childrenDollars } from '../../engine/simulation/recording/map-run-series.ts'
import { expressDollars, LIST_PRICES } from '../../engine/simulation/recording/meters.ts'
import { viewPayloadEdges } from '../../engine/simulation/views/payload-edges.ts'
import { playCase } from '../../engine/simulation/play/play-case.ts'
import { playWorld } from '../../engine/simulation/play/play-world.ts'

async function played(slug: string, name: string) {
  const pattern = (await readPattern('snippets', slug)).pattern!
  return (await playCase(pattern, pattern.cases.cases.find(item => item.name === name)!)).recording
}

describe('the items of an inline Map', () => {
  test('stand in the order of the list, and say in which order they ended', async () => {
    const run = await played('scatter-gather', 'six')
    const items = viewIterations(run, run.events.length, 'AskCouriers')
    expect(items.map(item => (item.input as { courier: string }).courier)).toEqual(['Alba', 'Bolt', 'Cargo', 'Dash', 'Echo', 'Fiets', 'Gilde', 'Hop', 'Iris', 'Jol'])
    expect(items.map(item => item.ended)).toEqual([5, 2, 7, 3, 1, 6, 4, 8, 10, 9])
    expect(items.filter(item => item.status === 'caught').map(item => item.error)).toEqual(['Courier.Down', 'Courier.Refused', 'States.Timeout'])
    expect(items[6]!.output).toEqual({ courier: 'Gilde', price: 15.9 })
  })

  test('are aborted where one fails and nothing catches it', async () => {
    const run = await played('scatter-gather', 'none')
    const count = (status: string) => viewIterations(run, run.events.length, 'AskCouriers').filter(item => item.status === status).length
    expect([count('succeeded'), count('failed'), count('aborted')]).toEqual([1, 1, 8])
  })

  test('are not there before the Map has started, nor in a Map of another name', async () => {
    const run = await played('scatter-gather', 'six')
    expect(viewIterations(run, 2, 'AskCouriers')).toEqual([])
    expect(viewIterations(run, run.events.length, 'Others')).toEqual([])
    const started = viewIterations(run, 3, 'AskCouriers')
    expect(started).toHaveLength(10)
    expect(started.every(item => item.status === undefined)).toBe(true)
  })
})

describe('the data on every transition', () => {
  test('is counted in bytes, from the input to the output', async () => {
    const run = await played('claim-check', 'fits')
    const edges = viewPayloadEdges(run, run.events.length)
    expect(edges.map(({ from, to }) => [from, to])).toEqual([[undefined, 'ReadLabels'], ['ReadLabels', 'AskCourier'], ['AskCourier', 'ShipOrder'], ['ShipOrder', undefined]])
    expect(edges[1]!.bytes).toBeGreaterThan(261_120)
    expect(edges[1]!.bytes).toBeLessThanOrEqual(262_144)
  })

  test('has no size where the limit stopped it', async () => {
    const run = await played('claim-check', 'later')
    expect(viewPayloadEdges(run, run.events.length).at(-1)).toEqual({ from: 'AskCourier' })
  })
})

test('Express children cost their requests and their time, up to the moment that is asked for', async () => {
  const pattern = (await readPattern('snippets', 'distributed-map')).pattern!
  const item = pattern.cases.cases.find(one => one.name === 'ten')!
  const { world } = await playWorld(pattern, { ...item, settings: { rows: 40, badEvery: 20 }, beats: [] })
  const [series] = world.mapRuns
  expect(childrenDollars(series!, -1, LIST_PRICES)).toBe(0)
  const sum = Array.from(series!.startedAt, (from, child) => expressDollars(series!.endedAt[child]! - from, LIST_PRICES)).reduce((all, one) => all + one)
  expect(childrenDollars(series!, 1e9, LIST_PRICES)).toBeCloseTo(sum, 12)
  expect(sum).toBeGreaterThan(40 * LIST_PRICES.expressPerRequest)
})
