import { describe, expect, test } from 'vitest'
import type { ADVICE_RULES, StateMachineDefinition } from '../../../engine/asl/index.ts'
import { validate } from '../../../engine/asl/index.ts'

const CALLBACK = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken'
const token = { Parameters: { 'MessageBody.$': '$$.Task.Token' } }
const done = { Done: { Type: 'Succeed' } }

function advice(States: object, StartAt = 'X'): { code: string, message: string }[] {
  const { diagnostics } = validate({ StartAt, States } as unknown as StateMachineDefinition)
  return diagnostics.filter(({ severity }) => severity === 'ADVICE')
}

function codes(States: object, StartAt?: string): string[] {
  return [...new Set(advice(States, StartAt).map(({ code }) => code))].sort()
}

const task = (fields: object): object => ({ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true, ...fields })
const post = (fields: object): object => task({ Resource: 'arn:aws:states:::http:invoke', Parameters: { ApiEndpoint: 'https://api.example', Method: 'POST' }, ...fields })
const retry = (...retriers: object[]): object => ({ X: task({ Retry: retriers }) })
const map = (fields: object): object => ({ X: { Type: 'Map', End: true, ItemProcessor: { StartAt: 'I', States: { I: task({}) } }, ...fields } })
const distributed = { ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'I', States: { I: task({}) } } }

/** Each rule with one machine it speaks up for and one it does not. */
const CASES: Record<keyof typeof ADVICE_RULES, [object, object]> = {
  CALLBACK_WITHOUT_TIMEOUT: [{ X: task({ Resource: CALLBACK, ...token }) }, { X: task({ Resource: CALLBACK, ...token, TimeoutSeconds: 60 }) }],
  TASK_WITHOUT_TIMEOUT: [{ X: task({}) }, { X: task({ TimeoutSeconds: 9 }) }],
  CALLBACK_WITHOUT_TOKEN: [{ X: task({ Resource: CALLBACK, TimeoutSeconds: 60 }) }, { X: task({ Resource: CALLBACK, ...token, TimeoutSeconds: 60 }) }],
  HEARTBEAT_WITHOUT_EFFECT: [{ X: task({ Resource: CALLBACK, ...token, TimeoutSeconds: 60, HeartbeatSeconds: 60 }) }, { X: task({ Resource: CALLBACK, ...token, TimeoutSeconds: 60, HeartbeatSeconds: 20 }) }],
  SYNC_SELF_START: [
    { X: task({ Resource: 'arn:aws:states:::states:startExecution.sync', TimeoutSeconds: 9, Parameters: { 'StateMachineArn.$': '$$.StateMachine.Id' } }) },
    { X: task({ Resource: 'arn:aws:states:::states:startExecution', Parameters: { 'StateMachineArn.$': '$$.StateMachine.Id' } }) },
  ],
  LAMBDA_WITHOUT_RETRY: [{ X: task({ Resource: 'arn:aws:states:::lambda:invoke' }) }, { X: task({ Resource: 'arn:aws:states:::lambda:invoke', Retry: [{ ErrorEquals: ['ClientExecutionTimeoutException', 'ServiceException', 'AWSLambdaException', 'SdkClientException', 'TooManyRequestsException'].map(name => `Lambda.${name}`), JitterStrategy: 'FULL' }] }) }],
  RETRY_AFTER_DOUBT: [{ X: post({ Retry: [{ ErrorEquals: ['States.Timeout'] }] }) }, { X: post({ Retry: [{ ErrorEquals: ['States.Http.StatusCode.429'] }] }) }],
  CATCH_IN_DOUBT: [
    { X: post({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Undo' }] }), Undo: task({}) },
    { X: post({ Catch: [{ ErrorEquals: ['States.Http.StatusCode.400'], Next: 'Undo' }, { ErrorEquals: ['States.ALL'], Next: 'Undo' }] }), Undo: task({}) },
  ],
  ADDRESS_FROM_INPUT: [{ X: task({ Parameters: { 'QueueUrl.$': '$.queue' } }) }, { X: task({ Parameters: { QueueUrl: '${Queue}' } }) }],
  SDK_ACTION_CASE: [{ X: task({ Resource: 'arn:aws:states:::aws-sdk:s3:GetObject' }) }, { X: task({ Resource: 'arn:aws:states:::aws-sdk:s3:getObject' }) }],
  UNKNOWN_INTEGRATION: [{ X: task({ Resource: 'arn:aws:states:::sqss:sendMessage' }) }, { X: task({}) }],
  ERROR_ORDER: [retry({ ErrorEquals: ['States.TaskFailed'], JitterStrategy: 'FULL' }, { ErrorEquals: ['A'], JitterStrategy: 'FULL' }), retry({ ErrorEquals: ['A'], JitterStrategy: 'FULL' }, { ErrorEquals: ['States.TaskFailed'], JitterStrategy: 'FULL' })],
  UNKNOWN_ERROR_NAME: [retry({ ErrorEquals: ['States.Timedout'], JitterStrategy: 'FULL' }), retry({ ErrorEquals: ['States.Timeout'], JitterStrategy: 'FULL' })],
  RETRY_WITHOUT_JITTER: [retry({ ErrorEquals: ['A'] }), retry({ ErrorEquals: ['A'], MaxAttempts: 0 })],
  RETRY_WITHOUT_MAX_DELAY: [retry({ ErrorEquals: ['A'], MaxAttempts: 20, JitterStrategy: 'FULL' }), retry({ ErrorEquals: ['A'], MaxAttempts: 20, MaxDelaySeconds: 60, JitterStrategy: 'FULL' })],
  CATCH_LOSES_INPUT: [{ X: task({ Catch: [{ ErrorEquals: ['A'], Next: 'Done' }] }), ...done }, { X: task({ Catch: [{ ErrorEquals: ['A'], ResultPath: '$.error', Next: 'Done' }] }), ...done }],
  MAP_WITHOUT_MAX_CONCURRENCY: [map({}), map({ MaxConcurrency: 5 })],
  MAP_OUTGROWS_HISTORY: [map({ MaxConcurrency: 5 }), map({ MaxConcurrency: 5, ...distributed })],
  DISTRIBUTED_ONLY_FIELD: [map({ Label: 'x', MaxConcurrency: 5 }), map({ Label: 'x', MaxConcurrency: 5, ...distributed })],
  DISTRIBUTED_WITHOUT_RESULT_WRITER: [map({ ...distributed, MaxConcurrency: 5, ToleratedFailureCount: 1 }), map({ ...distributed, MaxConcurrency: 5, ToleratedFailureCount: 1, ResultPath: null })],
  DISTRIBUTED_WITHOUT_TOLERANCE: [map({ ...distributed, MaxConcurrency: 5 }), map({ ...distributed, MaxConcurrency: 5, ToleratedFailureCount: 1 })],
  OLD_FIELD_NAME: [{ X: { Type: 'Map', End: true, MaxConcurrency: 1, Iterator: { StartAt: 'I', States: { I: { Type: 'Succeed' } } } } }, map({})],
  POLL_LOOP: [
    { X: task({ End: undefined, Next: 'Ready?' }), 'Ready?': { Type: 'Choice', Choices: [{ Variable: '$.ready', BooleanEquals: true, Next: 'Done' }], Default: 'Sleep' }, Sleep: { Type: 'Wait', Seconds: 30, Next: 'X' }, ...done },
    { X: { Type: 'Wait', Seconds: 30, Next: 'Done' }, ...done },
  ],
  NO_TERMINAL_PATH: [
    { X: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'Loop' }], Default: 'Done' }, Loop: { Type: 'Pass', Next: 'Loop' }, ...done },
    { X: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'X' }], Default: 'Done' }, ...done },
  ],
  CHOICE_WITHOUT_DEFAULT: [{ X: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'Done' }] }, ...done }, { X: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'Done' }], Default: 'Done' }, ...done }],
  QUERY_LANGUAGE_MISPLACED: [
    { X: { Type: 'Parallel', End: true, Branches: [{ QueryLanguage: 'JSONata', StartAt: 'I', States: { I: { Type: 'Succeed' } } }] } },
    { X: { Type: 'Parallel', End: true, Branches: [{ StartAt: 'I', States: { I: { Type: 'Succeed', QueryLanguage: 'JSONata' } } }] } },
  ],
  UNKNOWN_FIELD: [{ X: { Type: 'Parallel', End: true, Branches: [{ Note: 'x', StartAt: 'I', States: { I: { Type: 'Succeed' } } }] } }, { X: { Type: 'Parallel', End: true, Branches: [{ Comment: 'x', StartAt: 'I', States: { I: { Type: 'Succeed' } } }] } }],
  PLACEHOLDER: [{ X: task({ Resource: '${Function}' }) }, { X: task({}) }],
}

test('a retrier that knows some of Lambda’s own errors is told of the others', () => {
  const known = ['Lambda.TooManyRequestsException', 'Lambda.ServiceException', 'Lambda.AWSLambdaException']
  const found = advice({ X: task({ Resource: 'arn:aws:states:::lambda:invoke', Retry: [{ ErrorEquals: known, JitterStrategy: 'FULL' }] }) })
  expect(found.find(({ code }) => code === 'LAMBDA_WITHOUT_RETRY')?.message).toMatch(/Retry Lambda\.ClientExecutionTimeoutException and Lambda\.SdkClientException\.$/)
})

test('the statuses of an HTTP Task are error names of AWS', () => {
  expect(codes(retry({ ErrorEquals: ['States.Http.StatusCode.503'], JitterStrategy: 'FULL' }))).not.toContain('UNKNOWN_ERROR_NAME')
  expect(codes(retry({ ErrorEquals: ['States.Http.StatusCode.5xx'], JitterStrategy: 'FULL' }))).toContain('UNKNOWN_ERROR_NAME')
})

describe.each(Object.entries(CASES))('%s', (code, [asks, silent]) => {
  test('speaks up', () => expect(codes(asks)).toContain(code))
  test('keeps quiet', () => expect(codes(silent)).not.toContain(code))
})

test('advice never makes a definition invalid, and each piece has a page of its own', () => {
  for (const [asks] of Object.values(CASES)) {
    const { valid, diagnostics } = validate({ StartAt: 'X', States: JSON.parse(JSON.stringify(asks)) } as StateMachineDefinition)
    expect(valid).toBe(true)
    for (const { severity, url } of diagnostics) if (severity === 'ADVICE') expect(url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//)
  }
})

test('a poll loop is told how long it lasts', () => {
  const [poll] = advice(CASES.POLL_LOOP[0]).filter(({ code }) => code === 'POLL_LOOP')
  expect(poll!.message).toMatch(/9 history events a lap.*2,777 laps, 23\.1 hours at 30 s a lap/)
})

test('an inline Map is told how many items it can take', () => {
  const [told] = advice(CASES.MAP_OUTGROWS_HISTORY[0]).filter(({ code }) => code === 'MAP_OUTGROWS_HISTORY')
  expect(told!.message).toMatch(/at least 7 .*about 3,571 items/)
})

// A walk over all states for each of them would not end within the test's time limit.
test('thousands of states in a row are looked at', () => {
  const chain: Record<string, object> = {}
  for (let i = 0; i < 8000; i++) chain[`S${i}`] = i % 2 ? { Type: 'Wait', Seconds: 1, Next: `S${i + 1}` } : task({ End: undefined, TimeoutSeconds: 9, Next: `S${i + 1}` })
  expect(codes({ ...chain, S8000: { Type: 'Succeed' } }, 'S0')).toEqual([])
})

test('an error name that a Fail state raises, or something the caller knows of, is no unknown one', () => {
  const caught = { X: { Type: 'Parallel', End: true, Branches: [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'States.Mine' } } }], Catch: [{ ErrorEquals: ['States.Mine', 'States.Mocked'], ResultPath: '$.e', Next: 'Done' }] }, ...done }
  const unknown = (raises: string[]) => validate({ StartAt: 'X', States: caught } as never, { raises }).diagnostics.filter(({ code }) => code === 'UNKNOWN_ERROR_NAME').map(({ message }) => message)
  expect(unknown([])).toEqual([expect.stringContaining("'States.Mocked'")])
  expect(unknown(['States.Mocked'])).toEqual([])
})

test.each([
  ['a reader', { ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Bucket: 'b' } }, '/ItemReader/Bucket'],
  ['a reader\'s configuration', { ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON', MaxItem: 2 } } }, '/ItemReader/ReaderConfig/MaxItem'],
  ['a batcher', { ItemBatcher: { MaxItemPerBatch: 2 } }, '/ItemBatcher/MaxItemPerBatch'],
  ['a writer', { ResultWriter: { WriterConfig: { OutputType: 'JSON' }, Bucket: 'b' } }, '/ResultWriter/Bucket'],
  ['a writer\'s configuration', { ResultWriter: { WriterConfig: { OutputTyp: 'JSON' } } }, '/ResultWriter/WriterConfig/OutputTyp'],
  ['a processor\'s configuration', { ItemProcessor: { ProcessorConfig: { mode: 'DISTRIBUTED' }, StartAt: 'I', States: { I: { Type: 'Succeed' } } } }, '/ItemProcessor/ProcessorConfig/mode'],
])('a misspelt field of %s is told', (_, parts, location) => {
  const map = { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'I', States: { I: { Type: 'Succeed' } } }, ...parts, End: true }
  const { valid, diagnostics } = validate({ StartAt: 'X', States: { X: map } } as never)
  expect(valid).toBe(true)
  expect(diagnostics.filter(({ code }) => code === 'UNKNOWN_FIELD').map(found => found.location)).toEqual([`/States/X${location}`])
})

test.each([
  ['among the states', { StartAt: 'X', States: { QueryLanguage: 'JSONata', X: { Type: 'Succeed' } } }, '/States/QueryLanguage'],
  ['in a ProcessorConfig', { StartAt: 'X', States: { X: { Type: 'Map', End: true, ItemProcessor: { ProcessorConfig: { Mode: 'INLINE', QueryLanguage: 'JSONata' }, StartAt: 'I', States: { I: { Type: 'Succeed' } } } } } }, '/States/X/ItemProcessor/ProcessorConfig/QueryLanguage'],
  ['misspelt', { queryLanguage: 'JSONata', StartAt: 'X', States: { X: { Type: 'Succeed' } } }, '/queryLanguage'],
])('a QueryLanguage %s gets one sentence with its place', (_, definition, location) => {
  const found = validate(definition as never).diagnostics.filter(({ code }) => code === 'QUERY_LANGUAGE_MISPLACED' || code === 'UNKNOWN_FIELD')
  expect(found).toMatchObject([{ code: 'QUERY_LANGUAGE_MISPLACED', location }])
})
