import type { JsonObject } from '../query/json.ts'
import { given } from './arguments.ts'
import { arnAt, type Place } from './resources.ts'

/** What Step Functions does besides the call itself, to learn that a job has ended and to stop it. */
export interface Watch {
  /** What it asks and stops the job with. */
  actions: string[]
  /** On what; `*` where the job's name is known only once it runs and AWS's own policy has no more. */
  resources: (values: JsonObject, place: Place) => string[]
  /** The rule that it makes in EventBridge, where it is told rather than asks. */
  rule?: string
}

const anything = () => ['*']

/** `arn:…:stateMachine:Name` as the executions of that machine. */
function executionsOf(values: JsonObject, place: Place): string[] {
  const machine = given(values, 'StateMachineArn')
  if (machine.kind === 'itself')
    return [arnAt(place, 'states', `execution:${place.machine}:*`)]
  if (machine.kind !== 'text')
    return [arnAt(place, 'states', 'execution:*')]
  const substitution = /^\$\{([\w.:-]+)\}$/.exec(machine.text)?.[1]
  return [substitution === undefined ? `${machine.text.replace(':stateMachine:', ':execution:')}:*` : `\${${substitution.replace(/Arn$/, '')}Executions}`]
}

/** The thing that one argument names. */
function named(argument: string, service: string, type: string) {
  return (values: JsonObject, place: Place) => {
    const name = given(values, argument)
    return [arnAt(place, service, `${type}/${name.kind === 'text' ? name.text : '*'}`)]
  }
}

const cluster = named('ClusterId', 'elasticmapreduce', 'cluster')
const job = named('JobName', 'glue', 'job')
const project = named('ProjectName', 'codebuild', 'project')

/**
 * By integration. AWS's page of each service has its policy, of which this is the part for Run a Job.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
 */
export const WATCHES: Record<string, Watch> = {
  'states:startExecution': { actions: ['states:DescribeExecution', 'states:StopExecution'], resources: executionsOf, rule: 'StepFunctionsGetEventsForStepFunctionsExecutionRule' },
  'ecs:runTask': { actions: ['ecs:StopTask', 'ecs:DescribeTasks'], resources: anything, rule: 'StepFunctionsGetEventsForECSTaskRule' },
  'batch:submitJob': { actions: ['batch:DescribeJobs', 'batch:TerminateJob'], resources: anything, rule: 'StepFunctionsGetEventsForBatchJobsRule' },
  'glue:startJobRun': { actions: ['glue:GetJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun'], resources: job },
  'elasticmapreduce:createCluster': { actions: ['elasticmapreduce:DescribeCluster', 'elasticmapreduce:TerminateJobFlows'], resources: cluster, rule: 'StepFunctionsGetEventForEMRRunJobFlowRule' },
  'elasticmapreduce:terminateCluster': { actions: ['elasticmapreduce:DescribeCluster'], resources: cluster, rule: 'StepFunctionsGetEventForEMRTerminateJobFlowsRule' },
  'elasticmapreduce:addStep': { actions: ['elasticmapreduce:DescribeStep', 'elasticmapreduce:CancelSteps'], resources: cluster, rule: 'StepFunctionsGetEventForEMRAddJobFlowStepsRule' },
  'codebuild:startBuild': { actions: ['codebuild:StopBuild', 'codebuild:BatchGetBuilds'], resources: project, rule: 'StepFunctionsGetEventForCodeBuildStartBuildRule' },
  'codebuild:startBuildBatch': { actions: ['codebuild:StopBuildBatch', 'codebuild:BatchGetBuildBatches'], resources: project, rule: 'StepFunctionsGetEventForCodeBuildStartBuildBatchRule' },
  'athena:startQueryExecution': { actions: ['athena:GetQueryExecution', 'athena:StopQueryExecution'], resources: anything },
  'sagemaker:createTrainingJob': { actions: ['sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob'], resources: anything, rule: 'StepFunctionsGetEventsForSageMakerTrainingJobsRule' },
  'sagemaker:createTransformJob': { actions: ['sagemaker:DescribeTransformJob', 'sagemaker:StopTransformJob'], resources: anything, rule: 'StepFunctionsGetEventsForSageMakerTransformJobsRule' },
}

/** The service that a call hands roles to, for `iam:PassRole`. */
export const HANDS_ROLES_TO: Record<string, { service: string, roles: readonly string[] }> = {
  'ecs:runTask': { service: 'ecs-tasks.amazonaws.com', roles: [] },
  'elasticmapreduce:createCluster': { service: 'elasticmapreduce.amazonaws.com', roles: ['ServiceRole', 'JobFlowRole'] },
  'sagemaker:createTrainingJob': { service: 'sagemaker.amazonaws.com', roles: ['RoleArn'] },
}
