/** What the lab's page and its worker tell each other: plain data. Functions of a pattern or an exercise the worker has by name. */

import type { Look } from '../../engine/asl/editing/look.ts'
import type { Diagnostic, MachineType } from '../../engine/asl/index.ts'
import type { CaseResult, Grade } from '../../engine/simulation/grading/grade-types.ts'
import type { Exercise } from '../../engine/simulation/grading/exercise.ts'
import type { Case, WorldAction } from '../../engine/simulation/cases/cases.ts'
import type { RecordingData, WorldData } from '../../engine/simulation/recording/recording-data.ts'
import type { Pattern } from '../../engine/simulation/rehearsal/pattern.ts'
import type { WorldBeat } from '../../engine/simulation/rehearsal/rehearse-world.ts'
import type { Beat } from '../../engine/simulation/views/beats.ts'
import type { Part } from './parts.ts'

/** Which functions answer: those of `snippets/<name>` or `exercises/<name>`; none without. */
export interface Home {
  folder: 'snippets' | 'exercises'
  name: string
}

/** A case with a text in place of one of the pattern's machines. */
export interface RunRequest {
  kind: 'run'
  number: number
  text: string
  home: Home
  pattern: Omit<Pattern, 'furnish' | 'stand' | 'definition'>
  /** Whose case it is, where it is one of an exercise. */
  exercise?: Omit<Exercise, 'furnish'>
  item: Case
  /** What was done by hand. */
  actions: WorldAction[]
}

export interface GradeRequest {
  kind: 'grade'
  number: number
  text: string
  home: Home
  exercise: Omit<Exercise, 'furnish'>
  /** Cases kept back that have been met. */
  met: string[]
}

/** What there is to say of a text and to see of it. */
export interface LookRequest {
  kind: 'look'
  number: number
  text: string
  type: MachineType
}

export type ToWorker = RunRequest | GradeRequest | LookRequest

/** Long histories have come in parts before it. */
export interface RunAnswer {
  kind: 'run'
  diagnostics: Diagnostic[]
  /** Of a case that starts one execution. */
  recording?: RecordingData
  beats: Beat[]
  /** Of a case that starts many, with the beats that the case names. */
  world?: WorldData
  worldBeats?: WorldBeat[]
  /** Why there is no recording although the text has no errors. */
  problem?: string
}

export type Told =
  | { kind: 'begun' }
  | { kind: 'look', look: Look }
  | Part
  | RunAnswer
  | { kind: 'case', result: CaseResult }
  | { kind: 'grade', grade: Grade }
  | { kind: 'broken', message: string }

export type FromWorker = Told & { number: number }
