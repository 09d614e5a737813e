/** What was gone through of a state machine: plain data. */

import type { EdgeKind } from '../../asl/diagram/transitions.ts'
import type { CoveredEvent } from './history.ts'

/** How often each part of a state machine was gone through, in the order of its source. */
export interface Coverage {
  /** How many histories were read. */
  runs: number
  states: CoveredState[]
  transitions: CoveredTransition[]
  catchers: CoveredHandler[]
  retriers: CoveredHandler[]
  choices: CoveredChoice[]
}

export interface CoveredState {
  name: string
  /** Task, Choice, … */
  type: string
  /** How often it was entered. */
  visits: number
}

/** An arrow of the diagram that `toMermaid` draws of the same definition. */
export interface CoveredTransition {
  /** The edge's id there: `e0`, `e1`, … */
  id: string
  /** Undefined for the start. */
  from?: string
  /** Undefined for the end. */
  to?: string
  kind: EdgeKind
  /** Index in `Choices` or `Catch`. */
  rule?: number
  label?: string
  visits: number
  /** Several rules of a choice lead to the same state: no history tells which of them held, and each counts what all have. */
  shared?: true
}

/** An entry of `Catch` or `Retry`. */
export interface CoveredHandler {
  state: string
  /** Its index in the list. */
  index: number
  errors: string[]
  /** Where a catcher leads. */
  next?: string
  /** How often it has caught; how often it had the state tried again. */
  visits: number
}

/** A rule of a Choice state, or its `Default`. */
export interface CoveredChoice {
  state: string
  /** Its index in `Choices`; undefined for `Default`. */
  index?: number
  next: string
  /** The condition in short; `otherwise` for `Default`. */
  label: string
  visits: number
  /** As for transitions. */
  shared?: true
}

/** What coverage asks of a run: a recording has it, and an answer of GetExecutionHistory. */
export interface CoveredRun {
  events?: readonly CoveredEvent[] | undefined
}
