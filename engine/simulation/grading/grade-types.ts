/** What grading says: plain data, the same in a terminal, a worker and a page. */

import type { Diagnostic, SourcePosition } from '../../asl/index.ts'

/** A moment of a run, or a place in the text: where a check was first not met. */
export interface Moment {
  case?: string
  /** Index of the execution, where a case starts many. */
  execution?: number
  /** Id of the history event. */
  event?: number
  /** Virtual seconds since the case began. */
  seconds?: number
  state?: string
  /** JSON pointer into the learner's definition. */
  pointer?: string
  /** Where that stands in the learner's text. */
  line?: number
  column?: number
}

/** What a check has found: what was asked, what was there, and where it first showed. */
export interface Finding {
  expected: string
  actual: string
  /** One sentence or two. */
  message: string
  at: Moment
}

export interface CheckResult {
  name: string
  /** What is asked, in the words of the exercise. */
  say: string
  ok: boolean
  /** Whether there was anything to look at: not where the state machine could not be created or the run was ended. */
  ran: boolean
  expected?: string
  actual?: string
  /** Empty where all is well. */
  message: string
  at?: Moment
}

/** Something that nobody asked about, and that has to be put right first. */
export interface Problem {
  message: string
  at: Moment
}

export interface CaseResult {
  name: string
  title: string
  keptBack: boolean
  /** Which kind of case that was kept back. */
  kind?: 'twin' | 'corner'
  problem?: Problem
  checks: CheckResult[]
}

export interface Grade {
  exercise: string
  solved: boolean
  /** Why nothing was run. */
  problem?: Problem
  diagnostics: Diagnostic[]
  /** The cases that were run, in their order; those kept back come when all others pass. */
  cases: CaseResult[]
  /** What is to be read first; absent when it is solved. */
  first?: { case: string, check?: string, message: string, at: Moment }
}

export type { SourcePosition }
