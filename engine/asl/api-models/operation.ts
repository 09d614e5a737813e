/** Which API operation answers a task. */

import type { TaskIntegration } from '../definition/integration.ts'

/** Optimised integrations, or single actions of theirs, whose service is called otherwise by the SDKs. */
const SERVICES: Readonly<Record<string, string>> = {
  'bedrock:invokeModel': 'bedrockruntime',
  'elasticmapreduce': 'emr',
  'emr-containers': 'emrcontainers',
  'emr-serverless': 'emrserverless',
  'events': 'eventbridge',
  'states': 'sfn',
}

/** Optimised integrations that no API operation answers as it is: Step Functions makes their answer itself. */
const OWN_ANSWERS: ReadonlySet<string> = new Set([
  'apigateway:invoke', 'bedrockagentcore:invokeHarness', 'eks:call', 'eks:runJob', 'http:invoke',
  'elasticmapreduce:addStep', 'elasticmapreduce:cancelStep', 'elasticmapreduce:createCluster', 'elasticmapreduce:terminateCluster',
  'elasticmapreduce:modifyInstanceFleetByName', 'elasticmapreduce:modifyInstanceGroupByName', 'elasticmapreduce:setClusterTerminationProtection',
])

/** The operation that `.sync` polls, by the one that starts the job: the permissions on the page of each service name it. */
const POLLED: Readonly<Record<string, string>> = {
  'athena:startQueryExecution': 'athena:GetQueryExecution',
  'batch:submitJob': 'batch:DescribeJobs',
  'bedrock:createModelCustomizationJob': 'bedrock:GetModelCustomizationJob',
  'codebuild:startBuild': 'codebuild:BatchGetBuilds',
  'codebuild:startBuildBatch': 'codebuild:BatchGetBuildBatches',
  'databrew:startJobRun': 'databrew:DescribeJobRun',
  'ecs:runTask': 'ecs:DescribeTasks',
  'elasticmapreduce:addStep': 'emr:DescribeStep',
  'elasticmapreduce:createCluster': 'emr:DescribeCluster',
  'elasticmapreduce:terminateCluster': 'emr:DescribeCluster',
  'emr-containers:startJobRun': 'emrcontainers:DescribeJobRun',
  'emr-serverless:startJobRun': 'emrserverless:GetJobRun',
  'glue:startJobRun': 'glue:GetJobRun',
  'mediaconvert:createJob': 'mediaconvert:GetJob',
  'sagemaker:createProcessingJob': 'sagemaker:DescribeProcessingJob',
  'sagemaker:createTrainingJob': 'sagemaker:DescribeTrainingJob',
  'sagemaker:createTransformJob': 'sagemaker:DescribeTransformJob',
  'states:startExecution': 'sfn:DescribeExecution',
}

/**
 * The operation whose answer a task's result is, as the models name it: `sfn:StartExecution`; the polled one for `.sync`. Undefined
 * where none is: functions and activities named by ARN, answers of callbacks, and integrations that make their own answer.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function operationOf({ kind, service, action, pattern, sdk }: TaskIntegration): string | undefined {
  if (kind !== 'task' || pattern === 'waitForTaskToken') return undefined
  if (sdk) return operationNamed(service, action)
  const name = `${service}:${action}`
  if (pattern !== 'request-response') return own(POLLED, name)
  if (OWN_ANSWERS.has(name)) return undefined
  return operationNamed(own(SERVICES, name) ?? own(SERVICES, service) ?? service, action)
}

function own(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

function operationNamed(service: string, action: string): string {
  return `${service.toLowerCase()}:${action.charAt(0).toUpperCase()}${action.slice(1)}`
}

/**
 * A member as Step Functions writes it: with a capital. AWS SDK integrations have the names of the SDK for Java, which takes
 * capitals at the beginning for one word: SSEKMSKeyId becomes SsekmsKeyId.
 *
 * @param member its name in the model
 * @param sdk whether the task calls the AWS SDK
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function memberName(member: string, sdk: boolean): string {
  const rest = member.slice(1)
  const run = sdk ? /^[A-Z]+(?![a-z])/.exec(rest)?.[0] ?? '' : ''
  return member.charAt(0).toUpperCase() + run.toLowerCase() + rest.slice(run.length)
}
