/** A case, run here, and each of its states asked of TestState. */

import type { JsonObject } from '../asl/index.ts'
import { formatDiagnostic, parseDefinition, validate } from '../asl/index.ts'
import { definitionOf } from '../simulation/play/pattern.ts'
import { recordCase } from '../simulation/play/play-case.ts'
import type { Comparison } from './cases.ts'
import type { Endpoint } from './endpoint.ts'
import { askState, questionsOf } from './states.ts'

/** Asks for each state that a case visits, until one differs. */
export function asStates(endpoint: Endpoint): Comparison {
  return async (pattern, item) => {
    const definition = definitionOf(pattern, item)
    const [problem] = validate(parseDefinition(JSON.stringify(definition as unknown as JsonObject)), { type: item.type, advice: false }).diagnostics.filter(({ severity }) => severity === 'ERROR')
    if (problem) return { remark: `not asked: the service would not take its definition: ${formatDiagnostic(problem)}` }
    const { questions, unasked } = questionsOf(definition, await recordCase(pattern, item))
    let compared = 0
    for (const question of questions) {
      const difference = await askState(endpoint, question)
      compared++
      if (difference) return { compared, unit: 'states', difference }
    }
    const reasons = [...Map.groupBy(unasked, ({ why }) => why)].map(([why, { length }]) => `${length} left out: ${why}`)
    return { compared, unit: 'states', ...(reasons.length > 0 ? { remark: reasons.join('; ') } : {}) }
  }
}
