/** What the page and its worker tell each other: plain data, copied from one to the other. */

import type { Diagnostic } from '../../asl/definition/source/diagnostic.ts'
import type { RecordingData } from '../recording/recording-data.ts'
import type { SimulationRequest } from '../run/request.ts'
import type { WorkLimits } from '../run/work.ts'

/** What of a simulation can be copied: functions can't, so tasks are answered by mocks, by callbacks, or plausibly. */
export interface GuardedSimulation extends Omit<SimulationRequest, 'definition' | 'tasks' | 'services' | 'objects' | 'mockResolver'> {
  /** Answers tasks that no mock answers with a plausible, mostly empty response of the service they call. */
  automock?: boolean
}

export interface GuardedRequest {
  /** A definition in YAML or JSON, from anybody. */
  text: string
  /** Name to put into diagnostics; its ending decides between YAML and JSON. */
  file?: string
  simulation: GuardedSimulation
  /** How much work the run may be; without, what a page bears. */
  limits?: Partial<WorkLimits>
}

/** Why there is no recording although the definition has no errors. */
export interface GuardedProblem {
  error: 'RunTookTooLong' | 'RecordingTooLarge' | 'WorkerFailed'
  /** One sentence for whoever wrote the definition. */
  message: string
}

export interface Answer {
  diagnostics: Diagnostic[]
  recording?: RecordingData
  problem?: GuardedProblem
}
