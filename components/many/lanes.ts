import type { WorldRecording } from '../../engine/simulation/recording/world-recording.ts'
import type { Span } from '../../engine/simulation/views/trace.ts'
import { traceRun } from '../../engine/simulation/views/trace.ts'

/** A stretch in which an execution has what it came for. */
export interface Stretch {
  from: number
  to: number
}

/** An execution as a lane, in seconds since the world began. */
export interface Lane {
  index: number
  label: string
  from: number
  /** Infinity for one that has not ended while it was watched. */
  to: number
  work: Stretch[]
  /** How it ended: SUCCEEDED, FAILED, TIMED_OUT, ABORTED, or RUNNING. */
  status: string
  error?: string
}

export type LaneTone = 'waiting' | 'working' | 'succeeded' | 'failed' | 'aborted'

/**
 * Lays the executions of a world out as lanes.
 *
 * @param world the recording
 * @param work names of the states that count as working; by default all that do something: Task, Map, Parallel and Pass
 * @returns a lane an execution, in the order of starting
 */
export function lanesOf(world: WorldRecording, work?: readonly string[]): Lane[] {
  const counts = (span: Span) => work ? work.includes(span.state) : ['Task', 'Map', 'Parallel', 'Pass'].includes(span.type) && span.depth === 0
  return world.executions.map(({ index, run, at, recording }) => {
    const ended = recording.endedAt !== undefined
    return {
      index,
      label: String(run ?? index + 1),
      from: at,
      to: ended ? at + recording.elapsed : Number.POSITIVE_INFINITY,
      work: traceRun(recording, undefined, recording.elapsed).filter(counts).map(span => ({
        from: at + span.from,
        to: span.open ? Number.POSITIVE_INFINITY : at + span.to,
      })),
      status: recording.status,
      ...(recording.error === undefined ? {} : { error: recording.error }),
    }
  })
}

/**
 * A lane at a moment: the parts of it that can be seen, and how it stands.
 *
 * @param lane a lane
 * @param at seconds since the world began
 */
export function laneAt(lane: Lane, at: number): { tone: LaneTone, from: number, to: number, work: Stretch[], over: boolean } | undefined {
  if (lane.from > at)
    return undefined
  const over = lane.to <= at
  const work = lane.work.filter(stretch => stretch.from <= at).map(({ from, to }) => ({ from, to: Math.min(to, lane.to, at) }))
  const last = lane.work.findLast(stretch => stretch.from <= at)
  const tone = !over
    ? last && last.to > at ? 'working' : 'waiting'
    : lane.status === 'SUCCEEDED' ? 'succeeded' : lane.status === 'ABORTED' ? 'aborted' : 'failed'
  return { tone, from: lane.from, to: Math.min(lane.to, at), work, over }
}
