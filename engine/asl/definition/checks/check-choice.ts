import { comparisonOperators } from '../../query/comparison.ts'
import { isObject, type Json, type JsonObject } from '../../query/json.ts'
import { parseTimestamp } from '../../query/timestamp.ts'
import { checkPath, looksLikePath } from './check-expressions.ts'
import type { Place, Report } from './report.ts'
import { isPlaceholder } from '../substitutions.ts'
import type { QueryLanguage } from '../types.ts'

const OPERATORS = new Set(comparisonOperators)
const COMBINATORS = ['And', 'Or', 'Not']

/**
 * Choice rules: a transition at the top and nowhere below, one condition each, operands of the operator's type.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export function checkChoices(choices: Json | undefined, language: QueryLanguage, place: Place, report: Report): void {
  if (choices === undefined) return
  if (!Array.isArray(choices)) return report.schema('Value must be an array', place)
  if (choices.length === 0) return report.schema('Value cannot be empty', place)
  choices.forEach((rule, index) => checkRule(rule, language, [...place, index], report))
}

function checkRule(rule: Json, language: QueryLanguage, place: Place, report: Report): void {
  if (!isObject(rule)) return report.schema('Value must be an object', place)
  if (rule.Next === undefined) report.schema('These fields are required: [Next]', place)
  else if (typeof rule.Next !== 'string') report.schema('Value must be a string', [...place, 'Next'])
  if (language === 'JSONata') {
    if (rule.Condition === undefined) report.schema('These fields are required: [Condition]', place)
    for (const field of ['Variable', ...COMBINATORS]) if (rule[field] !== undefined) onlyJsonPath(field, place, report)
    return
  }
  if (rule.Condition !== undefined) report.schema("The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' QueryLanguage", place)
  if (rule.Output !== undefined) report.schema("The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage", place)
  if (rule.Condition === undefined) checkCondition(rule, place, report)
}

function onlyJsonPath(field: string, place: Place, report: Report): void {
  report.schema(`The QueryLanguage is set to 'JSONata', but field '${field}' is only supported for the 'JSONPath' QueryLanguage`, place)
}

function checkCondition(condition: Json, place: Place, report: Report): void {
  if (!isObject(condition)) return report.schema('Value must be an object', place)
  const used = Object.keys(condition).filter((field) => OPERATORS.has(field) || COMBINATORS.includes(field))
  if (used.length !== 1) {
    const problem = used.length === 0 ? 'A choice rule needs a comparison operator, or And, Or or Not' : `There should only be one of the following fields: [${used.join(', ')}]`
    return report.schema(problem, place)
  }
  const operator = used[0]!
  if (COMBINATORS.includes(operator)) return checkCombination(operator, condition, place, report)
  if (condition.Variable === undefined) report.schema('These fields are required: [Variable]', place)
  else checkPath(condition.Variable, [...place, 'Variable'], report)
  checkOperand(operator, condition[operator]!, [...place, operator], report)
}

function checkCombination(operator: string, condition: JsonObject, place: Place, report: Report): void {
  const operand = condition[operator]!
  const inner = (item: Json, at: Place): void => {
    if (isObject(item) && item.Next !== undefined) report.schema("Field 'Next' is not supported", at)
    checkCondition(item, at, report)
  }
  if (operator === 'Not') return inner(operand, [...place, operator])
  if (!Array.isArray(operand)) return report.schema('Value must be an array', [...place, operator])
  if (operand.length === 0) return report.schema('Value cannot be empty', [...place, operator])
  operand.forEach((item, index) => inner(item, [...place, operator, index]))
}

function checkOperand(operator: string, operand: Json, place: Place, report: Report): void {
  if (isPlaceholder(operand)) return
  if (operator.endsWith('Path')) return checkPath(operand, place, report)
  const expected = operator.startsWith('Is') || operator.startsWith('Boolean') ? 'boolean' : operator.startsWith('Numeric') ? 'number' : 'string'
  if (typeof operand !== expected) return report.schema(`Value must be a ${expected}`, place)
  if (operator.startsWith('Timestamp') && parseTimestamp(operand as string) === undefined) report.schema('String does not match RFC3339 timestamp', place)
  if (operator.startsWith('String') && looksLikePath(operand)) report.warning('NO_PATH', `The value of '${operator}' looks like a path, but the name of the field does not end with 'Path', so that it is taken as text`, place)
}
