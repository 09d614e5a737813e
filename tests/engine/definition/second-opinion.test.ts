import { describe, expect, test } from 'vitest'
import { validate, type StateMachineDefinition } from '../../../engine/asl/index.ts'
import { languageServiceErrors, validatorErrors } from '../../support/second-opinions.ts'
import { VALID_MACHINES } from './valid-machines.ts'

/** Two checkers that others wrote agree with ours that valid definitions are valid, and disagree with definitions that we refuse. */

describe.each(Object.entries(VALID_MACHINES))('%s', (_, definition) => {
  test('is valid here', () => {
    expect(validate(definition).diagnostics.filter(({ severity }) => severity === 'ERROR')).toEqual([])
  })

  test('asl-validator agrees', () => {
    expect(validatorErrors(definition)).toBe('')
  })

  test("AWS's language service agrees", async () => {
    expect(await languageServiceErrors(definition)).toEqual([])
  })
})

test.each<[string, object]>([
  ['a target that is not there', { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } }],
  ['an unknown type', { StartAt: 'A', States: { A: { Type: 'Nap', End: true } } }],
  ['no Resource', { StartAt: 'A', States: { A: { Type: 'Task', End: true } } }],
])('all three refuse %s', async (_, definition) => {
  expect(validate(definition as StateMachineDefinition).valid).toBe(false)
  expect(validatorErrors(definition as StateMachineDefinition)).not.toBe('')
  expect(await languageServiceErrors(definition as StateMachineDefinition)).not.toEqual([])
})
