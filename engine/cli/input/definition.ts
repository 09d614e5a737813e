import type { ParsedDefinition, StateMachineDefinition } from '../../asl/index.ts'

/** A definition that is there, with what the caller has given for its placeholders. */
export interface Definition {
  parsed: ParsedDefinition
  definition: StateMachineDefinition
}

/** A definition as a command reads it: perhaps out of a template, which says more of it. */
export interface SourcedDefinition extends Definition {
  /** What the template says that is to be created. */
  type?: 'STANDARD' | 'EXPRESS'
  /** Of a template's placeholders: what they are, where only a deployment knows their values. */
  origins?: ReadonlyMap<string, string>
}
