import { isObject, type Json, type JsonObject } from '../query/json.ts'
import { adviseOnErrors } from './advice-errors.ts'
import { adviseOnFlow } from './advice-flow.ts'
import { adviseOnMap } from './advice-map.ts'
import { ADVICE_RULES, type AdviceCode } from './advice-rules.ts'
import { adviseOnTask } from './advice-task.ts'
import type { Place, Report } from './report.ts'
import type { MachineType, QueryLanguage } from './types.ts'

/** Notes a piece of advice at a place below the state (or scope) that is being looked at. */
export type Note = (code: AdviceCode, message: string, ...steps: (string | number)[]) => void

/** A state as the advice sees it. */
export interface AdvisedState {
  name: string
  state: JsonObject
  language: QueryLanguage
  /** What the state runs in: the machine's type, or EXPRESS inside a Distributed Map with Express children. */
  type: MachineType
  note: Note
}

const MACHINE_FIELDS = new Set(['Comment', 'StartAt', 'States', 'Version', 'TimeoutSeconds', 'QueryLanguage', 'ProcessorConfig'])

/** Adds this project's advice on a definition; the rules are listed in advice-rules.ts. */
export function advise(definition: JsonObject, type: MachineType, report: Report): void {
  const language = definition.QueryLanguage === 'JSONata' ? 'JSONata' : 'JSONPath'
  adviseOnScope(definition, [], language, type, report)
}

function adviseOnScope(scope: Json, place: Place, language: QueryLanguage, type: MachineType, report: Report): void {
  if (!isObject(scope) || !isObject(scope.States)) return
  const note = noteAt(report, place)
  for (const field of Object.keys(scope)) {
    if (!MACHINE_FIELDS.has(field)) note('UNKNOWN_FIELD', `Nothing reads the field '${field}' here. If it belongs to a state, move it there; if it is a remark, make it the Comment.`, field)
  }
  adviseOnFlow(scope, type, note)
  for (const [name, state] of Object.entries(scope.States)) {
    if (!isObject(state)) continue
    const at = [...place, 'States', name]
    const own = state.QueryLanguage === 'JSONPath' || state.QueryLanguage === 'JSONata' ? state.QueryLanguage : language
    const advised: AdvisedState = { name, state, language: own, type, note: noteAt(report, at) }
    if (state.Type === 'Task') adviseOnTask(advised)
    if (state.Type === 'Map') adviseOnMap(advised)
    adviseOnErrors(advised)
    if (state.Type === 'Parallel' && Array.isArray(state.Branches)) state.Branches.forEach((branch, index) => adviseOnScope(branch, [...at, 'Branches', index], language, type, report))
    const field = state.ItemProcessor === undefined ? 'Iterator' : 'ItemProcessor'
    if (state.Type === 'Map' && isObject(state[field])) adviseOnScope(state[field], [...at, field], language, childType(state[field], type), report)
  }
}

function childType(processor: JsonObject, type: MachineType): MachineType {
  const config = processor.ProcessorConfig
  return isObject(config) && config.Mode === 'DISTRIBUTED' && config.ExecutionType === 'EXPRESS' ? 'EXPRESS' : type
}

function noteAt(report: Report, place: Place): Note {
  return (code, message, ...steps) => report.add('ADVICE', code, message, [...place, ...steps], ADVICE_RULES[code])
}
