/** What is known of an action of IAM. */
export interface ActionDetails {
  /** AWS allows nothing narrower than `*`. */
  isWildcardOnly: boolean
  /** `table`, and its ARN with placeholders: `arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}`. */
  resourceTypes: { name: string, required: boolean, arn: string }[]
}

/**
 * Where the actions of IAM are looked up, by service prefix and action: the Service Authorization Reference as data.
 *
 * @returns undefined for what is no action
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export type ActionLookup = (service: string, action: string) => Promise<ActionDetails | undefined>

/** Services whose name in a Resource is not their prefix in IAM. */
const PREFIXES: Record<string, string> = {
  sfn: 'states',
  eventbridge: 'events',
  cloudwatchlogs: 'logs',
  bedrockruntime: 'bedrock',
  bedrockagent: 'bedrock',
  bedrockagentruntime: 'bedrock',
  bedrockagentcore: 'bedrock-agentcore',
  cognitoidentityprovider: 'cognito-idp',
  cognitoidentity: 'cognito-identity',
  dynamodbstreams: 'dynamodb',
  emr: 'elasticmapreduce',
  emrcontainers: 'emr-containers',
  emrserverless: 'emr-serverless',
  elasticloadbalancingv2: 'elasticloadbalancing',
  resourcegroupstaggingapi: 'tag',
  sesv2: 'ses',
  rdsdata: 'rds-data',
  redshiftdata: 'redshift-data',
  apigatewayv2: 'apigateway',
  efs: 'elasticfilesystem',
  ecrpublic: 'ecr-public',
}

/** API actions that IAM knows by another name, or by several. */
const NAMES: Record<string, string[]> = {
  'lambda:Invoke': ['lambda:InvokeFunction'],
  's3:ListObjects': ['s3:ListBucket'],
  's3:ListObjectsV2': ['s3:ListBucket'],
  's3:HeadObject': ['s3:GetObject'],
  's3:HeadBucket': ['s3:ListBucket'],
  's3:DeleteObjects': ['s3:DeleteObject'],
  's3:CopyObject': ['s3:GetObject', 's3:PutObject'],
  's3:ListBuckets': ['s3:ListAllMyBuckets'],
  's3:CreateMultipartUpload': ['s3:PutObject'],
  's3:UploadPart': ['s3:PutObject'],
  's3:CompleteMultipartUpload': ['s3:PutObject'],
  'sqs:SendMessageBatch': ['sqs:SendMessage'],
  'sqs:DeleteMessageBatch': ['sqs:DeleteMessage'],
  'sqs:ChangeMessageVisibilityBatch': ['sqs:ChangeMessageVisibility'],
  'sns:PublishBatch': ['sns:Publish'],
  'dynamodb:TransactWriteItems': ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
  'dynamodb:TransactGetItems': ['dynamodb:GetItem'],
  'bedrock:Converse': ['bedrock:InvokeModel'],
  'elasticmapreduce:CreateCluster': ['elasticmapreduce:RunJobFlow'],
  'elasticmapreduce:TerminateCluster': ['elasticmapreduce:TerminateJobFlows'],
  'elasticmapreduce:AddStep': ['elasticmapreduce:AddJobFlowSteps'],
  'elasticmapreduce:CancelStep': ['elasticmapreduce:CancelSteps'],
  'apigateway:Invoke': ['execute-api:Invoke'],
}

/**
 * The actions of IAM that a call needs.
 *
 * @param service as a Resource names it, without `aws-sdk:`
 * @param action as a Resource names it: `updateItem`
 */
export function iamActions(service: string, action: string): string[] {
  const name = `${PREFIXES[service] ?? service}:${action[0]!.toUpperCase()}${action.slice(1)}`
  return NAMES[name] ?? [name]
}
