/** What a service plausibly answers when nobody said what it should: the fields a caller is likely to read, and little else. */

import type { Json, TaskIntegration, TaskRequest } from '../../asl/index.ts'

/** The first answer of a `.waitForTaskToken` or `.sync` task: the message was taken, the job has started. */
export function submissionOf(request: TaskRequest): Json {
  return plausibleResponse(request.integration, request.parameters)
}

const MESSAGE_ID = '00000000-0000-4000-8000-000000000000'

const RESPONSES: Record<string, (parameters: Json) => Json> = {
  'lambda:invoke': () => ({ ExecutedVersion: '$LATEST', Payload: {}, StatusCode: 200 }),
  'sqs:sendMessage': () => ({ MD5OfMessageBody: 'd41d8cd98f00b204e9800998ecf8427e', MessageId: MESSAGE_ID }),
  'sns:publish': () => ({ MessageId: MESSAGE_ID }),
  'events:putEvents': parameters => ({ Entries: entriesOf(parameters).map(() => ({ EventId: MESSAGE_ID })), FailedEntryCount: 0 }),
  'dynamodb:getItem': () => ({ Item: {} }),
  'dynamodb:query': () => ({ Items: [], Count: 0, ScannedCount: 0 }),
  'dynamodb:scan': () => ({ Items: [], Count: 0, ScannedCount: 0 }),
  's3:getObject': () => ({ Body: '{}', ContentLength: 2, ContentType: 'application/json' }),
  's3:listObjectsV2': () => ({ Contents: [], KeyCount: 0, IsTruncated: false }),
  'states:startExecution': () => ({ ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:Child:run', StartDate: 0 }),
  'http:invoke': () => ({ StatusCode: 200, StatusText: 'OK', ResponseBody: {}, Headers: {} }),
  'apigateway:invoke': () => ({ StatusCode: 200, StatusText: 'OK', ResponseBody: {}, Headers: {} }),
  'batch:submitJob': () => ({ JobId: MESSAGE_ID, JobName: 'job', Status: 'SUCCEEDED' }),
  'ecs:runTask': () => ({ Tasks: [{ LastStatus: 'STOPPED', Containers: [{ ExitCode: 0 }] }], Failures: [] }),
  'elasticmapreduce:createCluster': () => ({ ClusterId: 'j-0' }),
  'elasticmapreduce:addStep': () => ({ StepId: 's-0' }),
  'glue:startJobRun': () => ({ JobRunId: 'jr_0', JobRunState: 'SUCCEEDED' }),
  'codebuild:startBuild': () => ({ Build: { Id: 'build:0', BuildStatus: 'SUCCEEDED' } }),
  'athena:startQueryExecution': () => ({ QueryExecutionId: MESSAGE_ID, QueryExecution: { Status: { State: 'SUCCEEDED' } } }),
  'bedrock:invokeModel': () => ({ Body: {}, ContentType: 'application/json' }),
  'bedrockagentcore:invokeHarness': () => ({
    Output: { Message: { Role: 'assistant', Content: [{ Text: '' }] } },
    StopReason: 'end_turn',
    Usage: { InputTokens: 0, OutputTokens: 0, TotalTokens: 0 },
    Metrics: { LatencyMs: 0 },
  }),
}

/** A plausible, mostly empty response of the service that a task calls. */
export function plausibleResponse(integration: TaskIntegration, parameters: Json): Json {
  return knownResponse(integration, parameters) ?? {}
}

/** The same; undefined where nothing is known of the action. Functions and activities named by ARN may answer anything. */
export function knownResponse(integration: TaskIntegration, parameters: Json): Json | undefined {
  if (integration.kind !== 'task') return {}
  const name = `${integration.service}:${integration.action}`
  return Object.hasOwn(RESPONSES, name) ? RESPONSES[name]!(parameters) : undefined
}

function entriesOf(parameters: Json): Json[] {
  const entries = typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters) ? parameters.Entries : undefined
  return Array.isArray(entries) ? entries : []
}
