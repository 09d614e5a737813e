import { isObject, type Json, type JsonObject } from '../../query/json.ts'
import { checkKinds, checkNumbers } from './check-fields.ts'
import { checkState, type StateContext } from './check-state.ts'
import { checkTransitions } from './check-transitions.ts'
import type { Place, Report } from './report.ts'
import type { MachineType } from '../types.ts'

/**
 * A whole definition, with everything nested in it.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
 */
export function checkMachine(definition: JsonObject, type: MachineType, report: Report): void {
  const language = definition.QueryLanguage
  if (language !== undefined && language !== 'JSONPath' && language !== 'JSONata') report.schema('Value should be one of [JSONPath, JSONata]', ['QueryLanguage'])
  checkNumbers(definition, 'JSONPath', [], report, { expressions: false })
  const context: StateContext = { language: language === undefined || language === 'JSONPath' ? 'JSONPath' : 'JSONata', type, labels: new Set() }
  new MachineCheck(report).scope(definition, [], context)
}

class MachineCheck {
  readonly #report: Report
  readonly #names = new Set<string>()

  constructor(report: Report) {
    this.#report = report
  }

  /** A machine, a branch or an item processor: what has States and StartAt. */
  scope(value: Json, place: Place, context: StateContext): void {
    if (!isObject(value)) return this.#report.schema('Value must be an object', place)
    const missing = ['States', 'StartAt'].filter((field) => !Object.hasOwn(value, field))
    if (missing.length > 0) this.#report.schema(`These fields are required: [${missing.join(', ')}]`, place)
    checkKinds(value, place, this.#report)
    if (value.States === undefined) return
    const states = value.States
    const at = [...place, 'States']
    if (!isObject(states)) return this.#report.schema('Value must be an object', at)
    if (Object.keys(states).length === 0) return this.#report.schema('Value cannot be empty', at)
    for (const [name, state] of Object.entries(states)) this.#state(name, state, [...at, name], context)
    checkTransitions({ start: value.StartAt, states }, place, this.#report)
  }

  #state(name: string, state: Json, place: Place, context: StateContext): void {
    if (this.#names.has(name)) this.#report.error('DUPLICATE_STATE_NAME', `There is more than one state with the name '${name}'`, place)
    this.#names.add(name)
    checkState(name, state, place, context, this.#report)
    if (!isObject(state)) return
    if (state.Type === 'Parallel' && state.Branches !== undefined) this.#branches(state.Branches, [...place, 'Branches'], context)
    if (state.Type === 'Map') this.#processors(state, place, context)
  }

  #branches(branches: Json, place: Place, context: StateContext): void {
    if (!Array.isArray(branches)) return this.#report.schema('Value must be an array', place)
    if (branches.length === 0) return this.#report.schema('Value cannot be empty', place)
    branches.forEach((branch, index) => this.scope(branch, [...place, index], context))
  }

  #processors(state: JsonObject, place: Place, context: StateContext): void {
    for (const field of ['ItemProcessor', 'Iterator']) {
      const processor = state[field]
      if (processor === undefined) continue
      const config = isObject(processor) && isObject(processor.ProcessorConfig) ? processor.ProcessorConfig : {}
      const distributed = config.Mode === 'DISTRIBUTED'
      if (distributed && context.type === 'EXPRESS') this.#report.schema('Express state machine does not support Map state with mode DISTRIBUTED', place)
      const type = distributed && config.ExecutionType === 'EXPRESS' ? 'EXPRESS' : context.type
      this.scope(processor, [...place, field], { ...context, type })
    }
  }
}
