/** What every compiled state is, and what running one comes to. */

import type { Json } from '../query/json.ts'
import type { Work } from './turns/coroutine.ts'
import type { MachineDescription } from './machine.ts'
import type { StateVisit } from './strand.ts'
import type { VisitedState } from './visited-state.ts'

/** Where a state leads: its output, and the next state, or none at the end of the branch. */
export interface Transition {
  output: Json
  next: string | undefined
}

export interface CompiledState extends VisitedState {
  /** Runs the state from after its StateEntered event to its StateExited event. Throws StateFailure or ExecutionEnd. */
  run(visit: StateVisit): Work<Transition>
}

export interface CompiledBranch {
  readonly startAt: string
  readonly states: ReadonlyMap<string, CompiledState>
}

/** A state machine ready to run: compiled once, executed any number of times. */
export interface StateMachine extends MachineDescription {
  readonly branch: CompiledBranch
}
