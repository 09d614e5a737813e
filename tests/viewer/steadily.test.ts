import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { steadily } from '../../viewer/state/steadily.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

it('is done once at a time, with a pause, however often it is asked for', async () => {
  let under = 0
  const begun: number[] = []
  const start = performance.now()
  const again = steadily(async () => {
    begun.push(Math.round(performance.now() - start))
    expect(++under).toBe(1)
    await new Promise(resolve => setTimeout(resolve, 100))
    under--
    return begun.length
  }, 1000)
  const first = again()
  for (let at = 0; at < 50; at++) {
    void again()
    await vi.advanceTimersByTimeAsync(50)
  }
  expect(await first).toBe(1)
  await vi.runAllTimersAsync()
  expect(begun).toEqual([0, 1000, 2000, 3000])
})

it('is done at once for who has just asked for something else', async () => {
  const begun: number[] = []
  const start = performance.now()
  const again = steadily(async () => begun.push(Math.round(performance.now() - start)), 1000)
  await again()
  await again(true)
  void again()
  await vi.runAllTimersAsync()
  expect(begun).toEqual([0, 0, 1000])
})

it('goes on after it has failed', async () => {
  let times = 0
  const again = steadily(async () => {
    if (times++ === 0) throw new Error('once')
    return times
  }, 10)
  await expect(again()).rejects.toThrow('once')
  const second = again()
  await vi.runAllTimersAsync()
  expect(await second).toBe(2)
})
