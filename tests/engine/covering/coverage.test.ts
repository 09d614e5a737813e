import { describe, expect, test } from 'vitest'
import type { StateMachineDefinition } from '../../../engine/asl/index.ts'
import { listPatterns, readPattern } from '../../../engine/cli/pattern-folder.ts'
import { coverageOf } from '../../../engine/simulation/covering/coverage.ts'
import { playCase } from '../../../engine/simulation/play/play-case.ts'
import { definitionOf } from '../../../engine/simulation/play/pattern.ts'
import { simulate } from '../../../engine/simulation/run/simulate.ts'
import { viewRun } from '../../../engine/simulation/views/run-view.ts'

const order = {
  QueryLanguage: 'JSONata',
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'charge' },
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1 }, { ErrorEquals: ['States.ALL'], MaxAttempts: 0 }],
      Catch: [{ ErrorEquals: ['Declined'], Next: 'Tell' }, { ErrorEquals: ['States.ALL'], Next: 'Tell' }],
      Next: 'Large?',
    },
    'Large?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.Payload > 100 %}', Next: 'Ship' }, { Condition: '{% $states.input.Payload < 0 %}', Next: 'Tell' }],
      Default: 'Ship',
    },
    Ship: { Type: 'Parallel', Branches: [{ StartAt: 'Pack', States: { Pack: { Type: 'Pass', End: true } } }], End: true },
    Tell: { Type: 'Fail', Error: 'NotShipped' },
  },
} as unknown as StateMachineDefinition

const runWith = (...answers: object[]) => simulate({
  definition: order,
  name: 'Order',
  mockCase: 'Case',
  mocks: {
    StateMachines: { Order: { TestCases: { Case: { Charge: 'Answers' } } } },
    MockedResponses: { Answers: Object.fromEntries(answers.map((answer, index) => [String(index), answer])) },
  } as never,
})
const ok = { Return: { Payload: 120 } }
const fails = (Error: string) => ({ Throw: { Error, Cause: 'so' } })

const visited = (list: readonly { visits: number }[]): number[] => list.map(({ visits }) => visits)

describe('coverage', () => {
  test('counts states, arrows, catchers, retriers and rules over many runs', async () => {
    const runs = [await runWith(fails('Busy'), fails('Busy'), ok), await runWith(ok), await runWith(fails('Declined'))]
    const coverage = coverageOf(order, runs)
    expect(coverage.runs).toBe(3)
    expect(coverage.states).toEqual([
      { name: 'Charge', type: 'Task', visits: 3 },
      { name: 'Large?', type: 'Choice', visits: 2 },
      { name: 'Ship', type: 'Parallel', visits: 2 },
      { name: 'Pack', type: 'Pass', visits: 2 },
      { name: 'Tell', type: 'Fail', visits: 1 },
    ])
    expect(coverage.retriers.map(({ state, index, errors, visits }) => [state, index, errors, visits])).toEqual([['Charge', 0, ['Busy'], 2], ['Charge', 1, ['States.ALL'], 0]])
    // Both catchers lead to the same state: the error tells which one it was.
    expect(coverage.catchers.map(({ errors, next, visits }) => [errors[0], next, visits])).toEqual([['Declined', 'Tell', 1], ['States.ALL', 'Tell', 0]])
    expect(coverage.choices).toEqual([
      { state: 'Large?', index: 0, next: 'Ship', label: 'Payload > 100', visits: 2, shared: true },
      { state: 'Large?', index: 1, next: 'Tell', label: 'Payload < 0', visits: 0 },
      { state: 'Large?', next: 'Ship', label: 'otherwise', visits: 2, shared: true },
    ])
    const arrows = Object.fromEntries(coverage.transitions.map(({ from = 'start', to = 'end', kind, rule = '', visits }) => [`${from} ${kind}${rule} ${to}`, visits]))
    expect(arrows).toMatchObject({ 'start start Charge': 3, 'Charge next Large?': 2, 'Charge catch0 Tell': 1, 'Ship end end': 2, 'Tell end end': 1 })
  })

  test('reads histories as the API answers them: out of order, without times and data', async () => {
    const { events } = await runWith(fails('Busy'), ok)
    const answered = events.toReversed().map(({ id, previousEventId, type, stateEnteredEventDetails, stateExitedEventDetails, lambdaFunctionFailedEventDetails, taskFailedEventDetails }) =>
      ({ id, previousEventId, type, stateEnteredEventDetails: stateEnteredEventDetails && { name: stateEnteredEventDetails.name }, stateExitedEventDetails, lambdaFunctionFailedEventDetails, taskFailedEventDetails }))
    expect(coverageOf(order, [{ events: answered }])).toEqual(coverageOf(order, [{ events }]))
    expect(visited(coverageOf(order, [{}]).states)).toEqual([0, 0, 0, 0, 0])
  })
})

test('of every case of every pattern, states, arrows and retries are as the slide shows them', async () => {
  for (const slug of listPatterns('snippets')) {
    const { pattern } = await readPattern('snippets', slug)
    for (const item of pattern?.cases.cases.filter(({ runs }) => !runs) ?? []) {
      const { recording } = await playCase(pattern!, item)
      const coverage = coverageOf(definitionOf(pattern!, item), [recording])
      const view = viewRun(recording, recording.events.length)
      const where = `${slug}: ${item.name}`
      expect(coverage.states.filter(({ visits }) => visits > 0).map(({ name }) => name).sort(), where).toEqual([...view.states.keys()].sort())
      const between = view.taken.filter(({ from }) => from !== undefined)
      const counted = new Map(coverage.transitions.filter(({ from, to }) => from !== undefined && to !== undefined).map(edge => [`${edge.from} ${edge.kind === 'catch' ? `catch${edge.rule}` : ''} ${edge.to}`, edge.visits]))
      expect([...counted.values()].reduce((sum, visits) => sum + visits, 0), where).toBe(between.length)
      const retries = (state: string): number => coverage.retriers.filter(one => one.state === state).reduce((sum, { visits }) => sum + visits, 0)
      for (const [state, times] of view.retries) if (!recording.events.some(({ type }) => type === 'ExecutionRedriven')) expect(retries(state), `${where}, ${state}`).toBe(times)
    }
  }
})
