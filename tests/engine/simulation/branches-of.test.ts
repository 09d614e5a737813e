import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listPatterns, readPattern } from '../../../engine/cli/pattern-folder.ts'
import { recordCase } from '../../../engine/simulation/play/play-case.ts'
import { branchesOf } from '../../../engine/simulation/recording/branches-of.ts'

const snippets = join(import.meta.dirname, '..', '..', '..', 'snippets')

test('the branches of a history are those that the engine ran it in, in every case of every pattern that has any', async () => {
  let branched = 0
  for (const slug of listPatterns(snippets)) {
    const { pattern } = await readPattern(snippets, slug)
    const workflows = Object.fromEntries(Object.entries(pattern!.workflows).map(([stem, workflow]) => [stem, JSON.stringify(workflow)]))
    for (const item of pattern!.cases.cases.filter(({ runs, workflow }) => !runs && /"Type":"(?:Map|Parallel)"/.test(workflows[workflow]!))) {
      const { events, branches } = await recordCase(pattern!, item)
      expect(branchesOf(events), `${slug} ${item.name}`).toEqual(branches)
      branched += Object.keys(branches).length
    }
  }
  expect(branched).toBeGreaterThan(100)
})
