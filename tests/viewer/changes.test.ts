import { effectScope } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { lookAgain, onChange, watchChanges } from '../../viewer/state/changes.ts'

/** As much of a page as watching needs. */
const page = { hidden: false, listeners: [] as (() => void)[], addEventListener: (_: string, listener: () => void) => void page.listeners.push(listener) }

function turnTo(hidden: boolean): void {
  page.hidden = hidden
  for (const listener of page.listeners) listener()
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', page)
})
afterEach(() => {
  turnTo(true)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('a server that does not tell is asked less and less often while nothing happens, and not at all while nobody looks', async () => {
  const looks: number[] = []
  let isNews = false
  let before = performance.now()
  const scope = effectScope()
  scope.run(() => onChange(async () => {
    looks.push(Math.round(performance.now() - before))
    before = performance.now()
    return isNews
  }))
  watchChanges()
  await vi.advanceTimersByTimeAsync(200_000)
  expect(looks).toEqual([0, 2000, 3000, 4500, 6750, 10_125, 15_187, 22_781, 30_000, 30_000, 30_000, 30_000])

  looks.length = 0
  turnTo(true)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(looks).toEqual([])

  before = performance.now()
  turnTo(false)
  await vi.advanceTimersByTimeAsync(5500)
  expect(looks).toEqual([0, 2000, 3000])

  // What somebody does here, and what is new, is followed more closely again.
  looks.length = 0
  isNews = true
  before = performance.now()
  lookAgain()
  await vi.advanceTimersByTimeAsync(6500)
  expect(looks).toEqual([0, 2000, 2000, 2000])

  looks.length = 0
  scope.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(looks).toEqual([])
})
