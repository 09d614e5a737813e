import { arn, att, ref, stacked, sub, type Value } from './expression.ts'
import { pascal } from './names.ts'
import type { Plan, PlannedTable } from './plan.ts'

/** The Node that the actor runs on; a test holds it to what cfn-lint knows. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
export const RUNTIME = 'nodejs24.x'

/** The longest that one call of a function may take. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_SECONDS = 900

/** How long the actor may take: as long as its slowest answer, and some. */
export function actorSeconds({ cases }: Plan): number {
  const slowest = Math.max(0, ...cases.flatMap(({ answers }) => Object.entries(answers).flatMap(([target, list]) => (/^(?:queue|table) /.test(target) ? [] : list.map(({ after = 0, error }) => after + (error === 'States.Http.Socket' ? 65 : 0))))))
  return Math.min(MOST_SECONDS, Math.ceil(slowest) + 30)
}

/** Whether somebody brings tokens back. */
export function isAsked({ queues, tables }: Plan): boolean {
  return queues.some(({ asked }) => asked) || tables.some(({ asked }) => asked)
}

/** The statements that the actor's role has. */
export function actorStatements(plan: Plan): Value[] {
  const { tables, queues } = plan
  const asked = { queues: queues.filter((queue) => queue.asked), tables: tables.filter((table) => table.asked) }
  const streams = asked.tables.map(({ name }) => att(`${pascal(name)}Table`, 'StreamArn'))
  return [
    { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: sub('${ActorLogs.Arn}') },
    { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], Resource: att('ActorNotes', 'Arn') },
    ...tables.length > 0 ? [{ Effect: 'Allow', Action: ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:Scan'], Resource: tables.map(({ name }) => att(`${pascal(name)}Table`, 'Arn')) }] : [],
    ...isAsked(plan)
      ? [
          { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: [att('LaterQueue', 'Arn'), ...streams.length > 0 ? [att('UnansweredQueue', 'Arn')] : []] },
          { Effect: 'Allow', Action: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], Resource: [att('LaterQueue', 'Arn'), ...asked.queues.map(({ name }) => att(`${pascal(name)}Queue`, 'Arn'))] },
          { Effect: 'Allow', Action: ['states:SendTaskFailure', 'states:SendTaskHeartbeat', 'states:SendTaskSuccess'], Resource: '*' },
        ]
      : [],
    ...streams.length > 0
      ? [
          { Effect: 'Allow', Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], Resource: streams },
          { Effect: 'Allow', Action: 'dynamodb:ListStreams', Resource: '*' },
        ]
      : [],
  ]
}

/** The actor's function as CloudFormation has it; the code is what the caller says. */
export function actorFunction(plan: Plan, code: Record<string, Value>): Record<string, Value> {
  const environment = { STACK: ref('AWS::StackName'), NOTES: ref('ActorNotes'), SPEED: isAsked(plan) ? ref('Speed') : '1', ...isAsked(plan) ? { LATER: ref('LaterQueue') } : {}, ...plan.connections.length > 0 ? { KEY: partnerKey } : {} }
  return {
    FunctionName: stacked('actor'),
    Description: 'Plays the functions, partners and people that the simulation plays on the slide',
    Runtime: RUNTIME,
    Architectures: ['arm64'],
    Handler: 'index.handler',
    MemorySize: 256,
    Timeout: actorSeconds(plan),
    Role: att('ActorRole', 'Arn'),
    LoggingConfig: { LogGroup: ref('ActorLogs') },
    Environment: { Variables: environment },
    // It sends what is due later to itself; after 16 rounds Lambda would take that for a mistake. https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
    ...isAsked(plan) ? { RecursiveLoop: 'Allow' } : {},
    ...code,
  }
}

/** What a partner's callers show: a part of the stack's id, which is made up anew for each stack and known to its account only. */
export const partnerKey: Value = { 'Fn::Select': [2, { 'Fn::Split': ['/', ref('AWS::StackId')] }] }

const GONE = { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' }

/** All that the actor needs besides its function. */
export function actorResources(plan: Plan): Record<string, Value> {
  const { functions, tables, queues, connections } = plan
  const seconds = actorSeconds(plan)
  return {
    ActorLogs: { Type: 'AWS::Logs::LogGroup', ...GONE, Properties: { LogGroupName: sub('/aws/lambda/${AWS::StackName}-actor'), RetentionInDays: 1 } },
    ActorNotes: { Type: 'AWS::DynamoDB::Table', ...GONE, Properties: { TableName: stacked('actor'), BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }] } },
    ActorRole: roleFor('lambda.amazonaws.com', 'acts', actorStatements(plan)),
    ...Object.fromEntries(functions.map((name) => [`${pascal(name)}Function`, { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: ref('Actor'), FunctionVersion: '$LATEST', Name: name } }])),
    ...isAsked(plan)
      ? {
          UnansweredQueue: { Type: 'AWS::SQS::Queue', ...GONE, Properties: { QueueName: stacked('unanswered'), MessageRetentionPeriod: 86_400 } },
          LaterQueue: { Type: 'AWS::SQS::Queue', ...GONE, Properties: { QueueName: stacked('later'), ...workedOn(seconds) } },
          LaterToActor: fromQueue('LaterQueue'),
        }
      : {},
    ...Object.fromEntries(queues.filter(({ asked }) => asked).map(({ name }) => [`${pascal(name)}ToActor`, fromQueue(`${pascal(name)}Queue`)])),
    ...Object.fromEntries(tables.filter(({ asked }) => asked).map((table) => [`${pascal(table.name)}ToActor`, fromTable(table)])),
    ...connections.length > 0
      ? {
          ActorUrl: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: att('Actor', 'Arn'), AuthType: 'NONE' } },
          ActorUrlForAll: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: ref('Actor'), Action: 'lambda:InvokeFunctionUrl', Principal: '*', FunctionUrlAuthType: 'NONE' } },
          ActorByUrlForAll: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: ref('Actor'), Action: 'lambda:InvokeFunction', Principal: '*', InvokedViaFunctionUrl: true } },
        }
      : {},
    ...Object.fromEntries(connections.map((connection) => [`${connection}Connection`, {
      Type: 'AWS::Events::Connection',
      Properties: { Name: stacked(connection), AuthorizationType: 'API_KEY', AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: partnerKey } } },
    }])),
  }
}

/** A queue that a function works on: a message is hidden six times as long as the function may take, and put aside when it was tried three times. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
export function workedOn(seconds: number): Record<string, Value> {
  return { VisibilityTimeout: Math.min(43_200, seconds * 6), RedrivePolicy: { deadLetterTargetArn: att('UnansweredQueue', 'Arn'), maxReceiveCount: 3 } }
}

function fromQueue(id: string): Value {
  return { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: ref('Actor'), EventSourceArn: att(id, 'Arn'), BatchSize: 1 } }
}

function fromTable({ name }: PlannedTable): Value {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      FunctionName: ref('Actor'),
      EventSourceArn: att(`${pascal(name)}Table`, 'StreamArn'),
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 1,
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT","MODIFY"]}' }] },
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: att('UnansweredQueue', 'Arn') } },
    },
  }
}

/** A role that one service takes on, from this account only. */
export function roleFor(service: string, policy: string, statements: Value[]): Value {
  const condition: Record<string, Value> = service === 'states.amazonaws.com' ? { Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') }, ArnLike: { 'aws:SourceArn': sub(arn('states', 'stateMachine:${AWS::StackName}-*')) } } } : {}
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole', ...condition }] },
      ...statements.length > 0 ? { Policies: [{ PolicyName: policy, PolicyDocument: { Version: '2012-10-17', Statement: statements } }] } : {},
    },
  }
}
