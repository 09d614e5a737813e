import type { StateMachineDefinition } from '../../../engine/asl/index.ts'

/** Machines that use every state type and most fields, in both query languages. */

const lambda = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' }

export const VALID_MACHINES: Record<string, StateMachineDefinition> = {
  'every state type, JSONPath': {
    Comment: 'All eight',
    StartAt: 'Prepare',
    TimeoutSeconds: 3600,
    States: {
      Prepare: { Type: 'Pass', Result: { items: [1, 2] }, ResultPath: '$.work', Next: 'Call' },
      Call: {
        ...lambda,
        Parameters: { FunctionName: 'price', 'Payload.$': 'States.JsonMerge($.work, $$.Execution.Input, false)' },
        ResultSelector: { 'price.$': '$.Payload.price' },
        ResultPath: '$.call',
        TimeoutSeconds: 30,
        Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException'], IntervalSeconds: 2, BackoffRate: 1.5, MaxAttempts: 4, MaxDelaySeconds: 20, JitterStrategy: 'FULL' }],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Broken' }],
        Next: 'Dear?',
      },
      'Dear?': {
        Type: 'Choice',
        Choices: [
          { And: [{ Variable: '$.call.price', IsPresent: true }, { Not: { Variable: '$.call.price', NumericLessThanEqualsPath: '$.limit' } }], Next: 'Broken' },
          { Variable: '$.call.until', TimestampGreaterThan: '2026-11-01T09:00:00Z', Next: 'Rest' },
        ],
        Default: 'Each',
      },
      Rest: { Type: 'Wait', SecondsPath: '$.pause', Next: 'Each' },
      Each: {
        Type: 'Map',
        ItemsPath: '$.work.items',
        ItemSelector: { 'value.$': '$$.Map.Item.Value' },
        MaxConcurrency: 2,
        ToleratedFailurePercentage: 10,
        ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'One', States: { One: { Type: 'Pass', End: true } } },
        Next: 'Both',
      },
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Left', States: { Left: { Type: 'Succeed' } } },
          { StartAt: 'Right', States: { Right: { Type: 'Pass', End: true } } },
        ],
        Next: 'Good',
      },
      Good: { Type: 'Succeed' },
      Broken: { Type: 'Fail', Error: 'Order.Failed', CausePath: '$.error.Cause' },
    },
  } as unknown as StateMachineDefinition,

  'JSONata with variables': {
    QueryLanguage: 'JSONata',
    StartAt: 'Prepare',
    States: {
      Prepare: { Type: 'Pass', Assign: { total: '{% $sum($states.input.items.price) %}' }, Output: { left: '{% $states.input.items[price > 3] %}' }, Next: 'Dear?' },
      'Dear?': { Type: 'Choice', Choices: [{ Condition: '{% $total > 100 %}', Assign: { dear: true }, Next: 'Ask' }], Default: 'Each' },
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Arguments: { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111111111111/asks', MessageBody: '{% $states.context.Task.Token %}' },
        TimeoutSeconds: '{% 60 * 60 %}',
        Catch: [{ ErrorEquals: ['States.Timeout'], Output: '{% $states.input %}', Next: 'Late' }],
        Next: 'Each',
      },
      Each: {
        Type: 'Map',
        Items: '{% $states.input.left %}',
        MaxConcurrency: 5,
        ItemProcessor: { StartAt: 'Line', States: { Line: { Type: 'Pass', Output: '{% $states.input %}', End: true } } },
        End: true,
      },
      Late: { Type: 'Wait', Timestamp: '{% $states.input.until %}', Next: 'Lost' },
      Lost: { Type: 'Fail', Error: 'Late', Cause: "{% 'nobody answered ' & $states.input.id %}" },
    },
  } as unknown as StateMachineDefinition,

  'a Distributed Map over S3': {
    StartAt: 'Rows',
    States: {
      Rows: {
        Type: 'Map',
        Label: 'rows',
        ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', MaxItems: 10 }, Parameters: { Bucket: 'orders', 'Key.$': '$.key' } },
        ItemBatcher: { MaxItemsPerBatch: 10 },
        MaxConcurrency: 100,
        ToleratedFailureCount: 3,
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' }, StartAt: 'Row', States: { Row: { ...lambda, Parameters: { FunctionName: 'row', 'Payload.$': '$' }, End: true } } },
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'results', Prefix: 'rows' } },
        End: true,
      },
    },
  } as unknown as StateMachineDefinition,
}
