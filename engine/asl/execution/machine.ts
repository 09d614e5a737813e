import type { MachineType, StateMachineDefinition } from '../definition/types.ts'

/** A state machine, as its executions know it. */
export interface MachineDescription {
  readonly name: string
  readonly type: MachineType
  readonly definition: StateMachineDefinition
  readonly timeoutSeconds: number | undefined
}
