/** The cases of a pattern, each held to what an endpoint makes of it. */

import type { Case } from '../simulation/cases/cases.ts'
import type { Pattern } from '../simulation/play/pattern.ts'
import type { Difference } from './compare.ts'
import { EndpointRefusal } from './endpoint.ts'

/** What came of asking for one case. */
export interface Verdict {
  pattern: string
  case: string
  /** How many things were compared. */
  compared?: number
  unit?: 'events' | 'results' | 'states'
  difference?: Difference
  /** Why it was not compared, or only in part. */
  remark?: string
}

/** How a case is compared: what `Verdict` has besides names. */
export type Comparison = (pattern: Pattern, item: Case) => Promise<Omit<Verdict, 'pattern' | 'case'>>

/**
 * Compares the cases of a pattern, one after the other.
 *
 * @param slug the pattern's name
 * @param pattern its files
 * @param compare how: `asExecutions`, or `asStates`
 * @param only the names of cases; all by default
 */
export async function* compareCases(slug: string, pattern: Pattern, compare: Comparison, only?: ReadonlySet<string>): AsyncGenerator<Verdict> {
  for (const item of pattern.cases.cases) {
    if (only && !only.has(item.name)) continue
    yield { pattern: slug, case: item.name, ...item.runs ? { remark: 'not asked: many executions on one clock' } : await answered(compare(pattern, item)) }
  }
}

/** What an endpoint refuses is told; what nobody foresaw is not kept quiet. */
function answered(verdict: ReturnType<Comparison>): ReturnType<Comparison> {
  return verdict.catch((thrown: unknown) => {
    if (thrown instanceof EndpointRefusal) return { remark: `not answered: ${thrown.name}: ${thrown.message}` }
    throw thrown
  })
}
