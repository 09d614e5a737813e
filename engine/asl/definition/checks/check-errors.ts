import { isObject, type Json } from '../../query/json.ts'
import { checkReferencePath } from './check-expressions.ts'
import { checkAlternatives, checkNumbers, checkUnknown } from './check-fields.ts'
import { checkTemplates } from './check-templates.ts'
import type { Place, Report } from './report.ts'
import { isPlaceholder } from '../substitutions.ts'
import type { QueryLanguage } from '../types.ts'

const RETRIER_FIELDS = ['Comment', 'ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy']
const CATCHER_FIELDS = ['Comment', 'ErrorEquals', 'Next', 'ResultPath', 'Assign', 'Output']

/**
 * Retriers and catchers.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function checkErrorHandling(state: { [key: string]: Json }, language: QueryLanguage, place: Place, report: Report): void {
  checkList(state.Retry, [...place, 'Retry'], report, (retrier, at) => {
    checkUnknown(retrier, RETRIER_FIELDS, at, report)
    checkNumbers(retrier, language, at, report, { expressions: false })
    const jitter = retrier.JitterStrategy
    if (jitter !== undefined && !isPlaceholder(jitter) && jitter !== 'FULL' && jitter !== 'NONE') report.schema('Value should be one of [FULL, NONE]', [...at, 'JitterStrategy'])
  })
  checkList(state.Catch, [...place, 'Catch'], report, (catcher, at) => {
    checkUnknown(catcher, CATCHER_FIELDS, at, report)
    if (catcher.Next === undefined) report.schema('These fields are required: [Next]', at)
    else if (typeof catcher.Next !== 'string') report.schema('Value must be a string', [...at, 'Next'])
    if (catcher.ResultPath !== undefined && catcher.ResultPath !== null && language === 'JSONPath') checkReferencePath(catcher.ResultPath, [...at, 'ResultPath'], report, 'input')
    const foreign = language === 'JSONata' ? 'ResultPath' : 'Output'
    if (catcher[foreign] !== undefined) {
      const other = language === 'JSONata' ? 'JSONPath' : 'JSONata'
      report.schema(`The QueryLanguage is set to '${language}', but field '${foreign}' is only supported for the '${other}' QueryLanguage`, at)
    }
    checkTemplates(catcher, language, at, report)
    checkAlternatives(catcher, at, report)
  })
}

function checkList(list: Json | undefined, place: Place, report: Report, check: (item: { [key: string]: Json }, place: Place) => void): void {
  if (list === undefined) return
  if (!Array.isArray(list)) return report.schema('Value must be an array', place)
  list.forEach((item, index) => {
    const at = [...place, index]
    if (!isObject(item)) return report.schema('Value must be an object', at)
    checkErrorNames(item.ErrorEquals, at, report)
    checkWildcard(item.ErrorEquals, index === list.length - 1, at, report)
    check(item, at)
  })
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-error-representation */
function checkWildcard(names: Json | undefined, isLast: boolean, place: Place, report: Report): void {
  if (Array.isArray(names) && names.includes('States.ALL') && (names.length > 1 || !isLast)) {
    report.schema('States.ALL must appear alone and at end of list', [...place, 'ErrorEquals'])
  }
}

function checkErrorNames(names: Json | undefined, place: Place, report: Report): void {
  if (names === undefined) return report.schema('These fields are required: [ErrorEquals]', place)
  const at = [...place, 'ErrorEquals']
  if (!Array.isArray(names)) return report.schema('Value must be an array', at)
  if (names.length === 0) return report.schema('Value cannot be empty', at)
  names.forEach((name, index) => {
    if (typeof name !== 'string') report.schema('Value must be a string', [...at, index])
  })
}
