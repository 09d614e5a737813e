import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { runBatchLine } from '../../../engine/cli/batch-line.ts'
import { validate } from '../../../engine/asl/index.ts'
import { firstDifference, readComparer, readCorpus, type CaseResult } from '../conformance/run-case.ts'

interface KnownDifference {
  /** An id, or the beginning of some with a star after it. */
  id: string
  level: string
}

const known = (parse(readFileSync(new URL('../known-differences.yaml', import.meta.url), 'utf8')) as { validation: KnownDifference[] }).validation

function covers(entry: KnownDifference, { id, level }: { id: string, level: string }): boolean {
  return entry.level === level && (entry.id.endsWith('*') ? id.startsWith(entry.id.slice(0, -1)) : id === entry.id)
}

/** Definitions that the service judged, and definitions that it ran and so accepted. */
describe('definitions the service has judged', () => {
  test('are judged alike, with one of the recorded codes', async () => {
    const { compareCase, LEVELS } = await readComparer()
    const differences: { id: string, level: string, text: string }[] = []
    for (const item of readCorpus('validation')) {
      const difference = firstDifference(compareCase(item, JSON.parse(await runBatchLine(JSON.stringify(item), 0)) as CaseResult), LEVELS)
      if (difference) differences.push({ id: item.id, ...difference })
    }
    expect(differences.filter((difference) => !known.some((entry) => covers(entry, difference)))).toEqual([])
    expect(known.filter((entry) => !differences.some((difference) => covers(entry, difference)))).toEqual([])
  })

  test('and nothing is wrong with those it ran', () => {
    const refused = readCorpus('execution').flatMap(({ id, definition, machineType }) => {
      const { valid, diagnostics } = validate(definition, { type: machineType ?? 'STANDARD', advice: false })
      return valid ? [] : [`${id}: ${diagnostics[0]!.code} ${diagnostics[0]!.message}`]
    })
    expect(refused).toEqual([])
  })
})
