/** A long history comes to the page in parts: taking it over at once would keep the page from answering meanwhile. */

import type { HistoryEvent } from '../../../engine/asl/index.ts'
import type { RecordingData } from '../../../engine/simulation/recording/recording-data.ts'
import { countMeters } from '../../../engine/simulation/recording/meters.ts'

/** Some milliseconds of copying. */
const EVENTS_AT_ONCE = 1500

/** Some events of the execution with the index `of`; those of one execution come in order. */
export interface Part {
  kind: 'part'
  of: number
  events: HistoryEvent[]
}

/**
 * Takes long histories apart, and counts on the way what a page would have to.
 *
 * @param recordings in the order of their indexes
 * @param tell is given the parts
 * @returns the recordings, those that were taken apart without their events
 */
export function inParts(recordings: readonly RecordingData[], tell: (part: Part) => void): RecordingData[] {
  return recordings.map((recording, of) => {
    const { events } = recording
    if (events.length <= EVENTS_AT_ONCE)
      return recording
    for (let from = 0; from < events.length; from += EVENTS_AT_ONCE)
      tell({ kind: 'part', of, events: events.slice(from, from + EVENTS_AT_ONCE) })
    return { ...recording, counts: countMeters(events), events: [] }
  })
}

/** Puts together what `inParts` took apart. */
export class PartsInHand {
  private readonly events = new Map<number, HistoryEvent[]>()

  take({ of, events }: Part): void {
    const known = this.events.get(of) ?? []
    this.events.set(of, known)
    for (const event of events)
      known.push(event)
  }

  whole(recording: RecordingData, of: number): RecordingData {
    const events = this.events.get(of)
    return events ? { ...recording, events } : recording
  }
}
