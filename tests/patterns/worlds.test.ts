import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { activeStates } from '../../engine/simulation/views/active-states.ts'
import { compareWorldWithExpectation } from '../../engine/simulation/play/expectations.ts'
import { gaugeAt, mostOf } from '../../engine/simulation/recording/gauges.ts'
import { ledgerAt } from '../../engine/simulation/views/ledger.ts'
import { CHILD_STATUSES, childrenAt, countsAt } from '../../engine/simulation/recording/map-run-series.ts'
import { playWorld } from '../../engine/simulation/play/play-world.ts'
import { viewRun } from '../../engine/simulation/views/run-view.ts'
import { positionAt, viewWorld, worldLedgerAt } from '../../engine/simulation/views/view-world.ts'

/** A case of many executions, from the folder to what a slide shows of it at any moment. */

const { pattern, diagnostics } = await readPattern('tests/patterns/fixtures', 'gate')
const caseOf = (name: string) => pattern!.cases.cases.find(item => item.name === name)!
const busy = (await playWorld(pattern!, caseOf('busy'))).world
const moments = fc.double({ min: 0, max: busy.elapsed, noNaN: true })

test('the folder is in order', () => {
  expect(diagnostics).toEqual([])
})

describe('what is recorded', () => {
  test.each(pattern!.cases.cases.map(({ name }) => name))('case “%s” comes out as it says, and every beat comes', async (name) => {
    const { world, beats, missing } = await playWorld(pattern!, caseOf(name))
    expect(compareWorldWithExpectation(world, caseOf(name).expect, pattern!.cases.ledger)).toEqual([])
    expect(missing).toEqual([])
    expect(beats).toHaveLength(caseOf(name).beats.length)
  })

  test('runs have their number in name and input, children know who started them', () => {
    const [first, last] = [busy.executions[0]!, busy.executions.at(-1)!]
    expect(first).toMatchObject({ index: 0, name: 'order-1', machine: 'Pickup', workflow: 'workflow', run: 1, at: 0 })
    expect(JSON.parse(first.recording.events[0]!.executionStartedEventDetails!.input!)).toEqual({ orderId: 'STROOP-1', n: 1 })
    expect(last).toMatchObject({ machine: 'CountBoxes', workflow: 'count-boxes', recording: { type: 'EXPRESS' } })
    expect(last.run).toBeUndefined()
    expect(busy.executions[last.startedBy!]!.workflow).toBe('workflow')
  })

  test('an action is done to its run alone', () => {
    expect(busy.executions.filter(({ recording }) => recording.status === 'ABORTED').map(({ run, recording }) => [run, recording.error, recording.elapsed])).toEqual([[3, 'Stopped', 2]])
  })

  test('the same name gives the open execution or is refused, as StartExecution does; Express starts anew', async () => {
    const { world } = await playWorld(pattern!, caseOf('twice'))
    expect(world.starts.map(({ run, outcome, execution, exception }) => [run, outcome, execution ?? exception])).toEqual([
      [1, 'started', 0],
      [2, 'same', 0],
      [3, 'refused', 'ExecutionAlreadyExists'],
      [4, 'refused', 'ExecutionAlreadyExists'],
      [5, 'started', expect.any(Number)],
      [6, 'refused', 'InvalidName'],
    ])
  })

  test('an alias sends starts to its versions by weight, and to one alone once it is told to', async () => {
    const { world } = await playWorld(pattern!, caseOf('canary'))
    const started = world.executions.filter(({ run }) => run !== undefined)
    expect(new Set(started.map(({ workflow, version }) => `${version} ${workflow}`))).toEqual(new Set(['1 workflow', '2 count-boxes']))
    expect(started.filter(({ version, at }) => version === '2' && at > 1200)).toEqual([])
    expect(gaugeAt(world.gauges, 'live:2', 600)).toBe(20)
  })

  test('it is the same whatever pauses are made', async () => {
    let asked = 0
    const { world } = await playWorld(pattern!, caseOf('busy'), {
      pause: () => ++asked % 7 === 0 ? new Promise(resolve => setImmediate(resolve)) : undefined,
    })
    expect(asked).toBeGreaterThan(100)
    expect(JSON.stringify(world)).toBe(JSON.stringify(busy))
  })

  test('another seed is another run', async () => {
    const { world } = await playWorld(pattern!, { ...caseOf('busy'), seed: 2 })
    expect(world.elapsed).not.toBe(busy.elapsed)
    expect(mostOf(world.gauges, 'calling')).toBeLessThanOrEqual(4)
  })
})

describe('at any moment', () => {
  test('the counts add up to the executions that were started, and only grow; Express executions have no billed transitions', () => {
    fc.assert(fc.property(moments, moments, (a, b) => {
      const [early, late] = [viewWorld(busy, Math.min(a, b)), viewWorld(busy, Math.max(a, b))]
      for (const [view, at] of [[early, Math.min(a, b)], [late, Math.max(a, b)]] as const) {
        const { running, succeeded, failed, aborted, timedOut, transitions } = view.totals
        expect(running + succeeded + failed + aborted + timedOut).toBe(busy.executions.filter(execution => execution.at <= at).length)
        const billed = view.executions.filter(({ index }) => busy.executions[index]!.recording.type === 'STANDARD')
        expect(billed.length).toBeLessThan(view.executions.length)
        expect(transitions).toBe(billed.reduce((sum, { meters }) => sum + meters.transitions, 0))
      }
      early.executions.forEach(({ position }, index) => expect(position).toBeLessThanOrEqual(late.executions[index]!.position))
      expect(early.totals.dollars).toBeLessThanOrEqual(late.totals.dollars)
    }))
  })

  test('what happens at that very moment has happened', () => {
    for (const execution of busy.executions) {
      const { events } = execution.recording
      events.forEach(({ timestamp }, index) => {
        const position = positionAt(execution, execution.at + (timestamp - events[0]!.timestamp) / 1000)
        expect(position).toBeGreaterThan(index)
        expect(events[position]?.timestamp ?? Number.POSITIVE_INFINITY).toBeGreaterThan(timestamp)
      })
    }
  })

  test('the children of a Map Run are all accounted for', () => {
    fc.assert(fc.property(moments, (at) => {
      for (const series of busy.mapRuns) {
        const counts = countsAt(series, at)
        expect(CHILD_STATUSES.reduce((sum, status) => sum + counts[status], 0)).toBe(series.children)
        const shown = childrenAt(series, at)
        CHILD_STATUSES.forEach((status, number) => expect(shown.filter(child => child === number).length).toBe(counts[status]))
      }
    }))
  })

  test('the ledger of the world is the sum of the ledgers of its executions', () => {
    fc.assert(fc.property(moments, (at) => {
      const accounts = pattern!.cases.ledger
      const sums = accounts.map((_, index) => busy.executions.reduce((sum, execution) => sum + ledgerAt(execution.recording, accounts, positionAt(execution, at))[index]!.value, 0))
      expect(worldLedgerAt(busy, accounts, at).map(({ value }) => value)).toEqual(sums)
    }))
  })

  test('the states being worked on are those that the whole history leads to', () => {
    for (const { recording } of busy.executions.slice(0, 8)) {
      for (let position = 0; position <= recording.events.length; position++)
        expect(activeStates(recording, position)).toEqual(viewRun(recording, position).active)
    }
  })
})

test('the end is no success when no execution has succeeded', async () => {
  const jobs = (await readPattern('snippets', 'run-a-job')).pattern!
  const lastTone = async (name: string) => (await playWorld(jobs, jobs.cases.cases.find(item => item.name === name)!)).beats.at(-1)!.tone
  expect(await lastTone('minutes')).toBe('succeeded')
  expect(await lastTone('stopped')).toBe('failed')
})

test('a Map Run keeps at most 500 moments, the last among them, and names what went wrong', () => {
  for (const series of busy.mapRuns) {
    expect(series.times.length).toBeLessThanOrEqual(500)
    expect(series).toMatchObject({ state: 'ShipBoxes', label: 'ShipBoxes', status: 'SUCCEEDED', total: 3, children: 3, tolerated: { percentage: 50 }, errors: { 'Shipping.NoVan': 1 } })
    expect(series.succeeded.at(-1)! + series.failed.at(-1)!).toBe(3)
  }
})
