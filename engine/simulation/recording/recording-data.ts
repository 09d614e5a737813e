import { meterReader } from './meters.ts'
import type { Recording } from './types.ts'

/** A recording as it travels: everything but `meters`, which is a function. */
export type RecordingData = Omit<Recording, 'meters'>

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
