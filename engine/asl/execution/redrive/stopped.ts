/** What a redrive needs of an execution that has failed, been stopped or timed out: far less than the execution itself. */

import type { VariableScope } from '../../query/index.ts'
import type { Json } from '../../query/json.ts'
import type { StepsResult } from '../turns/coroutine.ts'
import type { VisitedState } from '../visited-state.ts'

/** A strand, as far as it is kept. */
interface Strand {
  readonly lastEventId: number
  readonly variables: VariableScope
  readonly result: StepsResult | undefined
  readonly visit: Visit | undefined
}

interface Visit {
  readonly state: VisitedState
  readonly rawInput: Json
  readonly enteredId: number
  readonly previousId: number
  readonly enteredAt: number
  readonly progress: unknown
}

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

  /** The progress of its visit is no Map Run. */
  constructor({ lastEventId, variables, result, visit }: Strand, startedAt: number) {
    const progress = visit?.progress as Strand[] | undefined
    this.progress = progress && Array.from(progress, strand => strand && new StoppedStrand(strand, startedAt))
    const isEmpty = variables.isEmpty && (this.progress ?? []).every(strand => !strand?.variables)
    this.lastEventId = lastEventId
    this.variables = isEmpty ? undefined : variables
    this.result = result && 'output' in result ? result : undefined
    this.state = visit?.state
    this.rawInput = visit?.rawInput ?? null
    this.enteredId = visit?.enteredId ?? 0
    this.previousId = visit?.previousId ?? 0
    this.enteredAfter = visit ? visit.enteredAt - startedAt : 0
  }
}

/** An execution that has ended without success and has no Map Runs of its own; without its description, which is kept elsewhere. */
export class StoppedExecution extends StoppedStrand {
  readonly eventCount: number
  readonly transitions: number

  constructor({ startedAt, eventCount, transitions }: { startedAt: number, eventCount: number, transitions: number }, root: Strand) {
    super(root, startedAt)
    this.eventCount = eventCount
    this.transitions = transitions
  }
}
