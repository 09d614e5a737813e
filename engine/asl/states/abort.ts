/** What the history says about states that were cut off because a sibling failed. */

import type { HistoryEventType } from '../execution/history/history.ts'
import type { Strand } from '../execution/strand.ts'

const ABORTED_EVENTS: Record<string, HistoryEventType> = {
  Task: 'TaskStateAborted',
  Wait: 'WaitStateAborted',
  Parallel: 'ParallelStateAborted',
  Map: 'MapStateAborted',
}

/** Writes the aborted events of a strand that still runs: its innermost states first. */
export function recordAborted(strand: Strand): void {
  if (!strand.running) return
  for (const child of strand.children) recordAborted(child)
  const event = strand.visit && ABORTED_EVENTS[strand.visit.state.type]
  if (event) strand.recordAside(event)
}
