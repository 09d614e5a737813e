import type { TalkClock } from './record.ts'
import { stoppedClock } from './record.ts'

/** How long the talk should take, slide by slide. */
export interface TalkPlan {
  /** The chapters' titles by number; what comes before the first has none. */
  chapters: readonly string[]
  slides: readonly { chapter: number, seconds: number }[]
}

/** Where a talk stands in time; all in seconds. */
export interface TalkTimes {
  gone: number
  /** Of the chapter the slide is in. */
  chapter: { number: number, title: string, gone: number, planned: number }
  /** How much earlier than planned the slide is shown; below 0 how much later, 0 while its time lasts. */
  ahead: number
}

/** The clock started, or going on after a pause. The moments of a talk move on by the pause, so that differences are without it. */
export function startClock(clock: TalkClock, now: number): TalkClock {
  if (clock.status === 'stopped')
    return { status: 'running', startedAt: now, pausedAt: 0, chapters: [] }
  if (clock.status === 'running')
    return clock
  const pause = now - clock.pausedAt
  return {
    status: 'running',
    startedAt: clock.startedAt + pause,
    pausedAt: 0,
    chapters: clock.chapters.map(({ chapter, at }) => ({ chapter, at: at + pause })),
  }
}

export function pauseClock(clock: TalkClock, now: number): TalkClock {
  return clock.status === 'running' ? { ...clock, status: 'paused', pausedAt: now } : clock
}

export function resetClock(): TalkClock {
  return stoppedClock
}

/**
 * The clock after a step.
 *
 * @param clock as it was
 * @param chapter the number of the chapter that the talk is in now
 * @param now in milliseconds since 1970, as all moments of a clock
 * @returns the same clock where the step changes nothing of it
 */
export function enterChapter(clock: TalkClock, chapter: number, now: number): TalkClock {
  if (clock.status === 'stopped' || clock.chapters.at(-1)?.chapter === chapter)
    return clock
  const at = clock.status === 'paused' ? clock.pausedAt : now
  return { ...clock, chapters: [...clock.chapters, { chapter, at }] }
}

/** Seconds of the talk so far, without pauses. */
export function goneOf(clock: TalkClock, now: number): number {
  return clock.status === 'stopped' ? 0 : Math.max(0, endOf(clock, now) - clock.startedAt) / 1000
}

/**
 * Compares the clock with the plan.
 *
 * @param clock the talk's
 * @param plan how long the slides should take
 * @param slide the one that is shown, from 1
 * @param now in milliseconds since 1970
 */
export function timesOf(clock: TalkClock, plan: TalkPlan, slide: number, now: number): TalkTimes {
  const gone = goneOf(clock, now)
  const number = plan.slides[slide - 1]?.chapter ?? 0
  const before = sum(plan.slides.slice(0, slide - 1))
  const through = sum(plan.slides.slice(0, slide))
  const inChapter = clock.chapters.reduce((total, { chapter, at }, index) =>
    chapter === number ? total + Math.max(0, (clock.chapters[index + 1]?.at ?? endOf(clock, now)) - at) : total, 0)
  return {
    gone,
    chapter: { number, title: plan.chapters[number] ?? '', gone: inChapter / 1000, planned: sum(plan.slides.filter(one => one.chapter === number)) },
    ahead: clock.status === 'stopped' ? 0 : gone < before ? before - gone : Math.min(0, through - gone),
  }
}

function endOf(clock: TalkClock, now: number): number {
  return clock.status === 'paused' ? clock.pausedAt : now
}

function sum(slides: TalkPlan['slides']): number {
  return slides.reduce((total, { seconds }) => total + seconds, 0)
}

/** Seconds as people read a clock: `3:10`, `1:02:05`, `−0:20`. */
export function clockText(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, String(whole % 60).padStart(2, '0')]
  return `${seconds < 0 && whole > 0 ? '−' : ''}${hours ? `${hours}:${String(minutes).padStart(2, '0')}` : minutes}:${rest}`
}
