/** The clock by request: `GET /_asl/clock` tells the time and when something comes next, `POST /_asl/clock` moves it. */

import { isObject, type Json } from '../asl/index.ts'
import type { ClockDriver } from '../service/index.ts'
import { parseDuration } from '../simulation/duration.ts'
import type { Reply } from './reply.ts'

/**
 * Tells the time, or moves the clock: `{"advance": "3d"}`, `{"to": "2026-12-24T18:00:00Z"}`, or `{"next": true}` to what comes next.
 *
 * @param method GET or POST
 * @param type what the body says it is: only JSON moves anything, which no page can send unasked
 */
export async function controlClock(driver: ClockDriver, method: string, type: string, body: string): Promise<Reply> {
  if (method === 'GET') return told(driver)
  if (method !== 'POST' || !/^application\/json\b/.test(type)) return wrong('The clock is moved by POST with the content type application/json.')
  const asked = read(body)
  if (!isObject(asked)) return wrong('The clock is moved by an object: {"advance": "3d"}, {"to": "2026-12-24T18:00:00Z"} or {"next": true}.')
  if (asked.next === true) {
    const moved = await driver.moveToNext()
    return told(driver, moved)
  }
  const seconds = asked.advance === undefined ? undefined : parseDuration(asked.advance)
  const time = seconds === undefined ? typeof asked.to === 'string' ? Date.parse(asked.to) : Number.NaN : driver.now + seconds * 1000
  if (!Number.isFinite(time)) return wrong('"advance" is a duration such as 90s, 2h or 3d, "to" a moment such as 2026-12-24T18:00:00Z.')
  const before = driver.now
  await driver.moveTo(time)
  return told(driver, driver.now > before)
}

function read(body: string): Json | undefined {
  try {
    return JSON.parse(body) as Json
  }
  catch {
    return undefined
  }
}

function told({ mode, now, next, scale }: ClockDriver, moved?: boolean): Reply {
  return json(200, { mode, now: new Date(now).toISOString(), ...(next === undefined ? {} : { next: new Date(next).toISOString() }), ...(scale === 1 ? {} : { scale }), ...(moved === undefined ? {} : { moved }) })
}

function wrong(message: string): Reply {
  return { ...json(400, { message }), error: 'BadRequest' }
}

function json(status: number, body: object): Reply {
  return { status, type: 'application/json', body: `${JSON.stringify(body)}\n` }
}
