/** The recorded cases, and what comes of running them. Only files called recorded.test.ts read them: they lie beside the project, where they are there. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DefinitionError, type RecordedCase, type RecordedResult, runCase } from '../../../engine/simulation/run/recorded-case.ts'
import { recordingsFolder } from '../../../scripts/test/recordings.ts'

const folder = join(recordingsFolder(join(import.meta.dirname, '..', '..', '..')), 'conformance')

export interface CorpusCase extends RecordedCase {
  id: string
  kind: 'execution' | 'validation' | 'test_state'
  area: string
}

export type CaseResult = RecordedResult | { id: string, unsupported: string }

/** What compare.mjs says about one result: level → null where it passed, the first difference where not. */
export type Comparison = Map<string, string | null>

/** `Case` is what stands in a line of the recordings, `Result` what comes of it here. */
export interface Comparer<Case = CorpusCase, Result = CaseResult> {
  LEVELS: string[]
  compareCase: (item: Case, result: Result) => Comparison
}

export async function readComparer<Case = CorpusCase, Result = CaseResult>(): Promise<Comparer<Case, Result>> {
  return await import(/* @vite-ignore */ join(folder, 'compare.mjs')) as Comparer<Case, Result>
}

export function readCorpus<Case extends { kind: string } = CorpusCase>(kind: CorpusCase['kind']): Case[] {
  return readFileSync(join(folder, 'dev.jsonl'), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Case)
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
