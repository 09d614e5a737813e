import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Fork, isFork, isPane } from '../../components/live/free-play.ts'

const late = { at: 4, position: 12, kept: 2, answerAt: 9, drop: true }
const choice = { token: 0, earlier: [], late }
const fork: Fork = { click: 3, choice, outcome: 'late', position: 12, kept: 2, beat: 0, actions: [{ at: 9, type: 'SendTaskSuccess', token: 0, output: { approved: true } }] }

describe('what another window says was done by hand', () => {
  test('is taken as it is made', () => {
    expect(isFork(fork)).toBe(true)
    expect(isPane('history')).toBe(true)
  })

  test.each<[string, unknown]>([
    ['without its fields', { click: 3 }],
    ['without actions', { ...fork, actions: undefined }],
    ['with an action that is none', { ...fork, actions: [{ at: 4, type: 'Explode' }] }],
    ['with an action before the start', { ...fork, actions: [{ at: -1, type: 'Drop' }] }],
    ['with a position that is no number', { ...fork, position: '12' }],
    ['with a token that is no number', { ...fork, actions: [{ at: 4, type: 'Drop', token: 'x' }] }],
    ['with an outcome that nobody offers', { ...fork, outcome: 'explode' }],
    ['without the choice it was', { ...fork, choice: null }],
    ['with a choice that has no moment', { ...fork, choice: { ...choice, late: {} } }],
    ['that is a list', [fork]],
    ['that is nothing', null],
  ])('counts as none: a fork %s', (_, value) => {
    expect(isFork(value)).toBe(false)
  })

  test('never throws while it is looked at', () => {
    fc.assert(fc.property(fc.anything(), (value) => {
      expect(typeof isFork(value)).toBe('boolean')
      expect(isPane(value)).toBe(['code', 'data', 'history', 'timeline'].includes(value as string))
    }))
  })
})
