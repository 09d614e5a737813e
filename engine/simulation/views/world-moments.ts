import type { WorldRecording } from '../recording/world-recording.ts'

/** Seconds below which two moments are one: sums of seconds are not exact in binary. */
const MICROSECOND = 1e-6

/**
 * The moments at which anything happens in a world: an event of an execution, a start, a gauge that changes, a step of a Map Run.
 *
 * @param world a recording
 * @returns seconds since the world began, in order, each once; the first is 0 and the last is the end of what was watched
 */
export function worldMoments({ executions, starts, gauges, mapRuns, elapsed }: WorldRecording): number[] {
  const all = [0, elapsed]
  for (const { at, recording: { events } } of executions) {
    for (const { timestamp } of events)
      all.push(at + (timestamp - events[0]!.timestamp) / 1000)
  }
  for (const { at } of starts)
    all.push(at)
  for (const points of Object.values(gauges)) {
    for (const [at] of points)
      all.push(at)
  }
  for (const { times } of mapRuns)
    all.push(...times)
  const sorted = Float64Array.from(all.filter(at => at <= elapsed + MICROSECOND)).sort()
  const moments: number[] = []
  for (const at of sorted) {
    if (moments.length === 0 || at - moments.at(-1)! > MICROSECOND)
      moments.push(at)
  }
  return moments
}
