/** One visit to a state: what its expressions see, and the events it writes on the way in and out. */

import type { Json } from '../query/json.ts'
import { jsonText } from '../query/json.ts'
import type { Scope, Variables } from '../query/index.ts'
import { contextObject } from '../execution/context-object.ts'
import { dataLimitExceeded } from '../execution/failure.ts'
import type { MapItem, Strand } from '../execution/strand.ts'
import type { CompiledState } from './state.ts'

/** Stages of the data on its way through a state, named as TestState's inspectionData names them. */
export type DataStage = 'afterInputPath' | 'afterParameters' | 'afterArguments' | 'result' | 'afterResultSelector' | 'afterResultPath'

const ENTERED = {
  Pass: 'PassStateEntered',
  Task: 'TaskStateEntered',
  Choice: 'ChoiceStateEntered',
  Wait: 'WaitStateEntered',
  Succeed: 'SucceedStateEntered',
  Fail: 'FailStateEntered',
  Parallel: 'ParallelStateEntered',
  Map: 'MapStateEntered',
} as const

/** A Fail state is never left. */
type LeftType = Exclude<CompiledState['type'], 'Fail'>

const EXITED = {
  Pass: 'PassStateExited',
  Task: 'TaskStateExited',
  Choice: 'ChoiceStateExited',
  Wait: 'WaitStateExited',
  Succeed: 'SucceedStateExited',
  Parallel: 'ParallelStateExited',
  Map: 'MapStateExited',
} as const

export class StateVisit implements Scope {
  /** The strand it runs on; another one after a redrive. */
  strand: Strand
  readonly state: CompiledState
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

  constructor(strand: Strand, state: CompiledState, input: Json) {
    this.strand = strand
    this.state = state
    this.rawInput = input
    this.input = input
    this.enteredAt = strand.execution.clock.now
  }

  get context(): Json {
    return contextObject(this)
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
    execution.observer?.evaluated?.(execution, steps)
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

/** JSON text for a message. */
export function inMessage(value: Json): string {
  return typeof value === 'string' ? value : jsonText(value)
}
