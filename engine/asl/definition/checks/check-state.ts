import { isObject, type Json, type JsonObject } from '../../query/json.ts'
import { parseTimestamp } from '../../query/timestamp.ts'
import { checkChoices } from './check-choice.ts'
import { checkErrorHandling } from './check-errors.ts'
import { checkJsonata, jsonataExpression, looksLikePath } from './check-expressions.ts'
import { checkAlternatives, checkKinds, checkNumbers, checkPaths } from './check-fields.ts'
import { checkMap } from './check-map.ts'
import { checkTask } from './check-resource.ts'
import { checkTemplates } from './check-templates.ts'
import { FIELDS, REQUIRED, STATE_TYPES } from '../field-table.ts'
import type { Place, Report } from './report.ts'
import { isPlaceholder } from '../substitutions.ts'
import type { MachineType, QueryLanguage, StateType } from '../types.ts'

export interface StateContext {
  /** The query language of the whole state machine. */
  language: QueryLanguage
  type: MachineType
  /** Labels of Map states seen so far. */
  labels: Set<string>
}

const NAME_LENGTH = 80

/**
 * One state without what is nested in it: its name, its fields and their values.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
 */
export function checkState(name: string, state: Json, place: Place, context: StateContext, report: Report): void {
  if ([...name].length > NAME_LENGTH) report.error('INVALID_STATE_NAME', `Invalid State name: State '${name}' exceeds the ${NAME_LENGTH}-character limit allowed by the service`, place)
  if (!isObject(state)) return report.schema('Value must be an object', place)
  if (state.Type === undefined) return report.schema('These fields are required: [Type]', place)
  if (!STATE_TYPES.includes(state.Type as StateType)) return report.schema(`Value should be one of [${STATE_TYPES.join(', ')}]`, [...place, 'Type'])
  const type = state.Type as StateType
  const language = checkLanguage(state, context.language, place, report)
  checkFieldNames(state, type, language, place, report)
  checkRequired(state, type, place, report)
  checkAlternatives(state, place, report)
  checkKinds(state, place, report)
  checkNumbers(state, language, place, report)
  if (language === 'JSONPath') checkPaths(state, place, report)
  checkTemplates(state, language, place, report)
  checkErrorHandling(state, language, place, report)
  if (language === 'JSONata') checkExpressionFields(state, place, report)
  if (type === 'Task') checkTask(state, language, context.type, place, report)
  if (type === 'Wait') checkWait(state, language, place, report)
  if (type === 'Map') checkMap(state, language, place, report, context.labels)
  if (type === 'Choice') checkChoiceState(state, language, place, report)
  if (type === 'Pass') checkResult(state, place, report)
  if (type === 'Fail' && language === 'JSONPath') checkFail(state, place, report)
}

/** The language of a state; a value that is none counts as JSONata, as it does for the service. */
function checkLanguage(state: JsonObject, whole: QueryLanguage, place: Place, report: Report): QueryLanguage {
  const own = state.QueryLanguage
  if (own === undefined) return whole
  if (own !== 'JSONPath' && own !== 'JSONata') report.schema('Value should be one of [JSONPath, JSONata]', [...place, 'QueryLanguage'])
  if (own === 'JSONPath' && whole === 'JSONata') report.schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", place)
  return own === 'JSONPath' ? 'JSONPath' : 'JSONata'
}

function checkFieldNames(state: JsonObject, type: StateType, language: QueryLanguage, place: Place, report: Report): void {
  for (const field of Object.keys(state)) {
    const rule = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined
    if (rule === undefined || !rule.types.includes(type)) report.schema(`Field '${field}' is not supported`, place)
    else if (rule.language !== undefined && rule.language !== language) {
      report.schema(`The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${rule.language}' QueryLanguage`, place)
    }
  }
}

function checkRequired(state: JsonObject, type: StateType, place: Place, report: Report): void {
  const missing = (REQUIRED[type] ?? []).filter((field) => !Object.hasOwn(state, field))
  if (missing.length > 0) report.schema(`These fields are required: [${missing.join(', ')}]`, place)
  const oneOf = type === 'Wait' ? ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'] : undefined
  for (const fields of [FIELDS.Next!.types.includes(type) ? ['Next', 'End'] : undefined, oneOf]) {
    if (fields !== undefined && !fields.some((field) => Object.hasOwn(state, field))) report.schema(`At least one of the following fields is required: [${fields.join(', ')}]`, place)
  }
  if (FIELDS.Next!.types.includes(type) && state.End === false && state.Next === undefined) report.schema('At least one of the following fields is required: [Next, End]', place)
}

/** Fields outside the templates that may hold an expression. */
function checkExpressionFields(state: JsonObject, place: Place, report: Report): void {
  for (const field of ['TimeoutSeconds', 'HeartbeatSeconds', 'Seconds', 'Timestamp', 'Error', 'Cause', 'MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage']) {
    if (state[field] !== undefined) checkJsonata(state[field], [...place, field], report)
  }
}

function checkWait(state: JsonObject, language: QueryLanguage, place: Place, report: Report): void {
  const timestamp = state.Timestamp
  if (typeof timestamp !== 'string' || isPlaceholder(timestamp)) return
  if (language === 'JSONata' && jsonataExpression(timestamp) !== undefined) return
  if (looksLikePath(timestamp)) report.warning('NO_PATH', "The value of 'Timestamp' looks like a path, but the name of the field does not end with 'Path'", [...place, 'Timestamp'])
  if (parseTimestamp(timestamp) === undefined) report.schema('String does not match RFC3339 timestamp', [...place, 'Timestamp'])
}

function checkChoiceState(state: JsonObject, language: QueryLanguage, place: Place, report: Report): void {
  checkChoices(state.Choices, language, [...place, 'Choices'], report)
  if (!Array.isArray(state.Choices)) return
  state.Choices.forEach((rule, index) => {
    if (!isObject(rule)) return
    const at = [...place, 'Choices', index]
    checkTemplates(rule, language, at, report)
    if (language === 'JSONata' && rule.Condition !== undefined) checkJsonata(rule.Condition, [...at, 'Condition'], report)
  })
}

/** A Pass state's Result is taken as it stands; what looks like a path in it is probably a mistake. */
function checkResult(state: JsonObject, place: Place, report: Report): void {
  const found = findStaticPath(state.Result)
  if (found !== undefined) report.warning('PASS_RESULT_IS_STATIC', `The Result of a Pass state is static: '${found}' is not evaluated. Use Parameters instead`, [...place, 'Result'])
}

function findStaticPath(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return looksLikePath(value) ? value : undefined
  if (Array.isArray(value)) return value.map(findStaticPath).find((found) => found !== undefined)
  if (!isObject(value)) return undefined
  for (const [key, member] of Object.entries(value)) {
    const found = key.endsWith('.$') && typeof member === 'string' ? member : findStaticPath(member)
    if (found !== undefined) return found
  }
  return undefined
}

function checkFail(state: JsonObject, place: Place, report: Report): void {
  for (const field of ['Error', 'Cause']) {
    if (looksLikePath(state[field])) report.warning('NO_PATH', `The value of '${field}' looks like a path, but the name of the field does not end with 'Path', so that it is taken as text`, [...place, field])
  }
}
