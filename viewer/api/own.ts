/** What only `asl serve` has, under `/_asl/`: other servers go without. */

import type { Place } from './aws.ts'

/** What a page can do with a server; see engine/server/page/about.ts. */
export interface About {
  endpoint: string
  readOnly: boolean
  hasClock: boolean
  accounts: Place[]
  cases: Record<string, string[]>
}

export interface ClockReading {
  mode: 'real' | 'fast' | 'manual'
  /** ISO 8601. */
  now: string
  /** When something comes next. */
  next?: string
  /** A second of virtual time takes so many of the wall's; 1 where it is left out. */
  scale?: number
  /** Whether it has been moved. */
  moved?: boolean
}

/** A request that somebody has sent; see engine/server/page/request-log.ts. */
export interface LoggedRequest {
  number: number
  id: string
  at: string
  what: string
  account?: string
  region?: string
  request?: string
  status: number
  error?: string
  message?: string
  milliseconds: number
  client?: string
}

/** Who has answered an attempt at a task; see engine/server/page/answer-log.ts. */
export interface LoggedAnswer {
  number: number
  kind: 'case' | 'activity' | 'function' | 'endpoint' | 'token' | 'simulated account'
  name?: string
  state: string
  /** Of the attempt. */
  scheduledEventId: number
  outcome: 'succeeded' | 'failed'
}

/** How to move the clock. */
export type Move = { advance: string } | { to: string } | { next: true }

export function readAbout(): Promise<About> {
  return own('about')
}

export function readClock(): Promise<ClockReading> {
  return own('clock')
}

/** Those after a number, the latest first. */
export function readLog(after: number): Promise<LoggedRequest[]> {
  return own(`log?after=${after}`)
}

/** Those of an execution after a number, the latest first. */
export function readAnswers(executionArn: string, after: number): Promise<LoggedAnswer[]> {
  return own(`answers?execution=${encodeURIComponent(executionArn)}&after=${after}`)
}

/**
 * Moves the clock, and waits until all that was due has happened.
 *
 * @throws Error with what is wrong with the moment
 */
export function moveClock(move: Move): Promise<ClockReading> {
  return own('clock', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Asl-Page': '1' }, body: JSON.stringify(move) })
}

async function own<Answer>(path: string, request: RequestInit = { headers: { 'X-Asl-Page': '1' } }): Promise<Answer> {
  const response = await fetch(`./_asl/${path}`, { cache: 'no-store', ...request })
  const answer = await response.json() as Answer & { message?: string }
  if (!response.ok)
    throw new Error(answer.message ?? `HTTP ${response.status}`)
  return answer
}
