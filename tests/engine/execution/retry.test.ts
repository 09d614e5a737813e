import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Retrier } from '../../../engine/asl/index.ts'
import { StateFailure } from '../../../engine/asl/execution/failure.ts'
import { nextRetry, RetryCounters, retryInterval } from '../../../engine/asl/execution/task/retry.ts'
import { answers, lambda, start } from './support.ts'

const all = (fields: Partial<Retrier>): Retrier => ({ ErrorEquals: ['States.ALL'], ...fields })

function delays(retrier: Retrier, random: () => number = () => 0.5): number[] {
  const counters = new RetryCounters([0])
  const found: number[] = []
  for (;;) {
    const retry = nextRetry([retrier], counters, new StateFailure('E', undefined), random)
    if (!retry) return found
    found.push(retry.delay)
  }
}

describe('waits', () => {
  test.each<[string, Partial<Retrier>, number[]]>([
    ['one, two, four seconds by default', {}, [1, 2, 4]],
    ['always the same at a rate of one', { IntervalSeconds: 5, BackoffRate: 1, MaxAttempts: 2 }, [5, 5]],
    ['no longer than the cap', { MaxAttempts: 6, MaxDelaySeconds: 10 }, [1, 2, 4, 8, 10, 10]],
    ['not at all without attempts', { MaxAttempts: 0 }, []],
    ['a part of it with full jitter', { JitterStrategy: 'FULL' }, [0.5, 1, 2]],
  ])('%s', (_what, fields, expected) => {
    expect(delays(all(fields))).toEqual(expected)
  })

  test('six attempts from one second, doubling: 63 seconds in all, 35 with a cap of ten', () => {
    const sum = (fields: Partial<Retrier>) => delays(all({ MaxAttempts: 6, ...fields })).reduce((a, b) => a + b)
    expect([sum({}), sum({ MaxDelaySeconds: 10 })]).toEqual([63, 35])
  })

  test('jitter never goes beyond the interval, nor below zero', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20 }), fc.double({ min: 0, max: 0.999999, noNaN: true }), fc.integer({ min: 1, max: 60 }), (attempts, random, cap) => {
      const retrier = all({ MaxAttempts: attempts, MaxDelaySeconds: cap, JitterStrategy: 'FULL' })
      delays(retrier, () => random).forEach((delay, attempt) => {
        expect(delay).toBeGreaterThanOrEqual(0)
        expect(delay).toBeLessThanOrEqual(retryInterval(retrier, attempt) + 0.001)
      })
    }))
  })
})

test('the context object counts the retries', async () => {
  const seen: unknown[] = []
  const { clock, execution } = start({
    StartAt: 'T',
    States: { T: { Type: 'Task', Resource: lambda, Parameters: { 'retry.$': '$$.State.RetryCount' }, Retry: [{ ErrorEquals: ['States.ALL'] }], End: true } },
  }, {
    tasks: (call) => {
      seen.push(call.parameters)
      answers(seen.length < 3 ? 'Busy' : { output: 1 })(call)
    },
  })
  await clock.run()
  expect(seen).toEqual([{ retry: 0 }, { retry: 1 }, { retry: 2 }])
  expect(execution.transitions).toBe(3)
})
