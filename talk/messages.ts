import type { TalkRecord } from './record.ts'
import { isName, readRecord } from './record.ts'

/**
 * What the windows of a talk tell each other: over a BroadcastChannel between the windows of one browser, over the dev server's socket
 * from `npm start`, over the stage server's socket in a room. Every message is one of these, as plain JSON.
 */
export type TalkMessage
  /** A window has opened, woken or found its way back. Whoever has a record answers with it. `record` is what the window remembers
   * itself. */
  = | { type: 'hello', from: string, view: TalkView, record?: TalkRecord }
  /** Where the talk stands: after a change, or in answer to a hello. */
    | { type: 'record', from: string, record: TalkRecord }
  /** Where a reader stands who is in no talk yet, in answer to a hello: the presenter view opens there. `usedAt` in milliseconds since 1970. */
    | { type: 'reading', from: string, slide: number, clicks: number, usedAt: number }
  /** Where the presenter points, in percent of the slide; without x and y: nowhere. */
    | { type: 'pointer', from: string, x?: number, y?: number, style?: 'cursor' | 'laser' }
  /** From a server: whether this window may lead, and the server's time, in milliseconds since 1970. */
    | { type: 'welcome', from: string, leads: boolean, now: number }

/** What a window shows: the slides, the presenter's view, the remote for the hand, or something beside the talk (notes, overview). */
export type TalkView = 'slides' | 'presenter' | 'remote' | 'beside'

const VIEWS: readonly unknown[] = ['slides', 'presenter', 'remote', 'beside'] satisfies TalkView[]

/** The name that the messages have on the dev server's socket. */
export const TALK_EVENT = 'deck:talk'

/** The longest message that is looked at, in characters. */
export const LONGEST_MESSAGE = 1_000_000

/**
 * Reads a message that came from elsewhere. Nothing of it is believed.
 *
 * @param value what was received, as an object
 * @returns a message of its own making, or undefined where it is none
 */
export function readMessage(value: unknown): TalkMessage | undefined {
  if (typeof value !== 'object' || value === null)
    return
  const message = value as Record<string, unknown>
  const { from, type } = message
  if (!isName(from))
    return
  if (type === 'hello') {
    if (!VIEWS.includes(message.view))
      return
    const record = readRecord(message.record)
    return { type, from, view: message.view as TalkView, ...record ? { record } : {} }
  }
  if (type === 'record') {
    const record = readRecord(message.record)
    return record && { type, from, record }
  }
  if (type === 'reading')
    return isWhole(message.slide) && isWhole(message.clicks) && isNumber(message.usedAt) ? { type, from, slide: message.slide, clicks: message.clicks, usedAt: message.usedAt } : undefined
  if (type === 'pointer') {
    const { x, y, style } = message
    const kind = style === 'laser' ? 'laser' : 'cursor'
    return isNumber(x) && isNumber(y) ? { type, from, x, y, style: kind } : { type, from }
  }
  if (type === 'welcome')
    return typeof message.leads === 'boolean' && isNumber(message.now) ? { type, from, leads: message.leads, now: message.now } : undefined
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
