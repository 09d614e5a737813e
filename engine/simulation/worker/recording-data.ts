import { meterReader } from '../meters.ts'
import type { Recording } from '../types.ts'
import type { RecordingData } from './messages.ts'

/**
 * Makes a recording that was copied or stored as data a whole one again.
 *
 * @param data a recording without `meters`; it is not changed
 * @returns the same with `meters`, which is left out when the recording is turned into JSON
 */
export function withMeters(data: RecordingData): Recording {
  const meters = meterReader(data.events, data.type, Date.parse(data.startedAt))
  return Object.defineProperty({ ...data }, 'meters', { value: meters, enumerable: false }) as Recording
}

/** Characters of JSON text that a page can take over without a pause that anybody sees. */
const MAX_CHARACTERS = 50_000_000

/** Whether the texts in a recording's events are more than a page should be sent. */
export function tooLarge({ events }: RecordingData): boolean {
  let characters = 0
  for (const event of events) {
    for (const details of Object.values(event)) {
      if (typeof details !== 'object' || details === null) continue
      for (const text of Object.values(details)) if (typeof text === 'string') characters += text.length
    }
    if (characters > MAX_CHARACTERS) return true
  }
  return false
}
