import type { IntegrationPattern } from './integration.ts'

/**
 * The optimised integrations and their actions. AWS SDK integrations (`aws-sdk:…`) take any action and are not listed.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
 */
const ACTIONS: Readonly<Record<string, string>> = {
  'apigateway': 'invoke',
  'athena': 'startQueryExecution stopQueryExecution getQueryExecution getQueryResults',
  'batch': 'submitJob',
  'bedrock': 'invokeModel createModelCustomizationJob',
  'bedrockagentcore': 'invokeHarness',
  'codebuild': 'startBuild stopBuild batchDeleteBuilds batchGetReports startBuildBatch stopBuildBatch retryBuildBatch deleteBuildBatch',
  'databrew': 'startJobRun',
  'dynamodb': 'getItem putItem deleteItem updateItem',
  'ecs': 'runTask',
  'eks': 'call createCluster createFargateProfile createNodegroup deleteCluster deleteFargateProfile deleteNodegroup runJob',
  'elasticmapreduce': 'addStep cancelStep createCluster modifyInstanceFleetByName modifyInstanceGroupByName setClusterTerminationProtection terminateCluster',
  'emr-containers': 'createVirtualCluster deleteVirtualCluster startJobRun',
  'emr-serverless': 'createApplication startApplication stopApplication deleteApplication startJobRun cancelJobRun',
  'events': 'putEvents',
  'glue': 'startJobRun',
  'http': 'invoke',
  'lambda': 'invoke',
  'mediaconvert': 'createJob',
  'sagemaker': 'createEndpoint createEndpointConfig createHyperParameterTuningJob createLabelingJob createModel createProcessingJob createTrainingJob createTransformJob updateEndpoint',
  'sns': 'publish',
  'sqs': 'sendMessage',
  'states': 'startExecution',
}

/** Whether an optimised integration has the action; undefined where the service is not in the table. */
export function hasAction(service: string, action: string): boolean | undefined {
  return Object.hasOwn(ACTIONS, service) ? ACTIONS[service]!.split(' ').includes(action) : undefined
}

/** Pages that say of a service that a Task can wait for its job, and of which actions. */
const JOBS = new Set(['athena:startQueryExecution', 'batch:submitJob', 'bedrock:createModelCustomizationJob', 'codebuild:startBuild', 'databrew:startJobRun', 'ecs:runTask', 'glue:startJobRun'])

/** Every resource of the optimised integrations that a Task can name, for offering. The AWS SDK's are too many to list. */
export function resources(): string[] {
  return Object.entries(ACTIONS).flatMap(([service, actions]) => actions.split(' ').flatMap((action) => {
    const arn = `arn:aws:states:::${service}:${action}`
    const waits = hasPattern(service, 'waitForTaskToken') && ['lambda', 'sqs', 'sns', 'ecs', 'events', 'eks', 'apigateway', 'states'].includes(service)
    return [arn, ...(JOBS.has(`${service}:${action}`) ? [`${arn}.sync`] : []), ...(service === 'states' ? [`${arn}.sync:2`] : []), ...(waits ? [`${arn}.waitForTaskToken`] : [])]
  }))
}

/** Services whose pages say that a Task can only ask and take the answer: neither `.sync` nor `.waitForTaskToken`. */
const REQUEST_RESPONSE_ONLY: ReadonlySet<string> = new Set(['bedrockagentcore', 'dynamodb'])

/** Whether an optimised integration knows the pattern; true where nothing is known of it. */
export function hasPattern(service: string, pattern: IntegrationPattern): boolean {
  return pattern === 'request-response' || !REQUEST_RESPONSE_ONLY.has(service)
}
