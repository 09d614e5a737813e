import { dataLosses, DefinitionError, type Diagnostic, invalidDefinitionMessage, isObject, machineTypeProblem, parseDefinition, plainText, testState, TestStateException, validate, type TestStateRequest } from '../asl/index.ts'
import { runCase, type RecordedCase } from '../simulation/run/recorded-case.ts'
import { COMMAND_LIMITS, WorkLimitReached } from '../simulation/run/work.ts'
import { plausibleTasks } from '../simulation/mocks/plausible-tasks.ts'

/** A case as `asl batch` reads it: what to do with the definition, and what each kind needs besides. */
interface BatchCase extends RecordedCase {
  kind?: 'execution' | 'validation' | 'test_state'
  /** The text, where the definition is given as text or is no JSON at all. */
  definitionText?: string
  /** Parameters of TestState besides the definition. A role is passed unless `roleArnOmitted` says otherwise. */
  request?: Omit<TestStateRequest, 'definition'> & { roleArnOmitted?: boolean }
}

const ROLE = 'arn:aws:iam::111111111111:role/test'

/**
 * Runs one line of a batch. Whatever the line holds, one line comes back, as JSON without a line break: the result, or
 * `{id, unsupported}` with the reason there is none; a run that is more work than a command takes on has `done` and `whereabouts` as well.
 *
 * @param line one case as JSON: `kind` execution (the default), validation or test_state
 * @param number the line's number, for messages about lines without an id
 */
export async function runBatchLine(line: string, number: number): Promise<string> {
  let item: BatchCase
  try {
    item = JSON.parse(line) as BatchCase
  } catch (error) {
    return JSON.stringify({ id: null, unsupported: `line ${number} is no JSON: ${(error as Error).message}` })
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return JSON.stringify({ id: null, unsupported: `line ${number} is no JSON object` })
  const id = item.id ?? null
  try {
    return JSON.stringify({ id, ...await resultOf(item) })
  } catch (error) {
    if (error instanceof WorkLimitReached) return JSON.stringify({ id, unsupported: error.message, done: error.done, whereabouts: error.whereabouts })
    return JSON.stringify({ id, unsupported: error instanceof Error ? error.message : String(error) })
  }
}

/**
 * Warnings about what of a line is not kept as it is written.
 *
 * @param line one case as JSON
 * @param number the line's number; the warnings have it
 */
export function batchLosses(line: string, number: number): Diagnostic[] {
  return dataLosses(line, { file: '<stdin>' }).map((loss) => {
    const { start, end } = loss.range!
    return { ...loss, range: { start: { ...start, line: number }, end: { ...end, line: number } } }
  })
}

async function resultOf(item: BatchCase): Promise<object> {
  const problem = machineTypeProblem(item.machineType ?? 'STANDARD')
  if (problem !== undefined) return { unsupported: `machineType: ${problem}` }
  switch (item.kind ?? 'execution') {
    case 'execution': return executionOf(item)
    case 'validation': return validationOf(item)
    case 'test_state': return testOf(item)
    default: return { unsupported: `the kind "${plainText(item.kind)}" is not known here` }
  }
}

async function executionOf(item: BatchCase): Promise<object> {
  const text = typeof item.definition === 'string' ? item.definition : item.definition == null ? item.definitionText : undefined
  const parsed = text === undefined ? undefined : parseDefinition(text)
  const definition = parsed ? parsed.definition : item.definition
  if (definition == null && parsed === undefined) return { unsupported: 'the case has no definition' }
  checkMocks(item.mocks)
  if (item.clock != null && (typeof item.clock !== 'string' || Number.isNaN(Date.parse(item.clock)))) return { unsupported: `clock: '${plainText(item.clock)}' is no date such as 2026-11-01T09:00:00Z` }
  if (definition == null) return refused(invalidDefinitionMessage(parsed?.diagnostics ?? []))
  try {
    return await runCase({ ...item, definition }, COMMAND_LIMITS)
  } catch (error) {
    if (error instanceof DefinitionError) return refused(error.message)
    throw error
  }
}

/** A case that is written wrongly should say so itself, not through what its tasks make of it. */
function checkMocks(mocks: unknown): void {
  if (mocks === undefined) return
  if (!isObject(mocks)) throw new Error('mocks is no object with a list of outcomes for each state')
  for (const [state, outcomes] of Object.entries(mocks)) {
    if (!Array.isArray(outcomes) || !outcomes.every(isObject)) throw new Error(`mocks of '${state}' is no list of outcomes`)
  }
}

/** A definition that can't even be created has no execution; it counts as one that failed before its first event. */
function refused(cause: string): object {
  return { status: 'FAILED', error: 'InvalidDefinition', cause, events: [] }
}

function validationOf({ definition, definitionText, machineType }: BatchCase): object {
  const source = definition ?? definitionText ?? ''
  const { valid, diagnostics, variableReferences } = validate(source, { type: machineType ?? 'STANDARD', advice: false })
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR')
  return {
    valid,
    ...(valid ? {} : { code: 'InvalidDefinition', message: invalidDefinitionMessage(errors) }),
    diagnostics: errors.map(({ code, message, location }) => ({ code, message, ...(location === undefined ? {} : { location }) })),
    variableReferences,
  }
}

async function testOf({ definition, request = {}, automock }: BatchCase): Promise<object> {
  const { roleArnOmitted, ...parameters } = request
  try {
    return await testState({ ...(roleArnOmitted ? {} : { roleArn: ROLE }), ...parameters, definition }, automock ? { tasks: plausibleTasks } : {})
  } catch (error) {
    if (error instanceof TestStateException) return { exception: { code: error.code, message: error.message } }
    throw error
  }
}
