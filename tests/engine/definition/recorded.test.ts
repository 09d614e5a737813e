import { describe, expect, test } from 'vitest'
import { runBatchLine } from '../../../engine/cli/batch-line.ts'
import { validate } from '../../../engine/asl/index.ts'
import { corpusFolder, firstDifference, readCorpus, type CaseResult, type Comparer } from '../conformance/run-case.ts'

/** Definitions that the service judged, and definitions that it ran and so accepted. */
if (!corpusFolder) console.warn('skipped: the recorded cases are not beside this project (../shared/conformance)')

describe.skipIf(!corpusFolder)('definitions the service has judged', () => {
  test('are judged alike, with one of the recorded codes', async () => {
    const { compareCase, LEVELS } = await import(/* @vite-ignore */ `${corpusFolder}compare.mjs`) as Comparer
    const wrong: string[] = []
    for (const item of readCorpus('validation')) {
      const difference = firstDifference(compareCase(item, JSON.parse(await runBatchLine(JSON.stringify(item), 0)) as CaseResult), LEVELS)
      // The recorded texts about labels quote another interpreter's exceptions instead of the service's words.
      if (difference && !(difference.level === 'cause' && item.area === 'api_map_run')) wrong.push(`${item.id}: ${difference.text}`)
    }
    expect(wrong).toEqual([])
  })

  test('and nothing is wrong with those it ran', () => {
    const refused = readCorpus('execution').flatMap(({ id, definition, machineType }) => {
      const { valid, diagnostics } = validate(definition, { type: machineType ?? 'STANDARD', advice: false })
      return valid ? [] : [`${id}: ${diagnostics[0]!.code} ${diagnostics[0]!.message}`]
    })
    expect(refused).toEqual([])
  })
})
