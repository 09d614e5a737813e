import { describe, expect, test } from 'vitest'
import { formatDiagnostic, validate } from '../../engine/asl/index.ts'
import { listPatterns, readPattern, typeOf } from '../../engine/cli/pattern-folder.ts'
import { languageServiceErrors, validatorErrors } from '../support/second-opinions.ts'
import { FALSE_ALARMS, type FalseAlarm } from './false-alarms.ts'

/** Every state machine of every pattern, in the eyes of our own checker and of two that others wrote. */

interface Scope { States: Record<string, { Type: string, TimeoutSeconds?: number, HeartbeatSeconds?: number, Branches?: Scope[], ItemProcessor?: Scope }> }

/** Tasks that nothing but their service ends, by name; the advice passes over Express workflows, which this does not. */
function endlessTasks({ States }: Scope): string[] {
  return Object.entries(States).flatMap(([name, { Type, TimeoutSeconds, HeartbeatSeconds, Branches = [], ItemProcessor }]) => [
    ...(Type === 'Task' && TimeoutSeconds === undefined && HeartbeatSeconds === undefined ? [name] : []),
    ...[...Branches, ...(ItemProcessor ? [ItemProcessor] : [])].flatMap(endlessTasks),
  ])
}

const isKnown = (checker: FalseAlarm['checker'], message: string) => FALSE_ALARMS.some(alarm => alarm.checker === checker && alarm.message.test(message))

describe.each(listPatterns('snippets'))('%s', async (slug) => {
  const { pattern, workflows } = await readPattern('snippets', slug)

  test('can be read', () => {
    expect(pattern).toBeDefined()
  })

  if (!pattern)
    return
  const { advice } = pattern.cases
  const found = Object.entries(workflows).map(([stem, workflow]) => ({
    stem,
    definition: workflow.definition!,
    diagnostics: validate(workflow, { type: typeOf(pattern.cases, stem) }).diagnostics,
  }))

  test.each(found)('$stem.asl.yaml is in order, and earns no advice but what cases.yaml names', ({ diagnostics }) => {
    expect(diagnostics.filter(({ severity, code }) => severity !== 'ADVICE' || !advice.includes(code)).map(formatDiagnostic)).toEqual([])
  })

  test('the advice that cases.yaml names is given', () => {
    const given = new Set(found.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))
    expect(advice.filter(code => !given.has(code))).toEqual([])
  })

  test.each(found)('every Task of $stem.asl.yaml has an end, or cases.yaml says on purpose not', ({ definition }) => {
    if (definition.TimeoutSeconds === undefined && !advice.includes('TASK_WITHOUT_TIMEOUT'))
      expect(endlessTasks(definition as unknown as Scope)).toEqual([])
  })

  test.each(found)('asl-validator has nothing against $stem.asl.yaml', ({ definition }) => {
    const errors = validatorErrors(definition)
    expect(isKnown('asl-validator', errors) ? '' : errors).toBe('')
  })

  test.each(found)('AWS’s language service finds no error in $stem.asl.yaml', async ({ definition }) => {
    const errors = await languageServiceErrors(definition)
    expect(errors.filter(message => !isKnown('language service', message))).toEqual([])
  })
})
