import { isObject, type Json, type JsonObject } from '../query/json.ts'
import { machineTypeProblem } from './machine-type.ts'
import { advise } from './advice/advice.ts'
import { checkMachine } from './checks/check-machine.ts'
import type { Diagnostic } from './source/diagnostic.ts'
import { MAX_DEPTH } from './source/json-source.ts'
import { parseDefinition, type ParsedDefinition } from './source/parse.ts'
import { Report, type Finding } from './checks/report.ts'
import type { MachineType, StateMachineDefinition } from './types.ts'
import { variableReferences } from './checks/variable-references.ts'

export interface ValidationResult {
  /** `OK` when there is no diagnostic of severity ERROR. */
  result: 'OK' | 'FAIL'
  valid: boolean
  /** In the order of severity, then of the definition. */
  diagnostics: Diagnostic[]
  /** Which variables each state reads; empty when the definition is invalid. */
  variableReferences: Record<string, string[]>
}

export interface ValidateOptions {
  /** What is to be created from the definition. Default: STANDARD. */
  type?: MachineType
  /** Whether to add this project's own advice, severity ADVICE. Default: true. */
  advice?: boolean
  /** Names of errors that the machine's tasks are known to raise, as by a mock file: a catcher of these has its use. */
  raises?: Iterable<string>
}

/**
 * Checks a state machine definition as ValidateStateMachineDefinition does: the same codes and messages for errors and
 * warnings, each with its place in the text, and advice of our own after them. Never throws, whatever it is given.
 *
 * @param source the text (JSON or YAML), a parsed text or the definition itself, which then has no lines to point at
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 */
export function validate(source: string | ParsedDefinition | StateMachineDefinition, options: ValidateOptions = {}): ValidationResult {
  const { type = 'STANDARD', advice = true, raises } = options
  const parsed = typeof source === 'string' ? parseDefinition(source) : isParsed(source) ? source : undefined
  const definition = (parsed ? parsed.definition : source) as unknown
  const report = new Report()
  const typeProblem = machineTypeProblem(type)
  if (typeProblem !== undefined) report.error('SCHEMA_VALIDATION_FAILED', typeProblem, undefined)
  else if (parsed === undefined && !isObject(definition)) report.error('SCHEMA_VALIDATION_FAILED', 'Definition must be a valid JSON object', undefined)
  else if (tooDeep(definition)) report.error('TOO_DEEPLY_NESTED', `The definition is nested deeper than ${MAX_DEPTH} levels`, undefined)
  else if (isObject(definition)) {
    checkMachine(definition, type, report)
    if (advice) advise(definition, type, report, raises)
  }
  const found = report.findings.map((finding) => placed(finding, parsed))
  const diagnostics = [...(parsed?.diagnostics ?? []), ...found].sort((a, b) => RANK[a.severity] - RANK[b.severity])
  const valid = !diagnostics.some(({ severity }) => severity === 'ERROR')
  const references = valid && isObject(definition) ? variableReferences(definition as unknown as StateMachineDefinition) : {}
  return { result: valid ? 'OK' : 'FAIL', valid, diagnostics, variableReferences: references }
}

const RANK = { ERROR: 0, WARNING: 1, ADVICE: 2 } as const

/** The message of CreateStateMachine's InvalidDefinition error, which lists the errors in one line. */
export function invalidDefinitionMessage(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR')
  const text = errors.map(({ code, message, location }) => `${code}: ${message} at ${location ?? null}`).join(', ')
  return `Invalid State Machine Definition: '${text}'`
}

function isParsed(source: ParsedDefinition | StateMachineDefinition): source is ParsedDefinition {
  return typeof (source as Partial<ParsedDefinition> | null)?.rangeOf === 'function'
}

function placed({ place, ...diagnostic }: Finding, parsed: ParsedDefinition | undefined): Diagnostic {
  if (parsed === undefined) return diagnostic
  const range = parsed.rangeAt(place ?? [])
  return { ...diagnostic, ...(range === undefined ? {} : { range }), ...(parsed.file === undefined ? {} : { file: parsed.file }), ...(parsed.within === undefined ? {} : { hint: parsed.within }) }
}

/** Walks level by level instead of recursing, because the depth is just what is in question. */
function tooDeep(value: unknown): boolean {
  let level: Json[] = [value as Json]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true
    level = level.flatMap((item): Json[] => (Array.isArray(item) ? item : isObject(item) ? Object.values(item as JsonObject) : []))
  }
  return false
}
