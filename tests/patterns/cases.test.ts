import type { Case } from '../../engine/simulation/cases.ts'
import type { Action, Recording } from '../../engine/simulation/types.ts'
import { describe, expect, test } from 'vitest'
import { listPatterns, readPattern } from '../../engine/cli/pattern-folder.ts'
import { compareWithExpectation, compareWorldWithExpectation } from '../../engine/simulation/expectations.ts'
import { rehearse } from '../../engine/simulation/rehearse.ts'
import { rehearseWorld } from '../../engine/simulation/rehearse-world.ts'

/** Longer than this, and the line under the diagram wraps. */
const LONGEST_SAY = 100

/** What ends an execution when nobody has thought of an answer. */
const UNANSWERED = /Nothing answers the task|There is no simulated|no entry for invocation/

function unanswered({ error, cause }: Recording): string | undefined {
  return error === 'States.Runtime' && UNANSWERED.test(cause ?? '') ? cause : undefined
}

describe.each(listPatterns('snippets'))('%s', async (slug) => {
  const { pattern, diagnostics } = await readPattern('snippets', slug)

  test('its files are in order', () => {
    expect(diagnostics).toEqual([])
  })

  if (!pattern)
    return
  const { cases, ledger, answers } = pattern.cases
  const single = cases.filter(item => !item.runs)
  const many = cases.filter(item => item.runs)

  test.each(cases)('case “$name” has beats, each with a line that fits', ({ beats }) => {
    expect(beats.filter(({ say }) => say.length > LONGEST_SAY).map(({ say }) => say)).toEqual([])
    expect(beats.length).toBeGreaterThan(0)
  })

  describe.each(single)('case “$name”', (item) => {
    test('comes out as it says, the same every time', async () => {
      const run = await rehearse(pattern, item)
      expect(compareWithExpectation(run.recording, item.expect, ledger)).toEqual([])
      expect(run.missing.map(index => item.beats[index])).toEqual([])
      expect(run.beats.filter((beat, index) => beat.position < (run.beats[index - 1]?.position ?? 0)).map(({ say }) => say), 'a beat that goes back').toEqual([])
      expect(unanswered(run.recording)).toBeUndefined()
      expect(Object.keys(item.expect)).not.toEqual([])
      expect(JSON.stringify(await rehearse(pattern, item))).toBe(JSON.stringify(run))
    })

    test('has an answer ready whatever is done with a token', async () => {
      const { recording, beats } = await rehearse(pattern, item)
      for (const token of recording.tokens) {
        for (const at of beats.map(beat => beat.at + 1).filter(at => at > token.at)) {
          const outcomes: Action[] = [
            { at, type: 'SendTaskSuccess', token: token.index, output: answers.approve },
            { at, type: 'SendTaskFailure', token: token.index, ...answers.fail },
            { at, type: 'Drop', token: token.index },
          ]
          for (const action of outcomes) {
            const forked = await rehearse(pattern, item, [action], 0)
            expect(unanswered(forked.recording), `${action.type} at ${at} s`).toBeUndefined()
            if (item.until === undefined)
              expect(forked.recording.status).not.toBe('RUNNING')
          }
        }
      }
    })
  })

  describe.each(many)('case “$name” of many executions', (item: Case) => {
    test('comes out as it says, the same every time', async () => {
      const { world, missing } = await rehearseWorld(pattern, item)
      expect(compareWorldWithExpectation(world, item.expect, ledger)).toEqual([])
      expect(missing.map(index => item.beats[index])).toEqual([])
      expect(world.executions.map(({ recording }) => unanswered(recording)).filter(Boolean)).toEqual([])
      expect(Object.keys(item.expect)).not.toEqual([])
      const again = await rehearseWorld(pattern, item)
      expect(JSON.stringify(again.world)).toBe(JSON.stringify(world))
    })
  })
})
