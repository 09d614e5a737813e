import { att, ref, stacked, sub, type Value } from './expression.ts'
import { actorResources, actorSeconds, isAsked, roleFor, workedOn } from './actor-resources.ts'
import { costlyResources } from './costly.ts'
import { statementsOf, substitutionsOf } from './fill-in.ts'
import { pascal } from './names.ts'
import type { Plan, PlannedMachine, PlannedQueue, PlannedTable } from './plan.ts'

const GONE = { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' }
const A_DAY = 86_400

/** What stands at the head of a template. */
export function parametersOf(plan: Plan): Record<string, Value> {
  return {
    ...isAsked(plan) ? { Speed: { Type: 'Number', Default: 1, MinValue: 1, Description: 'How many times sooner than on the slide somebody answers a token. The machine\'s own waits and timeouts are not scaled.' } } : {},
    ...plan.costly.length > 0 ? { WithCost: { Type: 'String', Default: 'no', AllowedValues: ['no', 'yes'], Description: 'yes also makes what costs money by the hour, and the state machines that use it' } } : {},
    ...Object.fromEntries(Object.entries(plan.given).map(([name, about]) => [name, { Type: 'String', Description: about, ...about.includes('account') ? { AllowedPattern: '\\d{12}' } : { AllowedPattern: 'arn:.+' } }])),
  }
}

/** Whether a machine uses what costs by the hour, and is made only when that is. */
export function isCostly({ definition }: PlannedMachine): boolean {
  return /:states:::(?:ecs|elasticmapreduce):|:states:::aws-sdk:ecs:/.test(JSON.stringify(definition))
}

/** The log group of an Express machine. Names that begin so keep the account's log policy small. https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
export function machineLogs({ name }: PlannedMachine): Value {
  return { Type: 'AWS::Logs::LogGroup', ...GONE, Properties: { LogGroupName: sub(`/aws/vendedlogs/states/\${AWS::StackName}-${name}`), RetentionInDays: 1 } }
}

/** The role of a machine: its calls, and what an Express machine's log and trace need. */
export function machineRole(machine: PlannedMachine, plan: Plan): Value {
  const role = roleFor('states.amazonaws.com', 'calls', [...statementsOf(machine, plan), ...machine.type === 'EXPRESS' ? WATCHED : []]) as Record<string, Value>
  return isCostly(machine) ? { Condition: 'WithCost', ...role } : role
}

/** What AWS allows on nothing narrower. https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html and …/concepts-xray-tracing.html */
const WATCHED: Value[] = [
  { Effect: 'Allow', Action: ['logs:CreateLogDelivery', 'logs:DeleteLogDelivery', 'logs:DescribeLogGroups', 'logs:DescribeResourcePolicies', 'logs:GetLogDelivery', 'logs:ListLogDeliveries', 'logs:PutResourcePolicy', 'logs:UpdateLogDelivery'], Resource: '*' },
  { Effect: 'Allow', Action: ['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'], Resource: '*' },
]

/** What a machine's logs and traces are, as both templates say it: Express keeps no history, so its log has everything. */
export function watching(machine: PlannedMachine): { logging?: Value, traced?: true } {
  if (machine.type === 'STANDARD') return {}
  return { logging: { Level: 'ALL', IncludeExecutionData: true, Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: att(`${machine.name}Logs`, 'Arn') } }] }, traced: true }
}

/** Everything but functions and machines, which templates write in ways of their own. */
export function resourcesOf(plan: Plan): Record<string, Value> {
  const { tables, queues, topics, buses, buckets, machines } = plan
  return {
    ...Object.fromEntries(tables.map((table) => [`${pascal(table.name)}Table`, tableOf(table)])),
    ...Object.fromEntries(queues.map((queue) => [`${pascal(queue.name)}Queue`, queueOf(queue, plan)])),
    ...Object.fromEntries(topics.map((name) => [`${pascal(name)}Topic`, { Type: 'AWS::SNS::Topic', Properties: { TopicName: stacked(name) } }])),
    ...Object.fromEntries(buses.map((name) => [`${pascal(name)}Bus`, { Type: 'AWS::Events::EventBus', Properties: { Name: stacked(name) } }])),
    ...Object.fromEntries(buckets.map((name) => [`${pascal(name)}Bucket`, BUCKET])),
    ...costlyResources(plan),
    ...actorResources(plan),
    ...Object.fromEntries(machines.flatMap((machine) => [
      [`${machine.name}Role`, machineRole(machine, plan)] as const,
      ...machine.type === 'EXPRESS' ? [[`${machine.name}Logs`, machineLogs(machine)] as const] : [],
    ])),
  }
}

/** What a machine's template says whatever wrote it: its values, and whether it is made at all. */
export function machineValues(machine: PlannedMachine): { condition?: string, values: Record<string, Value> } {
  return { ...isCostly(machine) ? { condition: 'WithCost' } : {}, values: substitutionsOf(machine) }
}

export function outputsOf({ machines, buckets }: Plan): Record<string, Value> {
  return {
    ...Object.fromEntries(machines.map((machine) => [`${machine.name}Arn`, { ...isCostly(machine) ? { Condition: 'WithCost' } : {}, Value: ref(machine.name) }])),
    ...Object.fromEntries(buckets.map((name) => [`${pascal(name)}Bucket`, { Value: ref(`${pascal(name)}Bucket`) }])),
  }
}

function tableOf({ name, partitionKey, sortKey, indexes, asked }: PlannedTable): Value {
  const attributes = [...new Set([partitionKey, ...sortKey === undefined ? [] : [sortKey], ...Object.values(indexes)])]
  return {
    Type: 'AWS::DynamoDB::Table',
    ...GONE,
    Properties: {
      TableName: stacked(name),
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }, ...sortKey === undefined ? [] : [{ AttributeName: sortKey, KeyType: 'RANGE' }]],
      ...Object.keys(indexes).length > 0 ? { GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, key]) => ({ IndexName, KeySchema: [{ AttributeName: key, KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } })) } : {},
      ...asked ? { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } } : {},
    },
  }
}

function queueOf({ name, asked, deadLetters }: PlannedQueue, plan: Plan): Value {
  return {
    Type: 'AWS::SQS::Queue',
    ...GONE,
    Properties: {
      QueueName: stacked(name),
      MessageRetentionPeriod: A_DAY,
      ...asked ? workedOn(actorSeconds(plan)) : deadLetters === undefined ? {} : { RedrivePolicy: { deadLetterTargetArn: att(`${pascal(deadLetters)}Queue`, 'Arn'), maxReceiveCount: 3 } },
    },
  }
}

const BUCKET: Value = {
  Type: 'AWS::S3::Bucket',
  ...GONE,
  Properties: {
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    LifecycleConfiguration: { Rules: [{ Id: 'a-day', Status: 'Enabled', ExpirationInDays: 1, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }] },
  },
}
