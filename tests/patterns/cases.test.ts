import type { Case } from '../../engine/simulation/cases/cases.ts'
import type { Action } from '../../engine/simulation/mocks/scripts.ts'
import { describe, expect, test } from 'vitest'
import { formatDiagnostic } from '../../engine/asl/index.ts'
import { checkPattern, mistakesOf, unansweredOf } from '../../engine/cli/check-pattern.ts'
import { listPatterns } from '../../engine/cli/pattern-folder.ts'
import { playCase } from '../../engine/simulation/play/play-case.ts'
import { playWorld } from '../../engine/simulation/play/play-world.ts'

describe.each(listPatterns('snippets'))('%s', async (slug) => {
  const checked = await checkPattern('snippets', slug)
  const { pattern } = checked

  test('its files are in order, and its cases come out as they say, beat by beat', () => {
    expect(mistakesOf(checked).map(formatDiagnostic)).toEqual([])
  })

  if (!pattern)
    return
  const { cases, answers } = pattern.cases
  const single = cases.filter(item => !item.runs)
  const many = cases.filter(item => item.runs)

  describe.each(single)('case “$name”', (item) => {
    test('is the same every time', async () => {
      expect(JSON.stringify(await playCase(pattern, item))).toBe(JSON.stringify(await playCase(pattern, item)))
    })

    test('has an answer ready whatever is done with a token', async () => {
      const { recording, beats } = await playCase(pattern, item)
      for (const token of recording.tokens) {
        for (const at of beats.map(beat => beat.at + 1).filter(at => at > token.at)) {
          const outcomes: Action[] = [
            { at, type: 'SendTaskSuccess', token: token.index, output: answers.approve },
            { at, type: 'SendTaskFailure', token: token.index, ...answers.fail },
            { at, type: 'Drop', token: token.index },
          ]
          for (const action of outcomes) {
            const forked = await playCase(pattern, item, [action], 0)
            expect(unansweredOf(forked.recording), `${action.type} at ${at} s`).toBeUndefined()
            if (item.until === undefined)
              expect(forked.recording.status).not.toBe('RUNNING')
          }
        }
      }
    })
  })

  describe.each(many)('case “$name” of many executions', (item: Case) => {
    test('is the same every time', async () => {
      const [{ world }, again] = [await playWorld(pattern, item), await playWorld(pattern, item)]
      expect(JSON.stringify(again.world)).toBe(JSON.stringify(world))
    })
  })
})
