import type { MachineType, StateMachineDefinition } from '../asl/index.ts'
import { formatDiagnostic, parseDefinition, validate } from '../asl/index.ts'

/** A definition that no state machine can be made of. */
export class InvalidDefinition extends Error {
  constructor(problems: readonly string[]) {
    super(problems.length === 1 ? problems[0]! : `${problems.length} problems:\n${problems.join('\n')}`)
    this.name = 'InvalidDefinition'
  }
}

/**
 * Reads a definition and holds it to what AWS does.
 *
 * @param source a definition, or its text: JSON or YAML
 * @param type what is to be created from it
 * @throws InvalidDefinition with each problem and its place
 */
export function definitionFrom(source: string | StateMachineDefinition, type: MachineType): StateMachineDefinition {
  const parsed = typeof source === 'string' ? parseDefinition(source) : undefined
  const { valid, diagnostics } = validate(parsed ?? source as StateMachineDefinition, { type, advice: false })
  if (!valid) throw new InvalidDefinition(diagnostics.filter(({ severity }) => severity === 'ERROR').map(formatDiagnostic))
  return parsed?.definition ?? source as StateMachineDefinition
}
