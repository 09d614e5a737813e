import { describe, expect, it } from 'vitest'
import { byId, figures, priceTable } from '../../facts/index.ts'
import { facts } from './facts.ts'

const derived = figures(facts)
const hours = (seconds: number) => seconds / 3600

describe('polling from inside the machine', () => {
  it('takes 9 events and 3 transitions a lap, so the history is full after 2,777 laps', () => {
    expect(derived.pollLap).toEqual({ events: 9, transitions: 3 })
    expect(derived.pollLaps).toBe(2777)
  })

  it('lasts 23.1 hours at 30 s, 46.3 at 60 s and 9.6 days at 5 minutes', () => {
    expect(hours(derived.pollLifetime(30))).toBeCloseTo(23.1, 1)
    expect(hours(derived.pollLifetime(60))).toBeCloseTo(46.3, 1)
    expect(hours(derived.pollLifetime(300)) / 24).toBeCloseTo(9.6, 1)
  })

  it('costs $0.216 a day at 30 s, against $0.000025 for a state that waits', () => {
    const day = derived.polling(86_400, 30)
    expect(day.transitions).toBe(8640)
    expect(day.dollars).toBeCloseTo(0.216, 6)
    expect(derived.waitingDollars).toBeCloseTo(0.000025, 9)
  })

  it('is what the timeline says about callbacks', () => {
    const { transitions } = derived.polling(86_400, 30)
    expect(byId(facts.timeline, 'S12').correction).toContain(`${transitions.toLocaleString('en-US')} transitions`)
  })
})

describe('retries', () => {
  it('wait 63 s over six attempts, 35 s with a ceiling of 10 s', () => {
    const retrier = { interval: 1, rate: 2, attempts: 6 }
    expect(derived.retryWait(retrier)).toBe(63)
    expect(derived.retryWait({ ...retrier, ceiling: 10 })).toBe(35)
  })

  it('wait 126 s from two seconds on, 44 s with a ceiling of 10 s, as the slide says', () => {
    const retrier = { interval: 2, rate: 2, attempts: 6 }
    expect(derived.retryWait(retrier)).toBe(126)
    expect(derived.retryWait({ ...retrier, ceiling: 10 })).toBe(44)
  })

  it('wait 7 s with the defaults', () => {
    const value = (id: string) => byId(facts.quotas, id).value!
    expect(derived.retryWait({ interval: value('retry-interval'), rate: value('retry-backoff'), attempts: value('retry-attempts') })).toBe(7)
  })

  it('of a thousand waiters with ten attempts each cost $0.25 and 30,000 events', () => {
    const retry = byId(facts.costs, 'retry')
    expect(derived.standardDollars(10_000, retry.transitions)).toBeCloseTo(0.25, 6)
    expect(10_000 * retry.events).toBe(30_000)
  })
})

describe('the bill', () => {
  it('of a million runs with 5 transitions is $125 Standard, $3.08 as 2 s of Express', () => {
    expect(derived.standardDollars(1_000_000, 5)).toBeCloseTo(125, 6)
    expect(derived.expressDollars(1_000_000, 2000)).toBeCloseTo(3.08, 2)
  })

  it('of a million runs with 10 states is $250 Standard, $2.04 as 1 s of Express', () => {
    expect(derived.standardDollars(1_000_000, 10)).toBeCloseTo(250, 6)
    expect(derived.expressDollars(1_000_000, 1000)).toBeCloseTo(2.04, 2)
  })

  it('of a million items is $75 as Standard children, $1.21 as Express children, $0.11 in batches of 100', () => {
    expect(derived.standardDollars(1_000_000, 3)).toBeCloseTo(75, 6)
    expect(derived.expressDollars(1_000_000, 200)).toBeCloseTo(1.21, 2)
    expect(derived.expressDollars(10_000, 10_000)).toBeCloseTo(0.11, 2)
  })

  it('rounds Express up to 100 ms and 64 MB', () => {
    expect(derived.expressDollars(1, 101, 65)).toBe(derived.expressDollars(1, 200, 128))
    expect(derived.expressDollars(1, 100, 64)).toBeLessThan(derived.expressDollars(1, 101, 64))
  })

  it('counts the memory of Express as the pricing page does, so 36 KB in 400 steps cost twice what 32 KB do', () => {
    const memory = (payloadKb: number) => derived.expressMemory({ definitionKb: 50, payloadKb, steps: 400 })
    expect(memory(32)).toBe(64)
    expect(memory(36)).toBe(128)
    const duration = (memoryMb: number) => derived.expressDollars(1, 1000, memoryMb) - byId(facts.prices, 'express-request').value / 1_000_000
    expect(duration(memory(36)) / duration(memory(32))).toBeCloseTo(2, 9)
  })

  it('is for the smallest memory while definition and steps stay below 14 MB', () => {
    expect(derived.expressMemory({ definitionKb: 0, payloadKb: 14_000, steps: 1 })).toBe(64)
    expect(derived.expressMemory({ definitionKb: 0, payloadKb: 14_001, steps: 1 })).toBe(128)
  })

  it('of an Express child stays below the transitions it saves for 23, 71 or 239 s', () => {
    expect([1, 3, 10].map(saved => Math.round(derived.expressBreakEven(saved)))).toEqual([23, 71, 239])
  })

  it('of five days of approval in six transitions is $0.00015', () => {
    expect(derived.standardDollars(1, 6)).toBeCloseTo(0.00015, 9)
  })
})

describe('the history', () => {
  it('holds 3,571 items of an inline Map with one Task, 1,470 with three', () => {
    expect(derived.inlineMapItems(1)).toBe(3571)
    expect(derived.inlineMapItems(3)).toBe(1470)
  })
})

describe('numbers agree with each other', () => {
  const value = (id: string) => byId(facts.quotas, id).value!

  it('in bytes', () => {
    expect(value('payload')).toBe(256 * 1024)
    expect(value('payload') / value('payload-before-2020')).toBe(8)
    expect(value('variables-total')).toBe(10 * 1024 * 1024)
  })

  it('between text and value', () => {
    for (const quota of facts.quotas) {
      const shown = quota.value?.toLocaleString('en-US')
      if (quota.value !== undefined && quota.value >= 1000 && !['s', 'bytes'].includes(quota.unit ?? '') && quota.id !== 'activity-pollers')
        expect(quota.text, quota.id).toContain(shown)
    }
    expect(byId(facts.quotas, 'payload').text).toContain('262,144')
    expect(byId(facts.prices, 'standard-transition').text).toContain('$0.025 per 1,000')
  })

  it('and a rate is one of 2026, or says that it may have moved', () => {
    const rates = facts.quotas.filter(({ id }) => /-(?:burst|rate)$/.test(id))
    expect(rates.length).toBeGreaterThan(0)
    expect(rates.filter(({ asOf, dated }) => !dated && !String(asOf).startsWith('2026')).map(({ id }) => id)).toEqual([])
  })

  it('in the table the meters count with', () => {
    const table = priceTable(facts.prices)
    expect(table.standardPerTransition).toBeCloseTo(0.000025, 12)
    expect(table.expressPerRequest).toBeCloseTo(0.000001, 12)
    expect(table).toMatchObject({ expressPerGbSecond: 0.00001667, expressMemoryStepMb: 64, expressMemoryBaseMb: 50, expressTimeStepMs: 100 })
  })

  it('and a price nobody has is an error that names it', () => {
    expect(() => priceTable([])).toThrow('unknown id standard-transition')
  })
})
