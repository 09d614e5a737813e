import type { WorldView } from '../../engine/simulation/views/view-world.ts'
import type { WorldExecution, WorldRecording } from '../../engine/simulation/recording/world-recording.ts'

/** How an order that failed stands: as the first try left it, or as a replay did. */
export const STANDINGS = ['pending', 'failed', 'running', 'done', 'again', 'quarantine'] as const

export type Standing = (typeof STANDINGS)[number]

/** An execution that may have failed, and what a replay did about it. */
export interface Letter {
  index: number
  /** Events of its history when it was first redriven. */
  redrivenAfter?: number
  /** The execution that was started in its place. */
  anew?: number
  /** When it went into quarantine, in seconds since the world began. */
  quarantinedAt?: number
}

/**
 * The orders of a world that were started from outside, oldest first.
 *
 * @param world the recording
 * @param prefix how the names of these executions begin, before their number
 */
export function lettersOf(world: WorldRecording, prefix: string): Letter[] {
  const byName = new Map(world.executions.map(execution => [`${execution.machine} ${execution.name}`, execution]))
  const quarantined = new Map(world.executions.flatMap(({ at, recording }) =>
    (recording.output as { verdict?: string } | undefined)?.verdict === 'quarantine' ? [[letterOf(recording.events), at + recording.elapsed] as const] : []))
  return world.executions.filter(({ run, name }) => run !== undefined && name.startsWith(prefix)).map((execution) => {
    const { index, name, machine, recording } = execution
    const redriven = recording.events.findIndex(({ type }) => type === 'ExecutionRedriven')
    const anew = byName.get(`${machine} ${name}-anew`)
    const quarantinedAt = quarantined.get(name)
    return {
      index,
      ...(redriven < 0 ? {} : { redrivenAfter: redriven }),
      ...(anew ? { anew: anew.index } : {}),
      ...(quarantinedAt === undefined ? {} : { quarantinedAt }),
    }
  })
}

/**
 * How a letter stands.
 *
 * @param letter one of `lettersOf`
 * @param view the world at a moment
 * @param at that moment, in seconds since the world began
 */
export function standingOf({ index, redrivenAfter, anew, quarantinedAt }: Letter, view: WorldView, at: number): Standing {
  const { status, position } = view.executions[anew !== undefined && view.executions[anew]!.status ? anew : index]!
  if (!status)
    return 'pending'
  if (status === 'RUNNING')
    return 'running'
  if (status === 'SUCCEEDED')
    return 'done'
  if (quarantinedAt !== undefined && quarantinedAt <= at)
    return 'quarantine'
  return redrivenAfter !== undefined && position > redrivenAfter ? 'again' : 'failed'
}

/** The name of the execution that a replay was started for. */
function letterOf(events: WorldExecution['recording']['events']): string | undefined {
  return (JSON.parse(events[0]?.executionStartedEventDetails?.input ?? '{}') as { name?: string }).name
}
