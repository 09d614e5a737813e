/** One path through a state machine, and the visits of it to states: what their expressions see, and the events they write. */

import type { Scope, Variables } from '../query/index.ts'
import { VariableScope } from '../query/index.ts'
import type { Json } from '../query/json.ts'
import { contextObject } from './context-object.ts'
import { Coroutine, type StepsResult } from './turns/coroutine.ts'
import type { EventDetails } from './history/event-log.ts'
import type { ExecutionCore } from './execution-core.ts'
import { dataLimitExceeded, ExecutionEnd } from './failure.ts'
import type { HistoryEventType } from './history/history.ts'
import { ENTERED, EXITED, type LeftType } from './history/state-events.ts'
import type { VisitedState } from './visited-state.ts'

/** The Map item a strand works on, as `$$.Map.Item` shows it. */
export interface MapItem {
  Index: number
  Value: Json
  Key?: string
  Source?: string
}

/** What a redrive goes on from: a strand, or what is left of one. */
export interface UnfinishedStrand {
  readonly lastEventId: number
  /** Undefined where none have been assigned. */
  readonly variables: VariableScope | undefined
  readonly result: StepsResult | undefined
  readonly visit: StateVisit | undefined
}

/** The top level of an execution, a branch of a Parallel state, an iteration of a Map. */
export class Strand extends Coroutine implements UnfinishedStrand {
  readonly execution: ExecutionCore
  /** Concurrent branch, outermost first: `Map[3]`, `Parallel{1}`. */
  readonly branch: readonly string[]
  variables: VariableScope
  readonly mapItem: MapItem | undefined
  /** Id of the event that the next one of this strand follows. */
  lastEventId: number
  /** The state it is in, or was in when it failed or was aborted. */
  visit: StateVisit | undefined
  children: Strand[] = []

  constructor(execution: ExecutionCore, parent: Strand | undefined, segment?: string, mapItem?: MapItem) {
    super()
    this.execution = execution
    this.branch = parent ? (segment === undefined ? parent.branch : [...parent.branch, segment]) : []
    this.variables = new VariableScope(parent?.variables)
    this.mapItem = mapItem ?? parent?.mapItem
    this.lastEventId = parent ? parent.lastEventId : 0
  }

  /** Writes an event that follows this strand's last one, and becomes the last one. */
  record(type: HistoryEventType, details?: EventDetails): number {
    const id = this.execution.record(type, this.lastEventId, details, this.branch)
    this.lastEventId = id
    return id
  }

  /** Writes an event beside the line of events: the next one follows the same event as this one. */
  recordAside(type: HistoryEventType, details?: EventDetails): number {
    return this.execution.record(type, this.lastEventId, details, this.branch)
  }

  /** Takes over where another strand stopped (a redrive): its variables and its place in the history. Gives the state it was in. */
  adopt(before: UnfinishedStrand | undefined): StateVisit | undefined {
    if (!before?.visit) return undefined
    this.lastEventId = before.lastEventId
    if (before.variables) this.variables = before.variables
    before.visit.strand = this
    return before.visit
  }
}

/** Stages of the data on its way through a state, named as TestState's inspectionData names them. */
export type DataStage = 'afterInputPath' | 'afterParameters' | 'afterArguments' | 'result' | 'afterResultSelector' | 'afterResultPath'

export class StateVisit implements Scope {
  /** The strand it runs on; another one after a redrive. */
  strand: Strand
  readonly state: VisitedState
  /** The state's input as the event says it. */
  readonly rawInput: Json
  /** `$` while the state runs: in JSONPath states the input after InputPath, later the result. */
  input: Json
  result?: Json
  errorOutput?: Json
  /** Ids of the StateEntered event and of the one before it. */
  enteredId = 0
  previousId = 0
  enteredAt: number
  retryCount = 0
  taskToken: string | undefined
  /** Told the data at every stage, if anybody wants to know. */
  note: ((stage: DataStage, value: Json) => void) | undefined
  /** Set while ItemSelector looks at an item. */
  mapItem: MapItem | undefined
  /** How far a Map or Parallel state has come in this attempt; a redrive goes on from there. */
  progress: unknown
  /** Set by a redrive: the progress to go on from, taken by the first attempt after it. */
  private resumed: unknown

  constructor(strand: Strand, state: VisitedState, input: Json) {
    this.strand = strand
    this.state = state
    this.rawInput = input
    this.input = input
    this.enteredAt = strand.execution.clock.now
  }

  get context(): Json {
    return contextObject(this.strand.execution, this, this.mapItem ?? this.strand.mapItem)
  }

  get variables(): Variables {
    return this.strand.variables
  }

  get random(): () => number {
    return this.strand.execution.random
  }

  get now(): number {
    return this.strand.execution.clock.now
  }

  spent(steps: number): void {
    const { execution } = this.strand
    execution.observer?.evaluated?.(execution, steps, this.state.name)
    if (execution.status !== 'RUNNING') throw new ExecutionEnd('ABORTED')
  }

  /** A redrive goes on with this visit. */
  resume(): void {
    this.resumed = this.progress
    this.retryCount = 0
  }

  /** What to go on from, once; undefined where there is nothing or it was taken. */
  takeResumed(): unknown {
    const { resumed } = this
    this.resumed = undefined
    return resumed
  }

  enter(): void {
    this.previousId = this.strand.lastEventId
    this.enteredId = this.strand.record(ENTERED[this.state.type], { name: this.state.name, input: this.rawInput })
    this.strand.execution.countTransition()
  }

  /** Writes the StateExited event; the variables assigned here are visible from the next state on. */
  exit(output: Json, assigned: Record<string, Json> | undefined): void {
    if (!this.fits(output)) throw dataLimitExceeded(this.state.name, { namedOnly: true })
    if (assigned) this.strand.variables.assign(assigned)
    this.strand.record(EXITED[this.state.type as LeftType], { name: this.state.name, output, assigned })
  }

  /** Whether a value is small enough to be passed on. */
  fits(value: Json): boolean {
    return this.strand.execution.fits(value)
  }

  /** `An error occurred while executing the state …`, the way AWS opens the cause of a runtime error. */
  explain(cause: string): string {
    return `An error occurred while executing the state '${this.state.name}' (entered at the event id #${this.enteredId}). ${cause}`
  }
}
