import { type MeterCounts, meterReader } from './meters.ts'
import type { Recording } from './types.ts'
import type { WorldExecution, WorldRecording } from './world-recording.ts'

/** A recording as it travels: everything but `meters`, which is a function; with what it counts, where somebody has done that already. */
export type RecordingData = Omit<Recording, 'meters'> & { counts?: MeterCounts }

/**
 * Makes a recording that was copied or stored as data a whole one again.
 *
 * @param data a recording without `meters`; it is not changed
 * @returns the same with `meters`, which is left out when the recording is turned into JSON
 */
export function withMeters({ counts, ...data }: RecordingData): Recording {
  const meters = meterReader(data.events, data.type, Date.parse(data.startedAt), counts)
  return Object.defineProperty(data, 'meters', { value: meters, enumerable: false }) as Recording
}

/** A recording of many executions as it travels. */
export type WorldData = Omit<WorldRecording, 'executions'> & { executions: (Omit<WorldExecution, 'recording'> & { recording: RecordingData })[] }

/**
 * Takes out of a recording of many executions what can't be copied.
 *
 * @param world a recording; it is not changed
 */
export function worldData(world: WorldRecording): WorldData {
  return { ...world, executions: world.executions.map(({ recording: { meters, ...recording }, ...execution }) => ({ ...execution, recording })) }
}

/** Makes a recording of many executions that was copied a whole one again; see `withMeters`. */
export function withWorldMeters(data: WorldData): WorldRecording {
  return { ...data, executions: data.executions.map(execution => ({ ...execution, recording: withMeters(execution.recording) })) }
}
