/** What the lab's page and its worker tell each other: plain data. Functions of a pattern or an exercise the worker has by name. */

import type { Look } from '../../../engine/asl/editing/look.ts'
import type { Diagnostic, MachineType } from '../../../engine/asl/index.ts'
import type { CaseResult, Grade } from '../../../engine/simulation/grading/grade-types.ts'
import type { ExerciseData } from '../../../engine/simulation/grading/exercise.ts'
import type { Case, WorldAction } from '../../../engine/simulation/cases/cases.ts'
import type { RecordingData, WorldData } from '../../../engine/simulation/recording/recording-data.ts'
import type { Pattern } from '../../../engine/simulation/play/pattern.ts'
import type { WorldBeat } from '../../../engine/simulation/play/play-world.ts'
import type { Beat } from '../../../engine/simulation/views/beats.ts'
import type { ActionTable } from '../../../engine/take-home/action-table.ts'
import type { Edited } from '../../../engine/take-home/from-lab.ts'
import type { Part } from './parts.ts'

/** Which functions answer: those of `snippets/<name>` or `exercises/<name>`; none without. */
export interface Home {
  folder: 'snippets' | 'exercises'
  name: string
}

/** A case with a text in place of one of the pattern's machines. */
export interface RunRequest {
  kind: 'run'
  text: string
  home: Home
  pattern: Omit<Pattern, 'setUp' | 'mockResolver' | 'definition'>
  /** Whose case it is, where it is one of an exercise. */
  exercise?: ExerciseData
  item: Case
  /** What was done by hand. */
  actions: WorldAction[]
}

export interface GradeRequest {
  kind: 'grade'
  text: string
  home: Home
  exercise: ExerciseData
  /** Cases kept back that have been met. */
  met: string[]
}

/** What there is to say of a text and to see of it. */
export interface LookRequest {
  kind: 'look'
  text: string
  type: MachineType
}

/** What deploys a text with all that belongs to it. */
export interface HomeRequest extends Omit<Edited, 'patternOf'> {
  home: Home
  pattern: RunRequest['pattern']
  exercise?: ExerciseData
  /** What IAM knows: a worker's bundle has no modules that the build makes. */
  table: ActionTable
}

export type LabRequest = RunRequest | GradeRequest | LookRequest

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
  /** Why the run was ended before it was over; `recording` is how far it came. */
  problem?: string
}

export type LabAnswer = { kind: 'look', look: Look } | RunAnswer | { kind: 'grade', grade: Grade }

/** While an answer is graded: a case that is done. While a run is sent: a part of a long history. */
export type LabNews = { kind: 'case', result: CaseResult } | Part
