import { DefinitionError, type Diagnostic, invalidDefinitionMessage, type MachineType, parseDefinition, prepare, type StateMachine, validate, type ValidationResult } from '../../asl/index.ts'
import { Refusal } from '../refusal.ts'

/** What comes of the text of a definition. */
export interface ReadDefinition {
  prepared: StateMachine
  variableReferences: Readonly<Record<string, string[]>>
}

/**
 * Judges a definition as the service does: JSON only, and no placeholder outside of a text.
 *
 * @param text the definition
 * @param type of the state machine
 */
export function judge(text: string, type: MachineType): ValidationResult {
  const parsed = parseDefinition(text, { file: 'definition.json' })
  const result = validate(parsed, { type, advice: false })
  const [placeholder] = parsed.unquoted
  if (placeholder === undefined) return { ...result, diagnostics: result.diagnostics.filter(({ severity }) => severity !== 'ADVICE') }
  const found: Diagnostic = { severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', message: 'Unexpected character (\'$\' (code 36)): expected a valid value (JSON String, Number, Array, Object or token \'null\', \'true\' or \'false\')', location: placeholder }
  return { result: 'FAIL', valid: false, diagnostics: [found], variableReferences: {} }
}

/**
 * Reads a definition that an execution is to run.
 *
 * @param name of the state machine
 * @throws Refusal InvalidDefinition, which lists what is wrong
 */
export function readDefinition(text: string, name: string, type: MachineType): ReadDefinition {
  const { valid, diagnostics, variableReferences } = judge(text, type)
  if (!valid) throw new Refusal('InvalidDefinition', invalidDefinitionMessage(diagnostics))
  return { prepared: prepared(text, name, type), variableReferences }
}

function prepared(text: string, name: string, type: MachineType): StateMachine {
  try {
    return prepare(parseDefinition(text, { file: 'definition.json' }).definition!, { name, type })
  }
  catch (thrown) {
    if (!(thrown instanceof DefinitionError)) throw thrown
    throw new Refusal('InvalidDefinition', `Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ${thrown.message} at ${thrown.location === '' ? '/' : thrown.location}'`)
  }
}
