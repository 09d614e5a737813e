/** Everything that makes TestState refuse a request before it looks at the state's work. */

import type { MapState, ParallelState, QueryLanguage, State } from '../definition/types.ts'
import type { Json, JsonObject } from '../query/json.ts'
import { invalidDefinitionMessage, validate } from '../definition/validate.ts'
import type { ApiModels } from '../api-models/model.ts'
import { parseIntegration } from '../definition/integration.ts'
import { isObject } from '../query/json.ts'
import { checkContext } from './check-context.ts'
import { checkParameters } from './check-parameters.ts'
import { checkMockedResult } from './check-result.ts'
import { findState, statesInside, type FoundState } from './find-state.ts'
import { refuse, type InspectionLevel, type TestStateRequest } from './request.ts'

/** The name that every state has in the context object of a test, whichever name the definition gives it. */
const ANONYMOUS = 'StateName'
const MOCKED_TYPES: readonly State['Type'][] = ['Task', 'Map', 'Parallel']

export type Mock = { result: Json } | { error: string | undefined, cause: string | undefined }

export interface CheckedRequest {
  name: string
  state: State
  language: QueryLanguage
  input: Json
  level: InspectionLevel
  variables: JsonObject
  context: JsonObject
  /** Whether the context object is the request's own: then nothing is added to it. */
  contextGiven: boolean
  mock: Mock | undefined
  configuration: NonNullable<TestStateRequest['stateConfiguration']>
}

const ROLE = /^arn:[^:]+:iam::\d{12}:role\/./

/** Checks a request, its parameters and the mocked answer against the APIs' models, and takes it apart. Throws TestStateException. */
export function checkRequest(request: TestStateRequest, models: ApiModels): CheckedRequest {
  checkParameters(request, models)
  const { stateConfiguration: configuration = {}, roleArn } = request
  if (roleArn !== undefined && !ROLE.test(roleArn)) refuse(`Invalid Role Arn: '${roleArn}'`, 'InvalidArn')
  const found = pickState(request)
  const { name, state, language } = found
  const level = request.inspectionLevel ?? 'INFO'
  const mock = checkMock(request, state, models)
  if (!mock && state.Type === 'Task' && !roleArn) refuse('RoleArn must be specified when testing a Task state')
  if (!mock && state.Type === 'Task') checkUnmocked(state.Resource)
  if (!mock && request.context !== undefined) refuse('A mock must be specified when a Context object is provided')
  const input = parse(request.input ?? '{}', text => refuse(`Invalid State Machine Execution Input: '${text}'`, 'InvalidExecutionInput'))
  const checked = {
    name,
    state,
    language,
    input,
    level,
    variables: parseObject(request.variables, 'variables'),
    context: contextOf(request, found, input),
    contextGiven: request.context !== undefined,
    mock,
    configuration,
  } satisfies CheckedRequest
  checkConfiguration(checked)
  return checked
}

/** The context object that is given stands as it is; without one there is what the API makes up. */
function contextOf({ context, roleArn }: TestStateRequest, { state, insideMap }: FoundState, input: Json): JsonObject {
  if (context !== undefined) return checkContext(context, state)
  return { Execution: { RoleArn: roleArn ?? null }, State: { Name: ANONYMOUS }, ...(insideMap ? { Map: { Item: { Index: 0, Value: input } } } : {}) }
}

function pickState({ definition, stateName }: TestStateRequest): FoundState {
  const source = definition as unknown as Json
  if (!isObject(source)) refuse('Invalid State Machine Definition: \'SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object at null\'', 'InvalidDefinition')
  const whole = 'States' in source && !('Type' in source)
  if (stateName === undefined) {
    if (whole) refuse('A stateName must be specified when the definition is a state machine')
    checkDefinition({ StartAt: ANONYMOUS, States: { ...placesToGo(source), [ANONYMOUS]: source } })
    const state = source as unknown as State
    return { name: ANONYMOUS, state, language: state.QueryLanguage ?? 'JSONPath', insideMap: false }
  }
  if (!whole) refuse('The definition must be a state machine when a stateName is specified')
  checkDefinition(source)
  return findState(source, stateName) ?? refuse(`State '${stateName}' not found in the state machine definition`)
}

/** Applies AWS's own diagnostics. */
function checkDefinition(definition: JsonObject): void {
  const { valid, diagnostics } = validate(definition as never, { advice: false })
  if (!valid) refuse(invalidDefinitionMessage(diagnostics), 'InvalidDefinition')
}

/** A lone state may lead anywhere: to check it inside a machine, the states it names are put there. */
function placesToGo(state: JsonObject): JsonObject {
  const transitions = [state, ...[state.Choices, state.Catch].flatMap(list => Array.isArray(list) ? list.filter(isObject) : [])]
  const names = transitions.flatMap(({ Next, Default }) => [Next, Default]).filter(name => typeof name === 'string')
  return Object.fromEntries(names.map(name => [name, { Type: 'Succeed' }]))
}

/** What can only be tested with a mock, because the service would have to wait. */
function checkUnmocked(resource: string): void {
  const integration = parseIntegration(resource)
  if (integration?.kind === 'activity') refuse('TestState API does not support Activity tasks.', 'InvalidDefinition')
  if (integration && integration.pattern !== 'request-response') refuse('TestState API does not support \'.sync\' or \'.waitForTaskToken\' integration patterns.', 'InvalidDefinition')
}

function checkMock(request: TestStateRequest, state: State, models: ApiModels): Mock | undefined {
  const { mock, revealSecrets } = request
  if (!mock) {
    const isBranched = state.Type === 'Map' || state.Type === 'Parallel'
    if (isBranched && request.stateName === undefined && !request.roleArn) refuse('TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]', 'InvalidDefinition')
    if (isBranched) refuse(`A mock must be specified when testing a '${state.Type}' state`)
    return undefined
  }
  if (!MOCKED_TYPES.includes(state.Type)) refuse(`State type '${state.Type}' is not supported when a mock is specified`)
  if (revealSecrets) refuse('TestState does not support RevealSecrets when a mock is specified.')
  const { result: text, errorOutput, fieldValidationMode = 'STRICT' } = mock
  if (text !== undefined && errorOutput !== undefined) refuse('A test mock should have only one of the following fields: [result, errorOutput].')
  if (errorOutput !== undefined) {
    if (!errorOutput.error) refuse('An error was not specified in the mocked error output.')
    return { error: errorOutput.error, cause: errorOutput.cause }
  }
  if (text === undefined) refuse('One of the following fields is required for a test mock: [result, errorOutput].')
  const result = parse(text, () => refuse('Mocked result must be valid JSON'))
  if (state.Type === 'Map') checkMapResult(state, result)
  if (state.Type === 'Parallel') checkParallelResult(state, result)
  if (state.Type === 'Task') checkMockedResult(state.Resource, result, fieldValidationMode, models)
  return { result }
}

function checkMapResult(state: MapState, result: Json): void {
  if (state.ResultWriter) {
    if (!isObject(result)) refuse('Mocked result must be a JSON object.')
  }
  else if (!Array.isArray(result)) {
    refuse('Mocked result must be an array.')
  }
}

function checkParallelResult(state: ParallelState, result: Json): void {
  if (!Array.isArray(result)) refuse('Mocked result must be an array.')
  if (result.length !== state.Branches.length) refuse('Mocked result must contain the same number of items as number of Parallel branches.')
}

function checkConfiguration({ state, configuration, mock }: CheckedRequest): void {
  const { errorCausedByState, mapIterationFailureCount, mapItemReaderData, retrierRetryCount } = configuration
  for (const [field, value] of Object.entries({ mapIterationFailureCount, retrierRetryCount })) {
    if (value !== undefined && !mock) refuse(`A mock must be specified when ${field} is provided`)
  }
  if (state.Type !== 'Map' && mapIterationFailureCount !== undefined) refuse('MapIterationFailureCount is only supported when testing a Map state.')
  if (state.Type !== 'Map' && mapItemReaderData !== undefined) refuse('MapItemReaderData is only supported when testing a Map state.')
  if (state.Type === 'Map' && state.ItemReader && mapItemReaderData === undefined) refuse('ItemReader data must be specified when testing a Map state with ItemReader specified.')
  if (errorCausedByState === undefined) return
  if (state.Type !== 'Map' && state.Type !== 'Parallel') refuse('ErrorCausedByState is only supported when testing a Map or Parallel state.')
  if (!statesInside(state).has(errorCausedByState)) refuse(`State '${errorCausedByState}' not found in the ${state.Type} state`)
}

function parseObject(text: string | undefined, field: string): JsonObject {
  if (text === undefined) return {}
  const value = parse(text, () => refuse(`The ${field} must be valid JSON`))
  return isObject(value) ? value : refuse(`The ${field} must be a JSON object`)
}

export function parse(text: string, otherwise: (text: string) => never): Json {
  try {
    return JSON.parse(text) as Json
  }
  catch {
    return otherwise(text)
  }
}
