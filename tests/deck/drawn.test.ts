import { describe, expect, test } from 'vitest'
import { askingRows } from '../../components/drawn/time/asking.ts'
import { childDollars, crossings } from '../../components/drawn/bills/break-even.ts'
import { fieldPart, pollingDay } from '../../components/drawn/bills/laps.ts'
import { loopLives, waitingLives } from '../../components/drawn/time/lifetimes.ts'
import { canaryRows, RUN_SECONDS } from '../../components/drawn/long-runs.ts'
import { millionRows } from '../../components/drawn/bills/map-bills.ts'
import { attemptsOf, meanWait, RETRIERS, retryRows } from '../../components/drawn/time/retriers.ts'
import { addedTimeouts, agentRows, PAUSE, TRIES } from '../../components/drawn/time/timeouts.ts'
import { branchRows } from '../../components/drawn/time/branches.ts'
import { silenceRows } from '../../components/drawn/time/silence.ts'
import { turnsOf } from '../../components/drawn/story/turns.ts'
import { besideMoment, stripWords } from '../../components/drawn/time/strip.ts'
import { readPattern } from '../../engine/cli/pattern-folder.ts'
import { playCase } from '../../engine/simulation/play/play-case.ts'
import { byId } from '../../facts/by-id.ts'
import { figures } from '../../facts/figures.ts'
import { facts } from '../facts/facts.ts'
import { writtenSlides } from './slides.ts'

const numbers = figures(facts)
const year = byId(facts.quotas, 'standard-duration').value!
const slides = await writtenSlides()
const titles = slides.map(({ title }) => title)

async function run(slug: string, name: string) {
  const { pattern } = await readPattern('snippets', slug)
  return (await playCase(pattern!, pattern!.cases.cases.find(item => item.name === name)!)).recording
}

describe('a day of polling', () => {
  const hours = pollingDay(numbers, 30)

  test('has as many dots as the day has transitions, and those of a full history are the last', () => {
    expect(hours.reduce((sum, { alive, after }) => sum + alive + after, 0)).toBe(numbers.polling(86_400, 30).transitions)
    expect(hours.reduce((sum, { alive }) => sum + alive, 0)).toBe(numbers.pollLaps * numbers.pollLap.transitions)
    expect(hours.slice(0, 23).every(({ after }) => after === 0)).toBe(true)
    expect(hours[23]!.after).toBeGreaterThan(0)
  })

  test.each([[0, 360, 36], [0, 51, 36], [51, 360, 36], [0, 0, 36], [5, 7, 36]])('dots %i to %i are covered once', (from, to, rows) => {
    const seen = fieldPart(from, to, rows).flatMap(part => Array.from({ length: part.columns }, (_, column) =>
      Array.from({ length: part.rows }, (_, row) => (part.column + column) * rows + part.row + row)).flat())
    expect(seen).toEqual(Array.from({ length: to - from }, (_, index) => from + index))
  })

  test('costs what its slide says', () => {
    expect(titles).toContain(`A day of waiting: $${numbers.polling(86_400, 30).dollars.toFixed(3)} or $${numbers.waitingDollars.toFixed(6)}`)
  })
})

test('a job of five minutes is asked for ten times, and told of once', async () => {
  const { rows: [asked, told], end } = askingRows(numbers, await run('run-a-job', 'loop'), await run('run-a-job', 'sync'))
  expect(end).toBe(300)
  expect(asked!.moments!.map(({ at }) => at)).toEqual([30, 60, 90, 120, 150, 180, 210, 240, 270, 300])
  expect([asked!.comesTo, asked!.more, told!.comesTo]).toEqual(['32 transitions', '2,777 laps, and dead', '1 transition'])
})

test('a loop ends when its history is full, a token when the quota ends it', () => {
  const rows = waitingLives(numbers, byId(facts.costs, 'waiting-task'), year)
  expect(rows.map(({ comesTo }) => comesTo)).toEqual(['23.1 hours', '9.6 days', '1 year'])
  expect(rows.map(({ note }) => note)).toEqual(['a lap: 9 events, 3 transitions', 'a lap: 9 events, 3 transitions', '6 events, 1 transition'])
})

test('a look every hour fills a history long before the year is over', () => {
  const [history, clock] = loopLives(numbers, { events: byId(facts.quotas, 'history-events').value!, longest: year })
  expect([history!.comesTo, clock!.comesTo, clock!.note]).toEqual(['115 days', '1 year', 'would be 78,840 events'])
})

describe('retries', () => {
  test('come when the engine says', () => {
    expect(attemptsOf(RETRIERS.defaults)).toEqual([0, 1, 3, 7])
    expect(attemptsOf(RETRIERS.doubling)).toEqual([0, 2, 6, 14, 30, 62, 126])
    expect(attemptsOf(RETRIERS.capped)).toEqual([0, 2, 6, 14, 24, 34, 44])
  })

  test('with full jitter come anywhere up to that, and wait half as long on average', () => {
    expect(attemptsOf(RETRIERS.jitter, () => 0.5).at(-1)).toBe(meanWait(RETRIERS.jitter))
    expect(meanWait(RETRIERS.jitter)).toBe(meanWait(RETRIERS.capped) / 2)
    const { crowd } = retryRows(numbers).at(-1)!
    expect(crowd!.length).toBe(25 * 7)
    expect(Math.max(...crowd!)).toBeLessThan(44)
    expect(new Set(crowd).size).toBeGreaterThan(25 * 5)
  })

  test('are those of the machines that run on the slides before', async () => {
    const { pattern } = await readPattern('snippets', 'retry-jitter')
    const retrierIn = (stem: string) => {
      const state = pattern!.workflows[stem]!.States.ChargeCard as { Retry: { ErrorEquals: string[] }[] }
      const { ErrorEquals: _, ...fields } = state.Retry.find(one => one.ErrorEquals.includes('Payment.Throttled'))!
      return fields
    }
    const { ErrorEquals: _, ...jitter } = RETRIERS.jitter
    const { ErrorEquals: __, ...capped } = RETRIERS.capped
    const { BackoffRate: rate = 2, ...withJitter } = retrierIn('workflow') as { BackoffRate?: number }
    const { BackoffRate: otherRate = 2, ...without } = retrierIn('no-jitter') as { BackoffRate?: number }
    expect([rate, otherRate]).toEqual([2, 2])
    expect(withJitter).toEqual(jitter)
    expect(without).toEqual(capped)
  })

  test('cost what their slide says', () => {
    expect(retryRows(numbers).map(({ comesTo, more }) => `${comesTo}, ${more}`)).toEqual(['7 s, 4 transitions', '126 s, 7 transitions', '44 s, 7 transitions', '≈ 22 s, 7 transitions'])
    expect(titles).toContain('Six retries: 44 seconds, seven transitions')
  })
})

test('a million rows cost what their slide says', () => {
  expect(millionRows(numbers).map(({ text }) => text)).toEqual(['USD 75', 'USD 1.21', 'USD 0.11'])
  expect(titles).toContain('A million rows: USD 75, or eleven cents')
})

test('where the lines cross, child and steps cost the same', () => {
  const points = crossings(numbers, [1, 3, 10])
  expect(points.map(({ seconds }) => Math.round(seconds))).toEqual([23, 71, 239])
  // The bill goes up in steps of 100 ms.
  for (const { seconds, dollars } of points) {
    expect(childDollars(numbers, Math.floor(seconds * 10) / 10)).toBeLessThanOrEqual(dollars)
    expect(childDollars(numbers, Math.ceil(seconds * 10) / 10)).toBeGreaterThanOrEqual(dollars)
  }
  expect(titles).toContain('23 seconds for each transition saved')
})

test('a robot that dies in minute ten is missed in hour eight, or in minute eleven', async () => {
  const { rows, end } = silenceRows(await run('heartbeat-job', 'deaf'), await run('heartbeat-job', 'flat-line'))
  expect(rows.map(({ note, comesTo }) => [note, comesTo])).toEqual([['28800 seconds', 'hour 8'], ['60 seconds', 'minute 11']])
  expect(rows.map(({ stretches }) => stretches!.map(({ to }) => to))).toEqual([[600, 28_800], [600, 660]])
  expect(end).toBe(28_800)
})

test('a question that nobody answers changes hands on days 1, 3 and 5', async () => {
  expect(turnsOf(await run('human-approval', 'silence'))).toEqual([
    { state: 'AskLead', days: 1, until: 1 },
    { state: 'RemindLead', days: 2, until: 3 },
    { state: 'AskBoth', days: 2, until: 5 },
  ])
})

test('a clean conscience costs what its slide says', async () => {
  const [well, undone] = [await run('saga', 'happy'), await run('saga', 'no-van')].map(recording => recording.meters().transitions)
  expect(undone! - well!).toBe(4)
  expect(titles).toContain('A clean conscience: four transitions more')
})

test('a step of a canary is over before the slowest run is', () => {
  const step = byId(facts.quotas, 'alias-interval').value! * 60
  expect(canaryRows(step).map(({ comesTo }) => comesTo)).toEqual(['35 hours', '72 hours'])
  expect(step).toBeLessThan(RUN_SECONDS / 2)
})

describe('timeouts one after the other', () => {
  const leaves = byId(facts.quotas, 'api-gateway-timeout').value!

  test('are those of the machine that has no budget', async () => {
    const { pattern } = await readPattern('snippets', 'time-budget')
    const states = pattern!.workflows['no-budget']!.States as unknown as Record<string, { Type: string, TimeoutSeconds: number, Retry: { ErrorEquals: string[], MaxAttempts: number, IntervalSeconds?: number }[] }>
    // What Lambda refuses is refused at once: only a try that times out takes its whole time.
    const tries = Object.entries(states).map(([state, { TimeoutSeconds: seconds, Retry }]) => ({ state, seconds, tries: 1 + (Retry.find(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'))?.MaxAttempts ?? 0) }))
    expect(tries).toEqual(TRIES)
    expect(states.AskCourier!.Retry[0]!.IntervalSeconds ?? 1).toBe(PAUSE)
  })

  test('outlast the caller by seventeen seconds', () => {
    const { rows, end } = addedTimeouts(leaves)
    expect([end, end - leaves]).toEqual([46, 17])
    expect(rows.map(({ comesTo }) => comesTo)).toEqual(['second 29', 'second 5', 'second 36', 'second 46'])
    expect(rows[2]!.stretches).toEqual([{ from: 5, to: 20, tone: 'work' }, { from: 21, to: 29, tone: 'work' }, { from: 29, to: 36, tone: 'vain' }])
  })

  test('of an agent end from the inside to the outside, as in the machine that runs', async () => {
    const { pattern } = await readPattern('snippets', 'agent-step')
    const { TimeoutSeconds: task, Arguments } = pattern!.definition.States.AskAgent as unknown as { TimeoutSeconds: number, Arguments: { TimeoutSeconds: number } }
    const ends = { own: Arguments.TimeoutSeconds, task, service: byId(facts.quotas, 'agent-task').value!, alone: byId(facts.quotas, 'harness-timeout').value! }
    expect(agentRows(ends).map(({ comesTo }) => comesTo)).toEqual(['600 s', '660 s', '900 s', '3,600 s'])
    const slide = slides.find(({ title }) => title === '600 < 660 < 900, and nobody is asked twice')!
    expect(slide.content).toContain(`<AgentEnds :own="${ends.own}" :task="${ends.task}" />`)
  })
})

test('a van takes as many boxes, and waits as long, as the machine that fills it says', async () => {
  const { pattern } = await readPattern('snippets', 'aggregator')
  const text = JSON.stringify(pattern!.definition)
  const [, boxes] = /":all":\{"N":"(\d+)"\}/.exec(text)!
  const [, seconds] = /\$full \? 0 : (\d+)/.exec(text)!
  expect(slides.find(({ title }) => title === 'Twelve boxes, one van')!.content).toContain(`<BoxesForVan :boxes="${boxes}" :minutes="${Number(seconds) / 60}" />`)
})

test('a courier bears as many dots as the replay’s gauge allows calls', async () => {
  const { pattern } = await readPattern('snippets', 'dead-letter-replay')
  expect(slides.find(({ title }) => title === 'A bad deploy fails four thousand orders')!.content).toContain(`:bears="${pattern!.cases.gauges.find(({ name }) => name === 'calls')!.most}"`)
})

test('calls at once take as long as the slowest, and cost one transition more', async () => {
  const { rows, end } = branchRows(await run('parallel-join', 'sequence'), await run('parallel-join', 'together'))
  expect(end).toBe(17)
  expect(rows.map(({ note, comesTo, more }) => [note, comesTo, more])).toEqual([
    ['3 transitions', '17 s', 'the sum'], ['4 transitions', '10 s', 'the slowest'], [undefined, '2 s', undefined], [undefined, '5 s', undefined],
  ])
})

test('what a strip draws, it says in words', () => {
  expect(stripWords({ name: 'job', comesTo: '8 h', stretches: [{ from: 0, to: 600, tone: 'work' }, { from: 600, to: 28_800, tone: 'lost' }], moments: [{ at: 28_800, sign: 'dead', text: 'known' }] }))
    .toBe('goes on from 0 s to 10 min, nobody knows from 10 min to 8 h, 8 h: known')
  expect(stripWords({ name: 'job', comesTo: '46 s', stretches: [{ from: 29, to: 46, tone: 'vain' }] })).toBe('in vain from 29 s to 46 s')
  expect(stripWords({ name: 'call', comesTo: '1 s', moments: [{ at: 1, sign: 'call' }] })).toBe('1 s: a call')
  expect(stripWords({ name: 'calls', comesTo: '2 s', crowd: [2, 0.5, 1] })).toBe('3 calls from 0.5 s to 2 s')
})

test('a text stands where there is room beside its moment', () => {
  expect(besideMoment(0.1)).toEqual({ side: 'right', anchor: 'start' })
  expect(besideMoment(0.9)).toEqual({ side: 'left', anchor: 'end' })
})
