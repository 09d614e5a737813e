import type { Prices } from '../../engine/simulation/recording/types.ts'
import type { WorldView } from '../../engine/simulation/views/view-world.ts'
import type { WorldRecording } from '../../engine/simulation/recording/world-recording.ts'

/** One line of a bill. */
export interface ReceiptLine {
  what: string
  count: number
  dollars: number
}

/** What one run and all that it started cost by a moment. */
export interface Receipt {
  /** A line a state of the Standard execution, in the order of entering. */
  states: ReceiptLine[]
  /** Express executions that it started: their requests, and their time in steps of 100 ms. */
  express: { requests: number, steps: number, dollars: number }
  transitions: number
  dollars: number
}

/**
 * Writes the bill of a run.
 *
 * @param world a recording; the run is a Standard execution
 * @param view the world at the moment to look at
 * @param index the run's execution
 * @param prices what a transition costs
 * @param stepMs what Express rounds its time up to, in milliseconds
 */
export function receiptOf(world: WorldRecording, view: WorldView, index: number, prices: Prices, stepMs: number): Receipt {
  const { recording } = world.executions[index]!
  const now = view.executions[index]!
  const counts = new Map<string, number>()
  for (const event of recording.events.slice(0, now.position)) {
    const name = event.stateEnteredEventDetails?.name
    if (name !== undefined)
      counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const children = world.executions
    .filter(({ startedBy, recording: { type } }) => startedBy === index && type === 'EXPRESS')
    .map(child => view.executions[child.index]!)
    .filter(({ position }) => position > 0)
  const express = {
    requests: children.length,
    steps: children.reduce((sum, { meters }) => sum + Math.ceil(meters.time * 1000 / stepMs), 0),
    dollars: children.reduce((sum, { meters }) => sum + meters.dollars, 0),
  }
  return {
    states: [...counts].map(([what, count]) => ({ what, count, dollars: count * prices.standardPerTransition })),
    express,
    transitions: now.meters.transitions,
    dollars: now.meters.dollars + express.dollars,
  }
}
