import { describe, expect, it } from 'vitest'
import { testState, TestStateException, type TestStateRequest } from '../../../engine/asl/index.ts'

const lambda = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } as const

async function exceptionOf(request: object): Promise<{ code: string, message: string }> {
  try {
    await testState(request as TestStateRequest)
  }
  catch (thrown) {
    if (thrown instanceof TestStateException) return { code: thrown.code, message: thrown.message }
    throw thrown
  }
  throw new Error('Expected a refusal')
}

describe('a state that succeeds', () => {
  it('gives its output and the next state, which need not exist', async () => {
    expect(await testState({ definition: { Type: 'Pass', Parameters: { 'x.$': '$.a' }, ResultPath: '$.b', Next: 'Elsewhere' }, input: '{"a":1}' }))
      .toEqual({ status: 'SUCCEEDED', output: { a: 1, b: { x: 1 } }, nextState: 'Elsewhere' })
  })

  it('shows its data at every stage at level DEBUG', async () => {
    const { inspectionData } = await testState({
      definition: {
        ...lambda,
        InputPath: '$.in',
        Parameters: { 'FunctionName': 'f', 'Payload.$': '$.p' },
        ResultSelector: { 'got.$': '$.Payload.y' },
        ResultPath: '$.out',
        Assign: { 'kept.$': '$.got' },
      },
      input: '{"in":{"p":7}}',
      mock: { result: '{"Payload":{"y":8}}', fieldValidationMode: 'NONE' },
      inspectionLevel: 'DEBUG',
    })
    expect(inspectionData).toEqual({
      input: { in: { p: 7 } },
      afterInputPath: { p: 7 },
      afterParameters: { FunctionName: 'f', Payload: 7 },
      result: { Payload: { y: 8 } },
      afterResultSelector: { got: 8 },
      afterResultPath: { in: { p: 7 }, out: { got: 8 } },
      variables: { kept: 8 },
    })
  })

  it('sees the variables and the context it is given', async () => {
    expect(await testState({
      definition: { Type: 'Task', QueryLanguage: 'JSONata', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Arguments: { Token: '{% $states.context.Task.Token %}' }, Output: '{% [$limit, $states.context.Execution.Name, $states.context.State.Name] %}', End: true },
      variables: '{"limit":5}',
      context: '{"Task":{"Token":"t-1"},"Execution":{"Name":"order-7"},"State":{"Name":"Ask"}}',
      mock: { result: '{}' },
      inspectionLevel: 'TRACE',
    })).toMatchObject({ status: 'SUCCEEDED', output: [5, 'order-7', 'Ask'], inspectionData: { afterArguments: { Token: 't-1' }, variables: { limit: 5 } } })
  })

  it('sees of a context that is given no more than that, and its role only where there is one', async () => {
    const context = { ...lambda, QueryLanguage: 'JSONata', Output: '{% $keys($states.context) %}' } as const
    expect(await testState({ definition: context, mock: { result: '{}' }, context: '{"State":{"Name":"Ask"}}' })).toMatchObject({ output: 'State' })
    expect(await testState({ definition: context, mock: { result: '{}' } })).toMatchObject({ output: ['Execution', 'StateMachine', 'State'] })
    expect((await testState({ definition: context, mock: { result: '{}' }, context: '{}' })).cause).toContain('returned nothing')
    const role = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% [$states.context.Execution.RoleArn] %}', End: true } as const
    expect(await testState({ definition: role })).toMatchObject({ output: [null] })
    expect(await testState({ definition: role, roleArn: 'arn:aws:iam::123456789012:role/r' })).toMatchObject({ output: ['arn:aws:iam::123456789012:role/r'] })
  })

  it('is the first iteration where it stands inside a Map', async () => {
    const definition = {
      StartAt: 'Each',
      States: { Each: { Type: 'Map', ItemProcessor: { StartAt: 'Item', States: { Item: { Type: 'Pass', Parameters: { 'item.$': '$$.Map.Item' }, End: true } } }, End: true } },
    }
    expect(await testState({ definition: definition as never, stateName: 'Item', input: '{"n":7}' })).toMatchObject({ output: { item: { Index: 0, Value: { n: 7 } } } })
  })

  it('can be one inside a Map of a machine, in the language it is in there', async () => {
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'Each',
      States: { Each: { Type: 'Map', ItemProcessor: { StartAt: 'Double', States: { Double: { Type: 'Pass', Output: '{% $states.input * 2 %}', End: true } } }, End: true } },
    } as const
    expect(await testState({ definition: definition as never, stateName: 'Double', input: '21' })).toEqual({ status: 'SUCCEEDED', output: 42 })
  })

  it('does not wait', async () => {
    expect(await testState({ definition: { Type: 'Wait', Seconds: 31_536_000, Next: 'X' } })).toEqual({ status: 'SUCCEEDED', output: {}, nextState: 'X' })
  })

  it('calls the handler given for tasks without a mock', async () => {
    expect(await testState({ definition: { ...lambda, Parameters: { FunctionName: 'f' } }, roleArn: 'arn:aws:iam::123456789012:role/r' }, { tasks: call => call.succeed({ sent: call.parameters }) }))
      .toEqual({ status: 'SUCCEEDED', output: { sent: { FunctionName: 'f' } } })
  })
})

describe('a state that fails', () => {
  const retrying = { ...lambda, Retry: [{ ErrorEquals: ['Other'] }, { ErrorEquals: ['Boom'], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 5 }] }
  const boom = { errorOutput: { error: 'Boom', cause: 'why' } }

  it('fails with its error when nothing handles it', async () => {
    expect(await testState({ definition: { ...lambda }, mock: boom })).toEqual({ status: 'FAILED', error: 'Boom', cause: 'why' })
    expect(await testState({ definition: { Type: 'Fail', Error: 'E', Cause: 'C' } })).toEqual({ status: 'FAILED', error: 'E', cause: 'C' })
  })

  it('is retriable, and says after how long, while the retrier has attempts left', async () => {
    expect(await testState({ definition: retrying, mock: boom, stateConfiguration: { retrierRetryCount: 4 }, inspectionLevel: 'DEBUG' }))
      .toMatchObject({ status: 'RETRIABLE', error: 'Boom', inspectionData: { errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: 16 } } })
    const spent = await testState({ definition: retrying, mock: boom, stateConfiguration: { retrierRetryCount: 5 }, inspectionLevel: 'DEBUG' })
    expect(spent).toMatchObject({ status: 'FAILED', inspectionData: { errorDetails: { retryIndex: 1 } } })
    expect(spent.inspectionData?.errorDetails).not.toHaveProperty('retryBackoffIntervalSeconds')
  })

  it('is caught where a catcher names the error', async () => {
    expect(await testState({ definition: { ...lambda, Catch: [{ ErrorEquals: ['Other'], Next: 'A' }, { ErrorEquals: ['States.ALL'], ResultPath: '$.e', Next: 'B' }] }, input: '{"a":1}', mock: boom, inspectionLevel: 'DEBUG' }))
      .toMatchObject({ status: 'CAUGHT_ERROR', error: 'Boom', cause: 'why', nextState: 'B', output: { a: 1, e: { Error: 'Boom', Cause: 'why' } }, inspectionData: { errorDetails: { catchIndex: 1 } } })
  })

  it('gives the bare cause of a failed expression', async () => {
    expect(await testState({ definition: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $gone %}', End: true } }))
      .toEqual({ status: 'FAILED', error: 'States.QueryEvaluationError', cause: 'The JSONata expression \'$gone\' specified for the field \'Output\' returned nothing (undefined).' })
    expect(await testState({ definition: { Type: 'Pass', InputPath: '$.gone', End: true } }))
      .toEqual({ status: 'FAILED', error: 'States.Runtime', cause: 'Invalid path \'$.gone\' : No results for path: $[\'gone\']' })
  })
})

describe('Map and Parallel', () => {
  const map = { Type: 'Map', ItemsPath: '$.list', ItemSelector: { 'v.$': '$$.Map.Item.Value' }, ToleratedFailureCount: 1, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'One', States: { One: { Type: 'Pass', End: true } } }, End: true } as const
  const base = { definition: map, input: '{"list":[1,2,3]}', inspectionLevel: 'DEBUG' } as const

  it('answer what the mock says', async () => {
    expect(await testState({ ...base, mock: { result: '["a","b","c"]' } })).toMatchObject({
      status: 'SUCCEEDED',
      output: ['a', 'b', 'c'],
      inspectionData: { afterItemsPath: [1, 2, 3], afterItemSelector: [{ v: 1 }, { v: 2 }, { v: 3 }], maxConcurrency: 0, toleratedFailureCount: 1 },
    })
    expect(await testState({ definition: { Type: 'Parallel', Branches: [map.ItemProcessor, { StartAt: 'Two', States: { Two: { Type: 'Pass', End: true } } }], End: true }, mock: { result: '[1,2]' } })).toEqual({ status: 'SUCCEEDED', output: [1, 2] })
  })

  it('fail beyond the tolerated failures, and not before', async () => {
    const run = (failed: number): unknown => testState({ ...base, inspectionLevel: 'INFO', mock: { result: '[1,2,3]' }, stateConfiguration: { mapIterationFailureCount: failed } })
    expect(await run(1)).toMatchObject({ status: 'SUCCEEDED' })
    const { ToleratedFailureCount: _, ...unstated } = map
    expect(await testState({ ...base, definition: unstated, mock: { result: '[1,2,3]' }, stateConfiguration: { mapIterationFailureCount: 2 } })).toMatchObject({ status: 'SUCCEEDED' })
    expect(await run(2)).toEqual({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold', cause: 'The specified tolerated failure threshold was exceeded' })
  })

  it('refuse more failures than items, whatever Catch says', async () => {
    const definition = { ...map, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'X' }] }
    expect((await exceptionOf({ ...base, definition, mock: { result: '[1,2,3]' }, stateConfiguration: { mapIterationFailureCount: 4 } })).message).toContain('less than or equal to')
  })

  it('read the items they are given for their ItemReader', async () => {
    const definition = { ...map, ItemsPath: undefined, ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON' }, Parameters: { Bucket: 'b', Key: 'k' } } }
    expect(await testState({ ...base, definition: JSON.parse(JSON.stringify(definition)) as never, mock: { result: '[1,2]' }, stateConfiguration: { mapItemReaderData: '["x","y"]' } }))
      .toMatchObject({ status: 'SUCCEEDED', inspectionData: { afterItemSelector: [{ v: 'x' }, { v: 'y' }] } })
  })
})

describe('requests that are refused', () => {
  const mock = { result: '{}' }
  it.each<[string, object, string, string]>([
    ['a Task without a role or a mock', { definition: lambda }, 'ValidationException', 'RoleArn must be specified when testing a Task state'],
    ['a mock for a state that calls nothing', { definition: { Type: 'Pass', End: true }, mock }, 'ValidationException', 'State type \'Pass\' is not supported when a mock is specified'],
    ['two mocks', { definition: lambda, mock: { result: '{}', errorOutput: {} } }, 'ValidationException', 'only one of'],
    ['a mock that is no JSON', { definition: lambda, mock: { result: 'x' } }, 'ValidationException', 'Mocked result must be valid JSON'],
    ['a mock with secrets', { definition: lambda, mock, revealSecrets: true }, 'ValidationException', 'RevealSecrets'],
    ['a context without a mock', { definition: { Type: 'Succeed' }, context: '{}' }, 'ValidationException', 'Context'],
    ['an unknown field of the context', { definition: lambda, mock, context: '{"Map":{}}' }, 'ValidationException', 'Invalid Context object provided: Field \'Map\' is not allowed'],
    ['a wrong type in the context', { definition: lambda, mock, context: '{"Task":{"Token":1}}' }, 'ValidationException', 'must be a string'],
    ['a task of the context for a state that waits for none', { definition: lambda, mock, context: '{"Task":{"Token":"t"}}' }, 'ValidationException', 'Invalid Context object provided: Field \'Task\''],
    ['an empty state name', { definition: { StartAt: 'A', States: { A: { Type: 'Succeed' } } }, stateName: '' }, 'ParamValidationError', 'stateName'],
    ['a state name that is not there', { definition: { StartAt: 'A', States: { A: { Type: 'Succeed' } } }, stateName: 'B' }, 'ValidationException', '\'B\''],
    ['input that is no JSON', { definition: { Type: 'Succeed' }, input: '{' }, 'InvalidExecutionInput', '{'],
    ['a definition that is none', { definition: { Type: 'Nope' } }, 'InvalidDefinition', 'SCHEMA_VALIDATION_FAILED'],
    ['a definition that is no object', { definition: null }, 'InvalidDefinition', 'JSON object'],
    ['an expression that can not be parsed', { definition: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% ( %}', End: true } }, 'InvalidDefinition', 'Invalid State Machine Definition'],
    ['failures of iterations outside a Map', { definition: lambda, mock, stateConfiguration: { mapIterationFailureCount: 1 } }, 'ValidationException', 'Map'],
    ['a failed state that is not inside', { definition: { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: { Type: 'Succeed' } } }], End: true }, mock: { errorOutput: { error: 'E' } }, stateConfiguration: { errorCausedByState: 'B' } }, 'ValidationException', '\'B\''],
    ['a Map alone without mock and role', { definition: { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Succeed' } } }, End: true } }, 'InvalidDefinition', 'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]'],
    ['a Map without a mock', { roleArn: 'arn:aws:iam::123456789012:role/r', definition: { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Succeed' } } }, End: true } }, 'ValidationException', 'mock'],
    ['a level that is none', { definition: { Type: 'Succeed' }, inspectionLevel: 'ALL' }, 'ValidationException', 'inspectionLevel'],
  ])('%s', async (_what, request, code, mention) => {
    const refused = await exceptionOf(request)
    expect(refused.code).toBe(code)
    expect(refused.message).toContain(mention)
  })
})

describe('the answer of a mocked service', () => {
  const start = { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution', End: true } as const
  const get = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:lambda:getFunction', End: true } as const
  const encrypt = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:kms:encrypt', End: true } as const
  const result = (value: unknown, fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE') => ({ mock: { result: JSON.stringify(value), fieldValidationMode } })

  it.each<[object, object, string]>([
    [start, result({ ExecutionArn: 'a' }), 'Required field \'StartDate\' is missing'],
    [start, result({ ExecutionArn: 'a', StartDate: 1 }), 'Field \'StartDate\' must be a string'],
    [start, result({ StartDate: 1 }, 'PRESENT'), 'Field \'StartDate\' must be a string'],
    [get, result({ Configuration: { MemorySize: 127 } }), 'Field \'MemorySize\' is less than the minimum value'],
    [get, result({ Configuration: { MemorySize: 10_241 } }), 'Field \'MemorySize\' exceeds the maximum value'],
    [get, result({ Configuration: { Architectures: ['vax'] } }), 'Field \'Architectures\' is not an expected value'],
    [get, result({ Tags: { team: 1 } }), 'Field \'team\' must be a string'],
    [encrypt, result({ CiphertextBlob: '' }), 'Field \'CiphertextBlob\' is smaller than the minimum length'],
    [encrypt, result({ KeyId: 'k'.repeat(2049) }), 'Field \'KeyId\' exceeds the maximum length'],
    [get, result({ Tags: [] }), 'Field \'Tags\' must be an object'],
    [{ ...get, Resource: 'arn:aws:states:::aws-sdk:s3:getObject' }, result({ SsekmsKeyId: 1 }), 'Field \'SsekmsKeyId\' must be a string'],
    [{ ...get, Resource: 'arn:aws:states:::aws-sdk:ecs:runTask' }, result({ Tasks: [{ Containers: [{ ExitCode: '0' }] }] }), 'Field \'ExitCode\' must be a number'],
  ])('has to fit the API: %j', async (definition, request, mention) => {
    expect((await exceptionOf({ definition, ...request })).message).toBe(`Mock result schema validation error: ${mention}`)
  })

  it.each<[object, object]>([
    [start, result({ anything: 1 }, 'PRESENT')],
    [start, result({ StartDate: 1 }, 'NONE')],
    [start, result({ ExecutionArn: 'a', StartDate: 's', Extra: [] })],
    [{ ...start, Resource: 'arn:aws:states:::aws-sdk:unheardof:doIt' }, result({ a: 1 })],
    [{ ...lambda, Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' }, result('anything')],
    [{ ...start, Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' }, result('anything')],
    [{ ...start, Resource: 'arn:aws:states:::http:invoke' }, result('anything')],
    [encrypt, result({ KeyId: '😀'.repeat(2048) })],
  ])('is let through where the mode or the API knows nothing against it', async (definition, request) => {
    expect((await testState({ definition, ...request } as never)).status).toBe('SUCCEEDED')
  })

  it('is looked at however deeply it is nested', async () => {
    const result = `{"Item":{"a":${'{"L":['.repeat(20_000)}${']}'.repeat(20_000)}}}`
    expect(await testState({ definition: { ...start, Resource: 'arn:aws:states:::dynamodb:getItem' }, mock: { result } })).toMatchObject({ error: 'States.DataLimitExceeded' })
  })
})
