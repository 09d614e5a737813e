import type { DrawnMachine } from '../../../engine/asl/diagram/layout/index.ts'
import type { CaseFile } from '../../../engine/simulation/cases/cases.ts'

/** What a run is shown with, whether it is one execution or many. */
export interface RunProps {
  drawing?: DrawnMachine | undefined
  /** The drawing is of an older text: this one can't be read. */
  isOld: boolean
  /** The text has changed since the run. */
  isStale: boolean
  definition?: object | undefined
  /** Names what is counted, and what tokens are answered with. */
  file: CaseFile
  /** A moment to stand at. */
  moment?: { execution?: number | undefined, event?: number | undefined, seconds?: number | undefined } | undefined
}
