/** What a redrive needs of an execution that has failed, been stopped or timed out: far less than the execution itself. */

import type { VariableScope } from '../query/index.ts'
import type { Json } from '../query/json.ts'
import type { ExecutionCore } from './execution-core.ts'
import { StateVisit, type Strand, type UnfinishedStrand, type VisitedState } from './strand.ts'

/** Where a strand was, in one flat record: there may be a million of them. */
export class StoppedStrand {
  readonly lastEventId: number
  /** Undefined where none have been assigned, here and in what is in progress. */
  readonly variables: VariableScope | undefined
  /** What it came to, where it came to an end. */
  readonly result: { output: Json } | undefined
  /** The state it was in, if any; what follows is of its visit. */
  readonly state: VisitedState | undefined
  readonly rawInput: Json
  readonly enteredId: number
  readonly previousId: number
  /** Milliseconds after the start of its execution: a small number takes less room than a time. */
  readonly enteredAfter: number
  /** How far the branches or iterations of that state had come. */
  readonly progress: readonly (StoppedStrand | undefined)[] | undefined

  constructor({ execution, lastEventId, variables, result, visit }: Strand) {
    const progress = visit?.progress as Strand[] | undefined
    this.progress = progress && Array.from(progress, strand => strand && new StoppedStrand(strand))
    const isEmpty = variables.isEmpty && (this.progress ?? []).every(strand => !strand?.variables)
    this.lastEventId = lastEventId
    this.variables = isEmpty ? undefined : variables
    this.result = result && 'output' in result ? result : undefined
    this.state = visit?.state
    this.rawInput = visit?.rawInput ?? null
    this.enteredId = visit?.enteredId ?? 0
    this.previousId = visit?.previousId ?? 0
    this.enteredAfter = visit ? visit.enteredAt - execution.startedAt : 0
  }
}

/** An execution that has ended without success and has no Map Runs of its own; without its description, which is kept elsewhere. */
export class StoppedExecution extends StoppedStrand {
  readonly eventCount: number
  readonly transitions: number

  constructor({ eventCount, transitions }: ExecutionCore, root: Strand) {
    super(root)
    this.eventCount = eventCount
    this.transitions = transitions
  }
}

/** The strand that a redrive goes on from, its visit on a strand that runs. */
export function unfinishedStrand(stopped: StoppedStrand, running: Strand): UnfinishedStrand {
  const { lastEventId, variables, result, state } = stopped
  return { lastEventId, variables, result, visit: state && unfinishedVisit(stopped, state, running) }
}

function unfinishedVisit({ rawInput, enteredId, previousId, enteredAfter, progress }: StoppedStrand, state: VisitedState, running: Strand): StateVisit {
  const visit = new StateVisit(running, state, rawInput)
  visit.enteredId = enteredId
  visit.previousId = previousId
  visit.enteredAt = running.execution.startedAt + enteredAfter
  visit.progress = progress?.map(strand => strand && unfinishedStrand(strand, running))
  return visit
}
