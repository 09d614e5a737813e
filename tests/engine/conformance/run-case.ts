/** The recorded cases, where they are found beside the project, and what comes of running them. */

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DefinitionError, type RecordedCase, type RecordedResult, runCase } from '../../../engine/simulation/recorded-case.ts'

const folder = fileURLToPath(new URL('../../../../shared/conformance/', import.meta.url))

/** The folder of the recorded cases, or undefined where it is not there. */
export const corpusFolder: string | undefined = existsSync(`${folder}dev.jsonl`) && existsSync(`${folder}compare.mjs`) ? folder : undefined

export interface CorpusCase extends RecordedCase {
  id: string
  kind: 'execution' | 'validation' | 'test_state'
  area: string
}

export type CaseResult = RecordedResult | { id: string, unsupported: string }

/** What compare.mjs says about one result: level → null where it passed, the first difference where not. */
export type Comparison = Map<string, string | null>

export interface Comparer {
  LEVELS: string[]
  compareCase: (item: CorpusCase, result: CaseResult) => Comparison
}

export function readCorpus(kind: CorpusCase['kind']): CorpusCase[] {
  if (!corpusFolder) return []
  return readFileSync(`${corpusFolder}dev.jsonl`, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as CorpusCase)
    .filter(item => item.kind === kind)
}

export async function resultOf(item: CorpusCase): Promise<CaseResult> {
  try {
    return { ...await runCase(item), id: item.id }
  }
  catch (thrown) {
    if (thrown instanceof DefinitionError) return { id: item.id, unsupported: thrown.message }
    throw thrown
  }
}

/** The first level at which a result differs, with the difference, or undefined. */
export function firstDifference(comparison: Comparison, levels: readonly string[]): { level: string, text: string } | undefined {
  for (const level of levels) {
    const text = comparison.get(level)
    if (text) return { level, text }
  }
  return undefined
}
