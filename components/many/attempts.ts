import type { WorldRecording } from '../../engine/simulation/recording/world-recording.ts'
import { traceRun } from '../../engine/simulation/views/trace.ts'

/** One call of a service by one execution. */
export interface Attempt {
  /** Seconds since the world began. */
  at: number
  /** The call failed. */
  refused: boolean
}

/** The executions that belong together, and what they did. */
export interface AttemptGroup {
  /** Stem of their workflow. */
  workflow: string
  attempts: Attempt[]
  /** How many executions there are. */
  executions: number
  /** When each of those that succeeded did so, in seconds since the world began, in order. */
  succeeded: number[]
  /** When each of those that failed did so. */
  failed: number[]
}

/**
 * Collects the attempts of a world's executions, by workflow.
 *
 * @param world the recording
 * @param state count attempts of this state; those of every Task state by default
 * @returns a group for each workflow that `runs` starts, in the order of starting, its attempts by time
 */
export function attemptGroups(world: WorldRecording, state?: string): AttemptGroup[] {
  const groups = new Map<string, AttemptGroup>()
  for (const { workflow, run, at, recording } of world.executions) {
    if (run === undefined)
      continue
    const group: AttemptGroup = groups.get(workflow) ?? { workflow, attempts: [], executions: 0, succeeded: [], failed: [] }
    groups.set(workflow, group)
    group.executions++
    if (recording.endedAt !== undefined)
      (recording.status === 'SUCCEEDED' ? group.succeeded : group.failed).push(at + recording.elapsed)
    for (const span of traceRun(recording)) {
      if (span.type !== 'Task' || (state && span.state !== state))
        continue
      for (const { kind, from, status } of span.segments) {
        if (kind === 'work')
          group.attempts.push({ at: at + from, refused: status === 'failed' || status === 'timed-out' })
      }
    }
  }
  for (const group of groups.values()) {
    group.attempts.sort((a, b) => a.at - b.at)
    group.succeeded.sort((a, b) => a - b)
    group.failed.sort((a, b) => a - b)
  }
  return [...groups.values()]
}

/**
 * Counts attempts by time.
 *
 * @param attempts in the order of time
 * @param bin seconds a bin
 * @param bins how many
 * @param until count attempts up to this moment, in seconds since the world began
 */
export function binAttempts(attempts: readonly Attempt[], bin: number, bins: number, until = Number.POSITIVE_INFINITY): { accepted: number[], refused: number[] } {
  const accepted = Array.from<number>({ length: bins }).fill(0)
  const refused = Array.from<number>({ length: bins }).fill(0)
  for (const attempt of attempts) {
    if (attempt.at > until)
      break
    const index = Math.min(bins - 1, Math.floor(attempt.at / bin + 1e-9))
    const list = attempt.refused ? refused : accepted
    list[index]!++
  }
  return { accepted, refused }
}

/** How many of a list of moments in order have come by `at`. */
export function countBy(moments: readonly number[], at: number): number {
  let low = 0
  let high = moments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (moments[middle]! <= at)
      low = middle + 1
    else
      high = middle
  }
  return low
}
