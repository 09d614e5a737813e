import { describe, expect, test } from 'vitest'
import { listPatterns, readPattern } from '../../engine/cli/pattern-folder.ts'
import { compareWithExpectation } from '../../engine/simulation/expectations.ts'
import { rehearse } from '../../engine/simulation/rehearse.ts'

describe.each(listPatterns('snippets'))('%s', async (slug) => {
  const { pattern, diagnostics } = await readPattern('snippets', slug)

  test('its files are in order', () => {
    expect(diagnostics).toEqual([])
  })

  test.each(pattern?.cases.cases ?? [])('case “$name” comes out as it says', async (item) => {
    const { recording, missing } = await rehearse(pattern!, item)
    expect(compareWithExpectation(recording, item.expect)).toEqual([])
    expect(missing.map(index => item.beats[index])).toEqual([])
  })

  test.each(pattern?.cases.cases ?? [])('case “$name” is the same every time', async (item) => {
    const [one, two] = [await rehearse(pattern!, item), await rehearse(pattern!, item)]
    expect(JSON.stringify(one)).toBe(JSON.stringify(two))
  })

  test.each(pattern?.cases.cases ?? [])('case “$name” has an answer ready whatever is done with a token', async (item) => {
    const { answers } = pattern!.cases
    const { recording, beats } = await rehearse(pattern!, item)
    for (const token of recording.tokens) {
      for (const at of beats.map(beat => beat.at + 1).filter(at => at > token.at)) {
        const outcomes = [
          { at, type: 'SendTaskSuccess', token: token.index, output: answers.approve },
          { at, type: 'SendTaskFailure', token: token.index, ...answers.fail },
          { at, type: 'Drop', token: token.index },
        ] as const
        for (const action of outcomes) {
          const forked = await rehearse(pattern!, item, [action], 0)
          expect(forked.recording.error).not.toBe('States.Runtime')
          expect(forked.recording.status).not.toBe('RUNNING')
        }
      }
    }
  })
})
