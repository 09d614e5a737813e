import type { ParsedDefinition, StateMachineDefinition } from '../../asl/index.ts'

/** A definition that is there, with what the caller has given for its placeholders. */
export interface Definition {
  parsed: ParsedDefinition
  definition: StateMachineDefinition
}
