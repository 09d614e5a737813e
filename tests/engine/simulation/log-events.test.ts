import { expect, test } from 'vitest'
import type { LOG_LEVELS } from '../../../engine/simulation/views/log-events.ts'
import { isLogged, logEvents } from '../../../engine/simulation/views/log-events.ts'
import { simulate } from '../../../engine/simulation/run/simulate.ts'

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'ChargeCard',
  States: {
    ChargeCard: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'charge-card', Payload: '{% $states.input %}' },
      Catch: [{ ErrorEquals: ['Payment.Declined'], Next: 'OrderFailed' }],
      End: true,
    },
    OrderFailed: { Type: 'Fail', Error: 'OrderFailed' },
  },
} as const
const { events } = await simulate({
  definition: definition as any,
  type: 'EXPRESS',
  input: { orderId: 'STROOP-42' },
  mocks: {
    StateMachines: { StateMachine: { TestCases: { declined: { ChargeCard: 'declined' } } } },
    MockedResponses: { declined: { 0: { Throw: { Error: 'Payment.Declined', Cause: 'No money' } } } },
  },
  mockCase: 'declined',
})

test('each level logs what the one before it logs, and more', () => {
  const types = (level: typeof LOG_LEVELS[number]) => logEvents(events, { level }).map(({ type }) => type)
  expect(types('OFF')).toEqual([])
  expect(types('FATAL')).toEqual(['ExecutionFailed'])
  expect(types('ERROR')).toEqual(['TaskFailed', 'FailStateEntered', 'ExecutionFailed'])
  expect(types('ALL')).toEqual(events.map(({ type }) => type))
})

test('a level is off unless it is set, and data stays out unless it is asked for', () => {
  expect(logEvents(events, {})).toEqual([])
  expect(JSON.stringify(logEvents(events, { level: 'ALL' }))).not.toContain('STROOP-42')
  expect(JSON.stringify(logEvents(events, { level: 'ALL', includeExecutionData: true }))).toContain('STROOP-42')
})

test('a line has the names and the text forms that CloudWatch Logs gets', () => {
  const [line] = logEvents(events, { level: 'ERROR', arn: 'arn:aws:states:eu-west-1:111111111111:express:CheckOut:1:2' })
  expect(line).toEqual({
    id: '5',
    type: 'TaskFailed',
    details: expect.objectContaining({ error: 'Payment.Declined' }),
    previous_event_id: '4',
    event_timestamp: expect.stringMatching(/^\d{13}$/),
    execution_arn: 'arn:aws:states:eu-west-1:111111111111:express:CheckOut:1:2',
  })
})

test('types that succeed, start or enter are logged by ALL alone', () => {
  for (const type of ['TaskSucceeded', 'TaskStateEntered', 'MapIterationStarted', 'ExecutionStarted'])
    expect([isLogged(type, 'ALL'), isLogged(type, 'ERROR'), isLogged(type, 'FATAL')]).toEqual([true, false, false])
  for (const type of ['LambdaFunctionTimedOut', 'MapIterationAborted', 'ParallelStateFailed', 'TaskSubmitFailed'])
    expect([isLogged(type, 'ERROR'), isLogged(type, 'FATAL')]).toEqual([true, false])
})
