import type { HistoryEvent } from '../../../engine/asl/index.ts'

/** A request that IAM decides on. */
export interface Request {
  action: string
  resource: string
  context?: Record<string, string>
}

const HOME = 'us-east-1:123456789012'
const table = ({ TableName }: any) => `arn:aws:dynamodb:${HOME}:table/${TableName}`
const queue = ({ QueueUrl }: any) => QueueUrl.replace(/^https:\/\/sqs\.([\w-]+)\.amazonaws\.com\/(\d+)\/(.+)$/, 'arn:aws:sqs:$1:$2:$3')
const cluster = ({ ClusterId }: any) => `arn:aws:elasticmapreduce:${HOME}:cluster/${ClusterId}`
const one = (action: string, resource: (parameters: any) => string) => (parameters: any): Request[] => [{ action, resource: resource(parameters) }]
const lambda = one('lambda:InvokeFunction', ({ FunctionName }) => FunctionName.startsWith('arn:') ? FunctionName : `arn:aws:lambda:${HOME}:function:${FunctionName}`)
const machine = ({ StateMachineArn }: any) => StateMachineArn
const execution = ({ ExecutionArn }: any) => ExecutionArn

/** What each call asks of IAM, written down by hand: the test must not believe the table that it tests. */
const REQUESTS: Record<string, (parameters: any) => Request[]> = {
  'lambda:invoke': lambda,
  'dynamodb:getItem': one('dynamodb:GetItem', table),
  'dynamodb:putItem': one('dynamodb:PutItem', table),
  'dynamodb:updateItem': one('dynamodb:UpdateItem', table),
  'dynamodb:deleteItem': one('dynamodb:DeleteItem', table),
  'aws-sdk:dynamodb:putItem': one('dynamodb:PutItem', table),
  'aws-sdk:dynamodb:query': one('dynamodb:Query', table),
  'aws-sdk:dynamodb:scan': one('dynamodb:Scan', table),
  'sqs:sendMessage': one('sqs:SendMessage', queue),
  'aws-sdk:sqs:receiveMessage': one('sqs:ReceiveMessage', queue),
  'aws-sdk:sqs:deleteMessage': one('sqs:DeleteMessage', queue),
  'sns:publish': one('sns:Publish', ({ TopicArn }) => TopicArn),
  'events:putEvents': ({ Entries }) => Entries.map(({ EventBusName = 'default' }) => ({ action: 'events:PutEvents', resource: EventBusName.startsWith('arn:') ? EventBusName : `arn:aws:events:${HOME}:event-bus/${EventBusName}` })),
  'states:startExecution': one('states:StartExecution', machine),
  'aws-sdk:sfn:startExecution': one('states:StartExecution', machine),
  'aws-sdk:sfn:startSyncExecution': one('states:StartSyncExecution', machine),
  'aws-sdk:sfn:listExecutions': one('states:ListExecutions', machine),
  'aws-sdk:sfn:describeExecution': one('states:DescribeExecution', execution),
  'aws-sdk:sfn:redriveExecution': one('states:RedriveExecution', execution),
  'aws-sdk:sfn:sendTaskSuccess': one('states:SendTaskSuccess', () => '*'),
  's3:getObject': one('s3:GetObject', ({ Bucket, Key }) => `arn:aws:s3:::${Bucket}/${Key}`),
  's3:putObject': one('s3:PutObject', ({ Bucket, Key }) => `arn:aws:s3:::${Bucket}/${Key}`),
  'ecs:runTask': one('ecs:RunTask', ({ TaskDefinition }) => `arn:aws:ecs:${HOME}:task-definition/${TaskDefinition}:7`),
  'aws-sdk:ecs:describeTasks': one('ecs:DescribeTasks', ({ Cluster }) => `arn:aws:ecs:${HOME}:task/${Cluster}/0123456789abcdef`),
  'elasticmapreduce:createCluster': one('elasticmapreduce:RunJobFlow', () => '*'),
  'elasticmapreduce:addStep': one('elasticmapreduce:AddJobFlowSteps', cluster),
  'elasticmapreduce:terminateCluster': one('elasticmapreduce:TerminateJobFlows', cluster),
  'bedrockagentcore:invokeHarness': one('bedrock-agentcore:InvokeHarness', ({ HarnessArn }) => HarnessArn),
  'http:invoke': ({ ApiEndpoint, Method }) => [{ action: 'states:InvokeHTTPEndpoint', resource: '*', context: { 'states:HTTPEndpoint': ApiEndpoint, 'states:HTTPMethod': Method } }],
}

/**
 * The requests that a history's calls are.
 *
 * @throws Error for a call that nobody has written down
 */
export function requestsOf(events: readonly HistoryEvent[]): Request[] {
  return events.flatMap((event) => {
    if (event.type === 'LambdaFunctionScheduled')
      return lambda({ FunctionName: event.lambdaFunctionScheduledEventDetails!.resource })
    if (event.type !== 'TaskScheduled')
      return []
    const { resourceType, resource, parameters, taskCredentials } = event.taskScheduledEventDetails as any
    if (taskCredentials)
      return [{ action: 'sts:AssumeRole', resource: taskCredentials.roleArn }]
    const call = REQUESTS[`${resourceType}:${resource.split('.')[0]}`]
    if (!call)
      throw new Error(`${resourceType}:${resource}: what does it ask of IAM?`)
    return call(JSON.parse(parameters))
  })
}
