import { isObject, type Json, type JsonObject } from '../../query/json.ts'
import { adviseOnAddresses } from './advice-address.ts'
import { adviseOnErrors } from './advice-errors.ts'
import { adviseOnFlow } from './advice-flow.ts'
import { adviseOnMap } from './advice-map.ts'
import { ADVICE_RULES } from './advice-rules.ts'
import { adviseOnTask } from './advice-task.ts'
import { adviseOnTimeouts } from './advice-timeouts.ts'
import type { AdvisedState, Note } from './advised-state.ts'
import { followExecutionInput, type ExecutionInput } from './execution-input.ts'
import type { Place, Report } from '../checks/report.ts'
import type { MachineType, QueryLanguage } from '../types.ts'

const MACHINE_FIELDS = new Set(['Comment', 'StartAt', 'States', 'Version', 'TimeoutSeconds', 'QueryLanguage', 'ProcessorConfig'])

/** Adds this project's advice on a definition; the rules are listed in advice-rules.ts. */
export function advise(definition: JsonObject, type: MachineType, report: Report): void {
  const language = definition.QueryLanguage === 'JSONata' ? 'JSONata' : 'JSONPath'
  adviseOnScope(definition, [], { language, type, report, input: followExecutionInput(definition, language), isTimed: definition.TimeoutSeconds !== undefined })
}

/** What all scopes of a machine share. */
interface Advising {
  language: QueryLanguage
  type: MachineType
  report: Report
  input: ExecutionInput
  /** The machine itself has an end. */
  isTimed: boolean
}

function adviseOnScope(scope: Json, place: Place, advising: Advising): void {
  const { language, type, report, input, isTimed } = advising
  if (!isObject(scope) || !isObject(scope.States)) return
  const note = noteAt(report, place)
  for (const field of Object.keys(scope)) {
    if (!MACHINE_FIELDS.has(field)) note('UNKNOWN_FIELD', `Nothing reads the field '${field}' here. If it belongs to a state, move it there; if it is a remark, make it the Comment.`, field)
  }
  adviseOnFlow(scope, type, note)
  if (type === 'STANDARD' && !isTimed) adviseOnTimeouts(scope.States, note)
  for (const [name, state] of Object.entries(scope.States)) {
    if (!isObject(state)) continue
    const at = [...place, 'States', name]
    const own = state.QueryLanguage === 'JSONPath' || state.QueryLanguage === 'JSONata' ? state.QueryLanguage : language
    const advised: AdvisedState = { name, state, language: own, type, siblings: scope.States, note: noteAt(report, at) }
    if (state.Type === 'Task') {
      adviseOnTask(advised)
      adviseOnAddresses(state, input, advised.note)
    }
    if (state.Type === 'Map') adviseOnMap(advised)
    adviseOnErrors(advised)
    if (state.Type === 'Parallel' && Array.isArray(state.Branches)) state.Branches.forEach((branch, index) => adviseOnScope(branch, [...at, 'Branches', index], advising))
    const field = state.ItemProcessor === undefined ? 'Iterator' : 'ItemProcessor'
    if (state.Type === 'Map' && isObject(state[field])) adviseOnScope(state[field], [...at, field], { ...advising, type: childType(state[field], type) })
  }
}

function childType(processor: JsonObject, type: MachineType): MachineType {
  const config = processor.ProcessorConfig
  return isObject(config) && config.Mode === 'DISTRIBUTED' && config.ExecutionType === 'EXPRESS' ? 'EXPRESS' : type
}

function noteAt(report: Report, place: Place): Note {
  return (code, message, ...steps) => report.add('ADVICE', code, message, [...place, ...steps], ADVICE_RULES[code])
}
