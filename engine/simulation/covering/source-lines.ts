/** Coverage on the lines of the file that a definition stands in. */

import { statePlaces } from '../../asl/definition/state-places.ts'
import type { SourceRange } from '../../asl/definition/source/diagnostic.ts'
import type { ParsedDefinition } from '../../asl/definition/source/parse.ts'
import type { Coverage } from './types.ts'

/** A machine in its file, with what runs have gone through of it. */
export interface CoveredSource {
  /** As reports shall name it. */
  file: string
  source: Pick<ParsedDefinition, 'definition' | 'text' | 'rangeAt'>
  coverage: Coverage
}

/** A place that can be gone through: a state, a rule, a catcher, a retrier. */
export interface CoveredPlace {
  kind: 'state' | 'rule' | 'catcher' | 'retrier'
  state: string
  range: SourceRange
  visits: number
}

/** The places of a machine, each state before what is in it. */
export function placesOf({ source, coverage }: CoveredSource): CoveredPlace[] {
  const places = statePlaces(source.definition)
  const found: CoveredPlace[] = []
  const add = (kind: CoveredPlace['kind'], state: string, visits: number, ...steps: (string | number)[]): void => {
    const path = places.get(state)
    const range = path && source.rangeAt([...path, ...steps])
    if (range) found.push({ kind, state, range, visits })
  }
  for (const { name, visits } of coverage.states) {
    add('state', name, visits)
    for (const { index, visits, ...rule } of coverage.choices) if (rule.state === name) add('rule', name, visits, ...(index === undefined ? ['Default'] : ['Choices', index]))
    for (const { index, visits, state } of coverage.retriers) if (state === name) add('retrier', name, visits, 'Retry', index)
    for (const { index, visits, state } of coverage.catchers) if (state === name) add('catcher', name, visits, 'Catch', index)
  }
  return found
}

/** Comments, empty lines and those of brackets alone are nothing that can be gone through. */
const NOTHING = /^\s*#|^[{}[\],\s]*$/

/**
 * How often each line was gone through: as often as the innermost state, rule, catcher or retrier that it belongs to.
 *
 * @returns visits by the line's number, from 1, in their order; lines of no state are left out
 */
export function lineVisits(covered: CoveredSource): Map<number, number> {
  const lines = covered.source.text.split('\n')
  const visitsOf = new Map<number, number>()
  for (const { range: { start, end }, visits } of placesOf(covered)) {
    const last = end.column === 1 && end.line > start.line ? end.line - 1 : end.line
    for (let line = start.line; line <= last; line++) if (!NOTHING.test(lines[line - 1] ?? '')) visitsOf.set(line, visits)
  }
  return new Map([...visitsOf].sort(([a], [b]) => a - b))
}
