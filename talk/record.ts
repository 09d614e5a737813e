/** Where a talk stands. All of its windows show the same one: slide, click and everything that was changed by hand. */
export interface TalkState {
  /** The slide, from 1. */
  slide: number
  /** Its click, from 0. */
  clicks: number
  /** What was changed by hand, as JSON texts by the key of who it belongs to: a fork, a pane, a zoom. */
  free: Readonly<Record<string, string>>
  /** Whether the audience sees nothing. */
  black: boolean
  clock: TalkClock
}

/** The time of a talk: milliseconds since 1970, by the clock of the machine that leads. */
export interface TalkClock {
  status: 'stopped' | 'running' | 'paused'
  /** When it began; moved on by every pause, so that what has passed is `now - startedAt`. 0 while stopped. */
  startedAt: number
  /** When it was paused; 0 unless it is. */
  pausedAt: number
  /** When which chapter was entered, oldest first; chapters by their number, 0 before the first. */
  chapters: readonly { chapter: number, at: number }[]
}

/** A state with its place in the order of all that the talk has been through. */
export interface TalkRecord {
  /** Counts up with every change. */
  revision: number
  /** When the talk began, by the clock of the machine that leads, in milliseconds since 1970: tells one talk from another. */
  since: number
  /** The window that made the change; decides between two that counted alike. */
  by: string
  state: TalkState
}

export const stoppedClock: TalkClock = { status: 'stopped', startedAt: 0, pausedAt: 0, chapters: [] }

const LIMITS = { slide: 10_000, clicks: 1_000_000, freeKeys: 500, freeText: 20_000, chapters: 1_000, revision: 1_000_000_000 }

/** A talk that has not begun: the cover, nothing changed by hand. */
export const firstState: TalkState = { slide: 1, clicks: 0, free: {}, black: false, clock: stoppedClock }

/**
 * The record after a change: one more revision, by the window that leads.
 *
 * @param record what the change was made to; none where the talk begins
 * @param by the window
 * @param state what holds now
 * @param now the time by the clock of the machine that leads, in milliseconds since 1970
 */
export function following(record: TalkRecord | undefined, by: string, state: TalkState, now: number): TalkRecord {
  return { revision: (record?.revision ?? 0) + 1, since: record?.since ?? now, by, state }
}

/** Whether the first record comes after the second; the same answer in every window, whatever the order they hear of them. */
export function isNewer(one: TalkRecord, other: TalkRecord | undefined): boolean {
  return !other || one.revision > other.revision || (one.revision === other.revision && one.by > other.by)
}

/**
 * Reads a record that came from elsewhere: another window, a phone, storage. Nothing of it is believed.
 *
 * @returns a record of its own making, or undefined where anything is missing, of another type, or larger than a talk can be
 */
export function readRecord(value: unknown): TalkRecord | undefined {
  if (!isObject(value) || !isCount(value.revision, LIMITS.revision) || !isMoment(value.since) || !isName(value.by))
    return
  const state = readState(value.state)
  return state && { revision: value.revision, since: value.since, by: value.by, state }
}

function readState(value: unknown): TalkState | undefined {
  if (!isObject(value) || !isCount(value.slide, LIMITS.slide) || value.slide < 1 || !isCount(value.clicks, LIMITS.clicks) || typeof value.black !== 'boolean')
    return
  const clock = readClock(value.clock)
  const free = readFree(value.free)
  return clock && free && { slide: value.slide, clicks: value.clicks, free, black: value.black, clock }
}

function readFree(value: unknown): Record<string, string> | undefined {
  if (!isObject(value))
    return
  const entries = Object.entries(value)
  const sound = entries.length <= LIMITS.freeKeys
    && entries.every(([key, text]) => key.length <= 200 && !(key in Object.prototype) && typeof text === 'string' && text.length <= LIMITS.freeText && isJson(text))
  return sound ? Object.fromEntries(entries as [string, string][]) : undefined
}

function readClock(value: unknown): TalkClock | undefined {
  if (!isObject(value) || !isMoment(value.startedAt) || !isMoment(value.pausedAt) || !Array.isArray(value.chapters) || value.chapters.length > LIMITS.chapters)
    return
  if (value.status !== 'stopped' && value.status !== 'running' && value.status !== 'paused')
    return
  const chapters: { chapter: number, at: number }[] = []
  for (const item of value.chapters as unknown[]) {
    if (!isObject(item) || !isCount(item.chapter, LIMITS.slide) || !isMoment(item.at))
      return
    chapters.push({ chapter: item.chapter, at: item.at })
  }
  return { status: value.status, startedAt: value.startedAt, pausedAt: value.pausedAt, chapters }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most
}

function isMoment(value: unknown): value is number {
  return Number.isFinite(value) && (value as number) >= 0 && (value as number) < 8.64e15
}

export function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 64
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  }
  catch {
    return text === ''
  }
}
