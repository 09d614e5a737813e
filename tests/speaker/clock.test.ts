import { expect, test } from 'vitest'
import { talkPlan } from '../../scripts/deck/minutes.ts'
import type { TalkPlan } from '../../talk/clock.ts'
import { clockText, enterChapter, goneOf, pauseClock, resetClock, startClock, timesOf } from '../../talk/clock.ts'
import { stoppedClock } from '../../talk/record.ts'

const minute = 60_000
const plan: TalkPlan = {
  chapters: ['', 'Waiting', 'Failing'],
  slides: [{ chapter: 0, seconds: 30 }, { chapter: 1, seconds: 60 }, { chapter: 1, seconds: 120 }, { chapter: 2, seconds: 90 }],
}
const begun = enterChapter(startClock(stoppedClock, 1 * minute), 1, 1 * minute)

test('a clock counts from its start, stands still in a pause, and goes on as if there had been none', () => {
  expect(goneOf(begun, 3 * minute)).toBe(120)
  const paused = pauseClock(begun, 3 * minute)
  expect(goneOf(paused, 10 * minute)).toBe(120)
  const on = startClock(paused, 10 * minute)
  expect(goneOf(on, 11 * minute)).toBe(180)
  expect(timesOf(on, plan, 2, 11 * minute).chapter.gone).toBe(180)
  expect(startClock(on, 12 * minute)).toBe(on)
  expect(goneOf(resetClock(), 12 * minute)).toBe(0)
})

test('a chapter has the time of all visits, and the minutes of all its slides', () => {
  const later = enterChapter(enterChapter(enterChapter(begun, 1, 2 * minute), 2, 3 * minute), 1, 5 * minute)
  expect(later.chapters).toHaveLength(3)
  expect(timesOf(later, plan, 3, 6 * minute).chapter).toEqual({ number: 1, title: 'Waiting', gone: 180, planned: 180 })
  expect(timesOf(later, plan, 4, 6 * minute).chapter).toEqual({ number: 2, title: 'Failing', gone: 120, planned: 90 })
  expect(enterChapter(stoppedClock, 2, minute)).toBe(stoppedClock)
})

test('a talk is ahead before a slide is due, behind after its time, and on time between', () => {
  const at = (seconds: number) => timesOf(begun, plan, 3, minute + seconds * 1000).ahead
  expect([at(60), at(90), at(210), at(240)]).toEqual([30, 0, 0, -30])
  expect(timesOf(stoppedClock, plan, 3, minute).ahead).toBe(0)
})

test('seconds read as a clock', () => {
  expect([0, 65.9, 3725, -20, -0.5].map(clockText)).toEqual(['0:00', '1:05', '1:02:05', '−0:20', '0:00'])
})

test('the plan is the minutes of the notes, for what is shown', async () => {
  const whole = await talkPlan(process.cwd())
  process.env.DECK_TALK = '1'
  const talk = await talkPlan(process.cwd()).finally(() => delete process.env.DECK_TALK)
  const minutes = ({ slides }: TalkPlan) => slides.reduce((sum, { seconds }) => sum + seconds, 0) / 60
  expect(minutes(talk)).toBeGreaterThan(30)
  expect(minutes(talk)).toBeLessThanOrEqual(45)
  expect(minutes(whole)).toBeGreaterThan(minutes(talk))
  expect(whole.chapters.length).toBe(1 + Math.max(...whole.slides.map(({ chapter }) => chapter)))
})
