/**
 * What runs have gone through of a state machine: its states, transitions, catchers, retriers and choice rules.
 *
 * @module
 */

import { parseDefinition } from '../asl/index.ts'
import { coverageOf, type CoveredRun, type CoveredSource } from '../simulation/covering/index.ts'

export { coverageOf as coverage, COVERED_PARTS, html, junit, lcov, missedOf, summaryOf } from '../simulation/covering/index.ts'
export type { Coverage, CoveredChoice, CoveredEvent, CoveredHandler, CoveredPart, CoveredRun, CoveredSource, CoveredState, CoveredTransition, JUnitCase, JUnitSuite, Share } from '../simulation/covering/index.ts'

/**
 * Coverage of a definition's file, for `lcov` and `html`, which show it line by line.
 *
 * @param file its name, as the report shall have it
 * @param text what it holds: JSON or YAML
 * @param runs results of `run`, or answers of GetExecutionHistory by any SDK
 * @throws Error for a text that is no definition
 */
export function coverageOfFile(file: string, text: string, runs: readonly CoveredRun[]): CoveredSource {
  const source = parseDefinition(text, { file })
  if (!source.definition) throw new Error(`${file}: ${source.diagnostics[0]?.message ?? 'no definition'}`)
  return { file, source, coverage: coverageOf(source.definition, runs) }
}
