import { isObject, type JsonObject } from '../../query/json.ts'
import { variableNameProblem } from '../../query/variables.ts'
import { checkJsonata, checkJsonPathTemplate } from './check-expressions.ts'
import { TEMPLATES } from '../field-table.ts'
import type { Place, Report } from './report.ts'
import type { QueryLanguage } from '../types.ts'

/** Payload templates of a state, a catcher, a choice rule, a reader, a batcher or a writer. */
export function checkTemplates(value: JsonObject, language: QueryLanguage, place: Place, report: Report): void {
  for (const field of TEMPLATES) {
    const template = value[field]
    if (template === undefined) continue
    if (language === 'JSONata') checkJsonata(template, [...place, field], report)
    else checkJsonPathTemplate(template, [...place, field], report)
  }
  if (isObject(value.Assign)) checkVariableNames(value.Assign, language, [...place, 'Assign'], report)
}

function checkVariableNames(assign: JsonObject, language: QueryLanguage, place: Place, report: Report): void {
  for (const key of Object.keys(assign)) {
    const name = language === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -2) : key
    const problem = variableNameProblem(name)
    if (problem !== undefined) report.schema(`The variable name '${name}' ${problem}`, place)
  }
}
