/** An exercise as its folder has it: what is asked, the cases it is tried with, and the help there is. */

import type { Json, StateMachineDefinition } from '../../asl/index.ts'
import type { Case, CaseFile } from '../cases/cases.ts'
import type { SetUp } from '../play/set-up.ts'
import type { MockFile } from '../mocks/mock-file.ts'

/** A number, or what it may not be beyond. */
export type Bounds = number | { least?: number, most?: number }

/** How often something is called, and what each call must be given: a JSONata expression over the arguments. */
export type CallScript = Bounds | { least?: number, most?: number, with?: string, say?: string }

/**
 * What one check asks for, by kind. A name is that of a state, or of what a task calls: a function, a topic, a queue, or service
 * and action (`ecs:runTask`). Durations are seconds.
 */
export interface Asked {
  status?: string
  error?: string
  /** The cause, word for word. */
  cause?: string
  /** The output as it must be, or `{ $: expression }`: JSONata over the output that must be true. */
  output?: Json
  /** Names in their order; others may lie between. */
  visits?: string[]
  /** Names that never come. */
  avoids?: string[]
  calls?: Record<string, CallScript>
  transitions?: Bounds
  events?: Bounds
  elapsed?: Bounds
  /** Calls within any stretch of time so long; `after`: from then on. */
  attempts?: { of: string, within: number, most: number, after?: number }
  /** Seconds between the tries of one call. */
  delays?: { of: string, least?: number, most?: number }
  gauge?: Record<string, { least?: number, most?: number, last?: number }>
  ledger?: Record<string, { end?: number, least?: number, most?: number }>
  /** Bytes on any transition. */
  edge?: { most: number }
  /** Exceptions of callbacks that were refused, in order. */
  refused?: string[]
  /** Executions by how they ended; a status that is not named, none has. */
  statuses?: Record<string, Bounds>
  starts?: Record<string, number>
  children?: Record<string, number>
  /** Dollars for so many runs. */
  cost?: { most: number, per: number }
  /** Severities and codes that the definition must not earn. */
  diagnostics?: { none?: string[], without?: string[] }
  /** The last resort: JSONata over the definition that must be true; a text that it gives is a pointer to what is not as asked. */
  definition?: { $: string, say: string }
}

export type Kind = keyof Asked

/** One thing that a case is held to. */
export interface CheckScript {
  name: string
  /** What is asked, in the learner's words. */
  say: string
  asked: Asked
}

/** A case of an exercise: how it is run, and what must come of it. */
export interface ExerciseCase extends Case {
  /** Kept back until all others pass: the same in other numbers, or a corner nobody thinks of at first. */
  keptBack?: 'twin' | 'corner'
  checks: CheckScript[]
}

/** A question to think about before the first run. It is never graded. */
export interface Prediction {
  ask: string
  choose: string[]
  answer: string
  /** The case that shows who was right, with the start's state machine. */
  case: string
  /** What that run must show, so that the answer is one. */
  shown: Asked
}

/** An exercise.yaml, read. `file` is what the same words in a pattern's cases.yaml would be. */
export interface ExerciseFile {
  title: string
  /** The pattern that is the worked example. */
  pattern?: string
  level: number
  minutes: number
  /** Three sentences for whoever has solved it. */
  solved: string
  predict: Prediction
  cases: ExerciseCase[]
  /** By check: a question, then where to look, then the lines with a blank. */
  hints: Record<string, string[]>
  /** How the first sentence begins that the start is told. */
  startsWith: string
  /** Mutants of the solution that are no mistakes: `drop /States/A/TimeoutSeconds`; `*` stands for anything. */
  equivalent: string[]
  file: CaseFile
}

/** All that a learner's text is graded with. */
export interface Exercise extends ExerciseFile {
  slug: string
  /** At most 120 words: what happens today, and what must hold. */
  task: string
  start: string
  solution: string
  mocks: MockFile
  /**
   * State machines whose states have the names that mocks.json and callbacks use: the start, and the solution. What a learner's task
   * calls says which of them it stands for.
   */
  named: StateMachineDefinition[]
  setUp?: SetUp
}

/** An exercise as a page has it: no functions, nothing that stands in its texts already, nothing that is for its author alone. */
export type ExerciseData = Omit<Exercise, 'setUp' | 'named' | 'startsWith' | 'equivalent'>
