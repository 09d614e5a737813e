/** Which stages of the data TestState shows, as recorded: it depends on the type of the state and its query language. */

import type { State } from '../definition/types.ts'
import type { CheckedRequest } from './check-request.ts'
import type { InspectionData } from './request.ts'

type Field = keyof InspectionData

/** What every kind of state may show. */
const always: readonly Field[] = ['input', 'variables', 'afterItemsPointer', 'afterItemBatcher', 'maxConcurrency', 'toleratedFailureCount', 'toleratedFailurePercentage', 'errorDetails']
const whole: readonly Field[] = ['afterInputPath', 'afterParameters', 'result', 'afterResultSelector', 'afterResultPath']

const jsonPathFields: Readonly<Record<State['Type'], readonly Field[]>> = {
  Task: whole,
  Pass: ['afterInputPath', 'afterParameters', 'afterResultSelector', 'afterResultPath'],
  Map: ['afterInputPath', 'afterItemsPath', 'afterItemSelector', 'afterResultSelector', 'afterResultPath'],
  Parallel: ['afterResultSelector', 'afterResultPath'],
  Choice: ['afterInputPath'],
  Wait: ['afterInputPath'],
  Succeed: ['afterInputPath'],
  Fail: ['afterInputPath'],
}

export function shownInspection(data: InspectionData, { state, language }: CheckedRequest): InspectionData {
  const shown = new Set<Field>([...always, ...fieldsOf(state, language)])
  return Object.fromEntries(Object.entries(data).filter(([field]) => shown.has(field as Field))) as InspectionData
}

function fieldsOf(state: State, language: CheckedRequest['language']): readonly Field[] {
  if (language === 'JSONata') return state.Type === 'Task' ? ['afterArguments', 'result'] : state.Type === 'Map' ? ['afterItemSelector'] : []
  if (state.Type === 'Pass' && state.Result !== undefined) return ['result', 'afterResultSelector', 'afterResultPath']
  return jsonPathFields[state.Type]
}
