/**
 * What a run has cost and used so far, read from its history alone.
 *
 * @see https://aws.amazon.com/step-functions/pricing/
 */

import type { HistoryEvent, MachineType } from '../../asl/index.ts'
import type { Meters, Prices } from './types.ts'

/** List prices of us-east-1 in US dollars, first tier, as of November 2026. */
export const LIST_PRICES: Prices = {
  standardPerTransition: 0.000025,
  expressPerRequest: 0.000001,
  expressPerGbSecond: 0.00001667,
  expressMemoryMb: 64,
}

const EXPRESS_MEMORY_STEP_MB = 64
const EXPRESS_TIME_STEP_SECONDS = 0.1

/** What a history has come to after each of its events, and before the first: one number a position. */
export interface MeterCounts {
  transitions: ArrayLike<number>
  bytes: ArrayLike<number>
}

/** Counts a history once, for a reader that shall not do it: of a long one that takes its time. */
export function countMeters(events: readonly HistoryEvent[]): MeterCounts {
  return { transitions: Uint32Array.from(countTransitions(events)), bytes: Uint32Array.from(largestPayloads(events)) }
}

/** Meters after the first `position` events; the history is read once, whatever is asked, or not at all where it has been counted. */
export function meterReader(events: readonly HistoryEvent[], type: MachineType, start: number, counted?: MeterCounts): (position?: number, prices?: Prices) => Meters {
  let counts = counted
  return (position = events.length, prices = LIST_PRICES) => {
    counts ??= { transitions: countTransitions(events), bytes: largestPayloads(events) }
    const { transitions, bytes } = counts
    const at = Math.max(0, Math.min(position, events.length))
    const time = at === 0 ? 0 : (events[at - 1]!.timestamp - start) / 1000
    return {
      time,
      transitions: transitions[at]!,
      events: at,
      bytes: bytes[at]!,
      dollars: type === 'STANDARD' ? transitions[at]! * prices.standardPerTransition : expressDollars(time, prices),
    }
  }
}

/** What an Express execution costs that has run for so many seconds: its request, and memory over time in steps of 64 MB and 100 ms. */
export function expressDollars(seconds: number, prices: Prices): number {
  const gigabytes = Math.ceil((prices.expressMemoryMb ?? EXPRESS_MEMORY_STEP_MB) / EXPRESS_MEMORY_STEP_MB) * EXPRESS_MEMORY_STEP_MB / 1024
  const billed = Math.ceil(seconds / EXPRESS_TIME_STEP_SECONDS) * EXPRESS_TIME_STEP_SECONDS
  return prices.expressPerRequest + gigabytes * billed * prices.expressPerGbSecond
}

/** A state entered is a transition; so are a retry and a redrive, which enter no state. */
function countTransitions(events: readonly HistoryEvent[]): number[] {
  const counts = [0]
  for (const event of events) counts.push(counts.at(-1)! + (isTransition(event, events[event.previousEventId - 1]) ? 1 : 0))
  return counts
}

function isTransition(event: HistoryEvent, previous: HistoryEvent | undefined): boolean {
  if (event.type.endsWith('StateEntered') || event.type === 'ExecutionRedriven') return true
  if (!/^(?:(?:Task|LambdaFunction|Activity)Scheduled|(?:Map|Parallel)StateStarted)$/.test(event.type)) return false
  return previous !== undefined && !previous.type.endsWith('StateEntered') && previous.type !== 'ExecutionRedriven'
}

const PAYLOAD_FIELDS = ['input', 'output', 'parameters'] as const

function largestPayloads(events: readonly HistoryEvent[]): number[] {
  const largest = [0]
  const encoder = new TextEncoder()
  const known = new Map<string, number>()
  for (const event of events) {
    let most = largest.at(-1)!
    // Only details are objects in an event.
    for (const key in event) {
      const details = event[key as keyof HistoryEvent] as unknown
      if (typeof details !== 'object' || details === null) continue
      for (const field of PAYLOAD_FIELDS) {
        const text = (details as Record<string, unknown>)[field]
        if (typeof text !== 'string' || text.length * 3 <= most) continue
        const size = known.get(text) ?? encoder.encode(text).length
        known.set(text, size)
        most = Math.max(most, size)
      }
    }
    largest.push(most)
  }
  return largest
}
