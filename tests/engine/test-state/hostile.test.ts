import fc from 'fast-check'
import { expect, it } from 'vitest'
import { testState, TestStateException, type TestStateRequest } from '../../../engine/asl/index.ts'
import { fuzz } from '../fuzz.ts'

const text = fc.oneof(fc.constantFrom('$', '$.a', '$$.State.Name', '{% $states.input %}', '{% $states.input.a + 1 %}', '{% ( %}', 'States.UUID()', 'A', 'B', 'JSONata', 'JSONPath', '2016-03-14T01:59:00Z', 'States.ALL', 'arn:aws:states:::sqs:sendMessage', 'arn:aws:lambda:us-east-1:123456789012:function:f'), fc.string({ maxLength: 8 }))
const value = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof({ maxDepth: 3 }, text, fc.integer({ min: -2, max: 100 }), fc.constantFrom(null, true, false), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.oneof(text, fc.constantFrom('x.$', 'States', 'StartAt', 'Variable', 'IsNull', 'Next', 'ErrorEquals')), tie('value'), { maxKeys: 3 })),
})).value
const fields = ['Next', 'Default', 'InputPath', 'OutputPath', 'Parameters', 'Arguments', 'Output', 'Assign', 'Result', 'ResultSelector', 'ResultPath', 'Retry', 'Catch', 'Resource', 'Seconds', 'SecondsPath', 'Timestamp', 'Choices', 'Branches', 'Items', 'ItemsPath', 'ItemProcessor', 'ItemSelector', 'MaxConcurrency', 'ToleratedFailureCount', 'Error', 'Cause', 'ErrorPath', 'TimeoutSeconds', 'QueryLanguage']
const state = fc.tuple(fc.constantFrom('Pass', 'Task', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map', 'Nope'), fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 4 }), fc.boolean())
  .map(([Type, more, end]) => ({ Type, ...(end ? { End: true } : {}), ...more }))
const json = fc.oneof(fc.jsonValue({ maxDepth: 2 }).map(parsed => JSON.stringify(parsed)), fc.string({ maxLength: 6 }))

it('refuses what it can not test with AWS\'s exceptions, and with nothing else', async () => {
  await fc.assert(fc.asyncProperty(
    fc.oneof(state, value),
    fc.option(json, { nil: undefined }),
    fc.option(fc.oneof(json.map(result => ({ result })), fc.constant({ errorOutput: { error: 'E' } })), { nil: undefined }),
    fc.option(json, { nil: undefined }),
    fc.option(json, { nil: undefined }),
    async (definition, input, mock, variables, context) => {
      try {
        const { status } = await testState({ definition, input, mock, variables, context, roleArn: 'arn:aws:iam::111111111111:role/r', inspectionLevel: 'TRACE' } as TestStateRequest)
        expect(['SUCCEEDED', 'FAILED', 'RETRIABLE', 'CAUGHT_ERROR']).toContain(status)
      }
      catch (thrown) {
        if (!(thrown instanceof TestStateException)) throw thrown
      }
    },
  ), fuzz(1500))
})

const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), text, fc.integer(), fc.double(), fc.constant(undefined))
const parameters = fc.record({
  roleArn: anything,
  input: anything,
  inspectionLevel: anything,
  revealSecrets: anything,
  variables: anything,
  stateName: anything,
  context: anything,
  mock: fc.oneof(anything, fc.record({ result: anything, errorOutput: fc.oneof(anything, fc.record({ error: anything, cause: anything }, { requiredKeys: [] })), fieldValidationMode: anything }, { requiredKeys: [] })),
  stateConfiguration: fc.oneof(anything, fc.record({ retrierRetryCount: anything, errorCausedByState: anything, mapIterationFailureCount: anything, mapItemReaderData: anything }, { requiredKeys: [] })),
}, { requiredKeys: [] })
const tested = fc.constantFrom(
  { Type: 'Pass', End: true },
  { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:ecs:describeTasks', End: true },
  { Type: 'Map', ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSONL' }, Parameters: { Bucket: 'b', Key: 'k' } }, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }, End: true },
)

it('refuses parameters of any kind with AWS\'s exceptions, and with nothing else', async () => {
  await fc.assert(fc.asyncProperty(tested, parameters, async (definition, request) => {
    try {
      await testState({ definition, ...request } as TestStateRequest)
    }
    catch (thrown) {
      if (!(thrown instanceof TestStateException)) throw thrown
    }
  }), fuzz(1500))
})
