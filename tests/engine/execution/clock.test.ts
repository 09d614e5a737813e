import { expect, test } from 'vitest'
import { Clock } from '../../../engine/asl/index.ts'

test('what is due at the same moment happens in the order asked for', async () => {
  const clock = new Clock(0)
  const seen: string[] = []
  clock.after(10, () => void seen.push('b'))
  clock.after(5, () => void seen.push('a'))
  clock.after(10, () => void seen.push('c'))
  clock.enqueue(() => void seen.push('now'))
  await clock.run()
  expect(seen).toEqual(['now', 'a', 'b', 'c'])
  expect(clock.now).toBe(10)
})

test('a cancelled timer does not move time', async () => {
  const clock = new Clock(0)
  clock.after(1000, () => {}).cancel()
  await clock.run()
  expect(clock.now).toBe(0)
  expect(clock.nextTimer).toBeUndefined()
})

test('running until a moment leaves later timers alone and stands at that moment', async () => {
  const clock = new Clock(0)
  const seen: number[] = []
  for (const at of [1, 2, 3]) clock.after(at, () => void seen.push(at))
  await clock.run(2)
  expect(seen).toEqual([1, 2])
  expect([clock.now, clock.nextTimer]).toEqual([2, 3])
})

test('nothing overtakes work that answers with a promise', async () => {
  const clock = new Clock(0)
  const seen: string[] = []
  clock.enqueue(async () => {
    await Promise.resolve()
    await Promise.resolve()
    seen.push('slow')
  })
  clock.enqueue(() => void seen.push('next'))
  await clock.run()
  expect(seen).toEqual(['slow', 'next'])
})

test('ten thousand timers come in order of time', async () => {
  const clock = new Clock(0)
  const seen: number[] = []
  for (let index = 0; index < 10_000; index++) clock.after((index * 7919) % 10_007, () => void seen.push(clock.now))
  await clock.run()
  expect(seen).toHaveLength(10_000)
  expect(seen.every((at, index) => index === 0 || at >= seen[index - 1]!)).toBe(true)
})
