import { isObject, type Json, type JsonObject } from '../../query/json.ts'
import { checkPath, checkReferencePath, isPathOrIntrinsic, jsonataExpression, looksLikePath } from './check-expressions.ts'
import { ALTERNATIVES, NUMBERS, PATHS, REFERENCE_PATHS } from '../field-table.ts'
import type { Place, Report } from './report.ts'
import { isPlaceholder } from '../substitutions.ts'
import type { QueryLanguage } from '../types.ts'

/** Checks of single fields that states, readers, batchers and retriers share. */

export function checkUnknown(value: JsonObject, known: readonly string[], place: Place, report: Report): void {
  for (const field of Object.keys(value)) if (!known.includes(field)) report.schema(`Field '${field}' is not supported`, place)
}

export function checkAlternatives(value: JsonObject, place: Place, report: Report): void {
  for (const fields of ALTERNATIVES) {
    const used = fields.filter((field) => Object.hasOwn(value, field))
    if (used.length > 1) report.schema(`There should only be one of the following fields: [${used.join(', ')}]`, place)
  }
}

/** Numbers in their bounds. `expressions`: whether JSONata may stand in place of the number. */
export function checkNumbers(value: JsonObject, language: QueryLanguage, place: Place, report: Report, { expressions = true } = {}): void {
  for (const [field, rule] of Object.entries(NUMBERS)) {
    const given = value[field]
    if (given === undefined || isPlaceholder(given)) continue
    const at = [...place, field]
    if (expressions && language === 'JSONata' && typeof given === 'string' && jsonataExpression(given) !== undefined) continue
    if (looksLikePath(given)) report.warning('NO_PATH', `The value of '${field}' looks like a path, but the name of the field does not end with 'Path'`, at)
    if (typeof given !== 'number') report.schema(rule.fraction ? 'Value must be a number' : 'Value must be an integer', at)
    else if (!rule.fraction && !Number.isInteger(given)) report.schema('Value must be an integer', at)
    else if (given < rule.minimum) report.schema(`Minimum value is ${bound(rule.minimum, rule.fraction)}`, at)
    else if (rule.maximum !== undefined && given > rule.maximum) report.schema(`Maximum value is ${bound(rule.maximum, rule.fraction)}`, at)
  }
}

function bound(value: number, fraction: true | undefined): string {
  return fraction ? value.toFixed(1) : String(value)
}

/** Fields that hold a path. Those of the other query language are reported elsewhere. */
export function checkPaths(value: JsonObject, place: Place, report: Report): void {
  for (const field of PATHS) {
    const given = value[field]
    if (given !== undefined && !(given === null && field !== 'ItemsPath')) checkPath(given, [...place, field], report)
  }
  for (const field of REFERENCE_PATHS) {
    if (value[field] !== undefined) checkReferencePath(value[field], [...place, field], report, 'input or variable')
  }
  if (value.ResultPath !== undefined && value.ResultPath !== null) checkReferencePath(value.ResultPath, [...place, 'ResultPath'], report, 'input')
  for (const field of ['ErrorPath', 'CausePath']) {
    if (value[field] !== undefined && !isPathOrIntrinsic(value[field])) report.schema('Value must be a valid JSONPath or a valid intrinsic function call', [...place, field])
  }
}

/** Fields that hold text, a truth value or an object, and nothing else. */
export function checkKinds(value: JsonObject, place: Place, report: Report): void {
  for (const field of ['Comment', 'Next', 'StartAt', 'Resource', 'Default', 'Error', 'Cause', 'Timestamp', 'Label', 'Version']) {
    if (value[field] !== undefined && typeof value[field] !== 'string') report.schema('Value must be a string', [...place, field])
  }
  if (value.End !== undefined && typeof value.End !== 'boolean' && !isPlaceholder(value.End)) report.schema('Value must be a boolean', [...place, 'End'])
  for (const field of ['ItemReader', 'ItemBatcher', 'ResultWriter', 'Credentials', 'ProcessorConfig', 'ReaderConfig', 'WriterConfig', 'Assign'] as const) {
    const given: Json | undefined = value[field]
    if (given !== undefined && !isObject(given)) report.schema('Value must be an object', [...place, field])
  }
}
