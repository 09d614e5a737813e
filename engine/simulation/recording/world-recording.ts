/** What is left of a world after it has run: plain data, of which every moment can be shown. */

import type { Json } from '../../asl/query/json.ts'
import type { Gauges } from './gauges.ts'
import type { MapRunSeries } from './map-run-series.ts'
import type { Recording } from './types.ts'

/** One execution of a world, started by the case or by another execution. */
export interface WorldExecution {
  index: number
  name: string
  arn: string
  /** Name of its state machine. */
  machine: string
  /** Stem of the .asl.yaml it runs. */
  workflow: string
  /** Number of the version it is pinned to, where it was started through an alias or by version. */
  version?: string
  /** Number of the run in the case's `runs`, from 1; absent where something else started it. */
  run?: number
  /** Index of the execution that started it. */
  startedBy?: number
  /** Virtual seconds since the world began. */
  at: number
  recording: Recording
}

/** What StartExecution answers: a new execution, the one that is open under that name, or an exception. */
export type StartOutcome = 'started' | 'same' | 'refused'

/** One try to start an execution. */
export interface WorldStart {
  /** Virtual seconds since the world began. */
  at: number
  run: number
  name: string
  input: Json
  outcome: StartOutcome
  /** Index of the execution that was started, or was there already. */
  execution?: number
  /** Why it was refused, by the service's own name: ExecutionAlreadyExists. */
  exception?: string
  message?: string
}

export interface WorldRecording {
  executions: WorldExecution[]
  starts: WorldStart[]
  gauges: Gauges
  /** Virtual seconds that were watched. */
  elapsed: number
  mapRuns: MapRunSeries[]
}
