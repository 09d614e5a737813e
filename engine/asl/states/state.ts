/** What every compiled state is, and what running one comes to. */

import type { QueryLanguage, StateType } from '../definition/types.ts'
import type { Json } from '../query/json.ts'
import type { Work } from '../execution/strand.ts'
import type { StateVisit } from './visit.ts'

/** Where a state leads: its output, and the next state, or none at the end of the branch. */
export interface Transition {
  output: Json
  next: string | undefined
}

export interface CompiledState {
  readonly name: string
  readonly type: StateType
  readonly language: QueryLanguage
  /** True where the context object has State.RetryCount: states that Retry can apply to. */
  readonly countsRetries: boolean
  /** Runs the state from after its StateEntered event to its StateExited event. Throws StateFailure or ExecutionEnd. */
  run(visit: StateVisit): Work<Transition>
}

export interface CompiledBranch {
  readonly startAt: string
  readonly states: ReadonlyMap<string, CompiledState>
}

/** What the compiler of one state gets to know beyond the state itself. */
export interface CompileContext {
  readonly name: string
  readonly language: QueryLanguage
  /** Compiles Branches and item processors; `language` is what their states fall back to. */
  readonly compileBranch: (branch: { StartAt: string, States: object }, language?: QueryLanguage) => CompiledBranch
}
