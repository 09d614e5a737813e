import { describe, expect, test } from 'vitest'
import { run, testState, validate } from '../../../engine/library/index.ts'

const order = `
QueryLanguage: JSONata
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: { FunctionName: charge, Payload: '{% $states.input %}' }
    Output: '{% $states.result.Payload %}'
    Retry: [{ ErrorEquals: [Busy] }]
    Next: Later
  Later: { Type: Wait, Seconds: 259200, End: true }
`
const mocks = {
  StateMachines: { Order: { TestCases: { Good: { Charge: 'Charged' }, Bad: { Charge: 'Declined' } } } },
  MockedResponses: { Charged: { 0: { Return: { Payload: { paid: true } } } }, Declined: { 0: { Throw: { Error: 'Declined', Cause: 'no money' } } } },
}

describe('run', () => {
  test('runs a text with a case of a mock file, three days in no time', async () => {
    const { status, output, path, seconds, bill, coverage } = await run(order, { mocks, case: 'Good' })
    expect({ status, output, path, seconds }).toEqual({ status: 'SUCCEEDED', output: { paid: true }, path: ['Charge', 'Later'], seconds: 259_200 })
    expect(bill).toMatchObject({ transitions: 2, dollars: 0.00005 })
    expect(coverage.states.map(({ visits }) => visits)).toEqual([1, 1])
  })

  test('asks functions for what no mock answers: they may take their time, and what they throw is the error', async () => {
    const asked: unknown[] = []
    const { status, output, error, cause } = await run(order, {
      input: { id: 7 },
      tasks: {
        Charge: async ({ Payload }, task) => {
          asked.push([Payload, task.state, task.retryCount])
          await new Promise(resolve => setTimeout(resolve, 1))
          if (task.retryCount === 0) throw Object.assign(new Error('again'), { name: 'Busy' })
          return { Payload: { of: Payload.id } }
        },
      },
    })
    expect({ status, output, error, cause }).toEqual({ status: 'SUCCEEDED', output: { of: 7 }, error: undefined, cause: undefined })
    expect(asked).toEqual([[{ id: 7 }, 'Charge', 0], [{ id: 7 }, 'Charge', 1]])
  })

  test('answers a token’s task by a function, and one that fails for good', async () => {
    const waits = { StartAt: 'Ask', States: { Ask: { Type: 'Task' as const, Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/q', MessageBody: { 'Token.$': '$$.Task.Token' } }, End: true } } }
    expect(await run(waits, { tasks: { Ask: (_, { taskToken }) => ({ token: typeof taskToken }) } })).toMatchObject({ status: 'SUCCEEDED', output: { token: 'string' } })
    expect(await run(order, { tasks: { Charge: () => { throw new RangeError('too much') } } })).toMatchObject({ status: 'FAILED', error: 'RangeError', cause: 'too much' })
  })

  test('watches as long as it is told to', async () => {
    expect(await run(order, { mocks, case: 'Good', until: '2d' })).toMatchObject({ status: 'RUNNING', seconds: 172_800 })
  })

  test.each<[string, Parameters<typeof run>, RegExp]>([
    ['a definition that AWS would not take', ['StartAt: Nowhere\nStates: { A: { Type: Succeed } }'], /MISSING_TRANSITION_TARGET: Missing 'Next' target: Nowhere/],
    ['a text that is none', ['- 1'], /Definition must be a valid JSON object/],
    ['a case that is missing', [order, { mocks, case: 'Ugly' }], /TestCases of Order of the mock file has no Ugly; it has Good, Bad\./],
    ['a case that is not named', [order, { mocks }], /has Good, Bad: one has to be named/],
    ['a case without mocks', [order, { case: 'Good' }], /there are no mocks/],
    ['a time that is none', [order, { mocks, case: 'Good', until: 'soon' }], /until is soon/],
    ['a start that is none', [order, { mocks, case: 'Good', start: 'soon' }], /InvalidStart/],
  ])('rejects %s', async (_what, given, message) => {
    await expect(run(...given)).rejects.toThrow(message)
  })
})

test('validate says what AWS says, testState what the API answers', async () => {
  expect(validate(order, { advice: false })).toMatchObject({ result: 'OK', diagnostics: [] })
  expect(await testState({ definition: { Type: 'Pass', Result: { a: 1 }, End: true } })).toMatchObject({ status: 'SUCCEEDED', output: { a: 1 } })
})
