/**
 * Jobs that take time: Batch, ECS and Fargate, EKS, Glue, CodeBuild, EMR, SageMaker, Athena. Starting one answers at once; `.sync`
 * waits until it is done, and fails with States.TaskFailed when the job does.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-sync
 */

import type { Clock, Json, JsonObject, TaskCall } from '../../../asl/index.ts'
import { isObject, plainText } from '../../../asl/index.ts'
import { ServiceError } from './service.ts'

export type JobStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPED'

export interface Job {
  id: string
  /** `batch:submitJob` and its kin. */
  kind: string
  parameters: JsonObject
  status: JobStatus
  startedAt: number
  endedAt?: number
  /** A cluster's end, in virtual milliseconds: being ready ends the job that made it, not the cluster. */
  terminatedAt?: number
}

export interface JobScript {
  /** Virtual seconds from start to end. Default: 60. */
  duration?: number
  fails?: boolean
  /** Merged into the description of the finished job. */
  result?: JsonObject
}

interface JobKind {
  /** What the start call answers. */
  started: (job: Job) => JsonObject
  /** Action that describes a job, and the parameter with its id. */
  describe: string
  idOf: (parameters: JsonObject) => Json | undefined
  described: (job: Job) => JsonObject
  /** What `.sync` gives when the job is done; by default the description. */
  finished?: (job: Job) => JsonObject
  /** A cluster lives on after it is ready, and after its execution was stopped: AWS doesn't terminate EMR and EKS clusters. */
  cluster?: true
  /** The parameter that names the cluster this one terminates. */
  terminates?: string
}

const first = (value: Json | undefined): Json | undefined => Array.isArray(value) ? value[0] : value
const word = (job: Job, words: [running: string, succeeded: string, failed: string, stopped: string]): string =>
  words[(['RUNNING', 'SUCCEEDED', 'FAILED', 'STOPPED'] as const).indexOf(job.status)]!

const batchJob = (job: Job): JsonObject => ({ JobId: job.id, JobName: job.parameters.JobName ?? 'job', Status: word(job, ['RUNNING', 'SUCCEEDED', 'FAILED', 'FAILED']) })
const ecsTask = (job: Job): JsonObject => ({
  TaskArn: job.id,
  LastStatus: word(job, ['RUNNING', 'STOPPED', 'STOPPED', 'STOPPED']),
  Containers: [{ ...(job.status === 'RUNNING' ? {} : { ExitCode: job.status === 'SUCCEEDED' ? 0 : 1 }) }],
})
const glueRun = (job: Job): JsonObject => ({ Id: job.id, JobName: job.parameters.JobName ?? 'job', JobRunState: word(job, ['RUNNING', 'SUCCEEDED', 'FAILED', 'STOPPED']) })
const build = (job: Job): JsonObject => ({ Id: job.id, BuildStatus: word(job, ['IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'STOPPED']) })
const query = (job: Job): JsonObject => ({ QueryExecutionId: job.id, Status: { State: word(job, ['RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED']) } })
const cluster = (job: Job): JsonObject => ({ Id: job.id, ClusterId: job.id, Status: { State: job.terminatedAt !== undefined && job.status === 'SUCCEEDED' ? 'TERMINATED' : word(job, ['STARTING', 'WAITING', 'TERMINATED_WITH_ERRORS', 'TERMINATED']) } })
const step = (job: Job): JsonObject => ({ Id: job.id, Status: { State: word(job, ['RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED']) } })
const training = (status: string, name: string) => (job: Job): JsonObject => ({ [name]: job.parameters[name] ?? job.id, [status]: word(job, ['InProgress', 'Completed', 'Failed', 'Stopped']) })

const KINDS: Record<string, JobKind> = {
  'batch:submitJob': { started: job => ({ JobId: job.id, JobName: job.parameters.JobName ?? 'job' }), describe: 'describeJobs', idOf: ({ Jobs }) => first(Jobs), described: job => ({ Jobs: [batchJob(job)] }), finished: batchJob },
  'ecs:runTask': { started: job => ({ Tasks: [ecsTask(job)], Failures: [] }), describe: 'describeTasks', idOf: ({ Tasks }) => first(Tasks), described: job => ({ Tasks: [ecsTask(job)], Failures: [] }), finished: ecsTask },
  'eks:runJob': { started: job => ({ JobName: job.id }), describe: 'describeJob', idOf: ({ JobName }) => JobName, described: job => ({ JobName: job.id, Status: job.status }) },
  'eks:createCluster': { started: job => ({ Cluster: { Name: job.id, Status: 'CREATING' } }), describe: 'describeCluster', idOf: ({ Name }) => Name, described: job => ({ Cluster: { Name: job.id, Status: word(job, ['CREATING', 'ACTIVE', 'FAILED', 'DELETING']) } }), cluster: true },
  'eks:deleteCluster': { started: job => ({ Cluster: { Name: job.parameters.Name ?? job.id, Status: 'DELETING' } }), describe: 'describeDeletion', idOf: () => undefined, described: job => ({ Cluster: { Name: job.parameters.Name ?? job.id } }), terminates: 'Name' },
  'glue:startJobRun': { started: job => ({ JobRunId: job.id }), describe: 'getJobRun', idOf: ({ RunId }) => RunId, described: job => ({ JobRun: glueRun(job) }), finished: glueRun },
  'codebuild:startBuild': { started: job => ({ Build: build(job) }), describe: 'batchGetBuilds', idOf: ({ Ids }) => first(Ids), described: job => ({ Builds: [build(job)] }), finished: job => ({ Build: build(job) }) },
  'athena:startQueryExecution': { started: job => ({ QueryExecutionId: job.id }), describe: 'getQueryExecution', idOf: ({ QueryExecutionId }) => QueryExecutionId, described: job => ({ QueryExecution: query(job) }) },
  'elasticmapreduce:createCluster': { started: job => ({ ClusterId: job.id }), describe: 'describeCluster', idOf: ({ ClusterId }) => ClusterId, described: job => ({ Cluster: cluster(job) }), finished: job => ({ ClusterId: job.id, Cluster: cluster(job) }), cluster: true },
  'elasticmapreduce:addStep': { started: job => ({ StepId: job.id }), describe: 'describeStep', idOf: ({ StepId }) => StepId, described: job => ({ Step: step(job) }) },
  'elasticmapreduce:terminateCluster': { started: () => ({}), describe: 'describeTermination', idOf: () => undefined, described: () => ({}), terminates: 'ClusterId' },
  'sagemaker:createTrainingJob': { started: job => ({ TrainingJobArn: job.id }), describe: 'describeTrainingJob', idOf: ({ TrainingJobName }) => TrainingJobName, described: training('TrainingJobStatus', 'TrainingJobName') },
  'sagemaker:createTransformJob': { started: job => ({ TransformJobArn: job.id }), describe: 'describeTransformJob', idOf: ({ TransformJobName }) => TransformJobName, described: training('TransformJobStatus', 'TransformJobName') },
  'sagemaker:createProcessingJob': { started: job => ({ ProcessingJobArn: job.id }), describe: 'describeProcessingJob', idOf: ({ ProcessingJobName }) => ProcessingJobName, described: training('ProcessingJobStatus', 'ProcessingJobName') },
}

/** The services that have jobs: every task of every other service passes here too. */
const FAMILIES = new Set(Object.keys(KINDS).map(name => name.split(':')[0]))

/** `aws-sdk:` integrations name two of the services otherwise. */
const ALIASES: Record<string, string> = { 'emr': 'elasticmapreduce', 'emr:runJobFlow': 'elasticmapreduce:createCluster' }

export class Jobs {
  readonly all: Job[] = []
  /** Decides how long a job takes and how it ends. Default: a minute, with success. */
  script: (job: Job) => JobScript = () => ({})
  /** Told when a job starts or ends, and when a cluster is terminated. */
  onChange: (job: Job) => void = () => {}
  private readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** The clusters that exist now, and cost something: starting, at work or waiting. */
  get clusters(): Job[] {
    return this.all.filter(job => KINDS[job.kind]!.cluster && job.terminatedAt === undefined)
  }

  /** Whether an action of a service is one of a job's. */
  knows(service: string, action: string): boolean {
    return this.find(service, action) !== undefined
  }

  /** Starts or describes a job. Throws ServiceError where the service refuses. */
  call(service: string, action: string, parameters: JsonObject, call: TaskCall): Json | undefined {
    const [name, kind] = this.find(service, action)!
    if (!name.endsWith(`:${action}`) && kind.describe === action) return kind.described(this.job(name, kind.idOf(parameters)))
    const cluster = this.clusterOf(parameters)
    const closed = cluster?.terminatedAt !== undefined
    if (closed && kind.terminates === undefined) {
      throw new ServiceError('InvalidRequestException', 'A job flow that is shutting down, terminated, or finished may not be modified.')
    }
    const job: Job = { id: `${name.replace(':', '-')}-${this.all.length + 1}`, kind: name, parameters, status: 'RUNNING', startedAt: this.clock.now }
    this.all.push(job)
    const script = this.script(job)
    const waits = call.integration.pattern === 'sync' || call.integration.pattern === 'sync:2'
    this.clock.after((script.duration ?? 60) * 1000, () => {
      if (job.status !== 'RUNNING') return
      if (kind.terminates !== undefined && cluster) this.terminate(cluster)
      this.end(job, script.fails ? 'FAILED' : 'SUCCEEDED')
      if (!waits) return
      const description = { ...(kind.finished ?? kind.described)(job), ...script.result }
      if (script.fails) call.fail('States.TaskFailed', JSON.stringify(description))
      else call.succeed(description)
    })
    this.onChange(job)
    if (!waits) return kind.started(job)
    if (!kind.cluster && kind.terminates === undefined) call.onAbandoned(() => this.end(job, 'STOPPED'))
    call.submitted(kind.started(job))
    return undefined
  }

  /** Terminates a cluster, as its owner does by hand. */
  terminate(cluster: Job): void {
    if (cluster.terminatedAt !== undefined) return
    cluster.terminatedAt = this.clock.now
    this.onChange(cluster)
  }

  private end(job: Job, status: JobStatus): void {
    if (job.status !== 'RUNNING') return
    job.status = status
    job.endedAt = this.clock.now
    const isCluster = KINDS[job.kind]!.cluster
    if (isCluster && status === 'FAILED') job.terminatedAt = this.clock.now
    this.onChange(job)
    this.watchIdle(isCluster ? job : this.clusterOf(job.parameters))
  }

  /**
   * AutoTerminationPolicy: a cluster without a step for IdleTimeout seconds terminates itself.
   * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-auto-termination-policy.html
   */
  private watchIdle(cluster: Job | undefined): void {
    const policy = cluster?.parameters.AutoTerminationPolicy
    const seconds = policy !== undefined && isObject(policy) ? policy.IdleTimeout : undefined
    if (!cluster || typeof seconds !== 'number') return
    const since = this.clock.now
    this.clock.after(seconds * 1000, () => {
      const used = this.all.some(job => job !== cluster && this.clusterOf(job.parameters) === cluster && (job.status === 'RUNNING' || (job.endedAt ?? 0) > since))
      if (!used) this.terminate(cluster)
    })
  }

  /** The cluster that parameters name. */
  private clusterOf({ ClusterId: id, Name: name }: JsonObject): Job | undefined {
    return this.all.find(job => KINDS[job.kind]!.cluster && (job.id === id || (job.kind.startsWith('eks:') && name !== undefined && job.parameters.Name === name)))
  }

  private job(kind: string, id: Json | undefined): Job {
    const job = this.all.find(candidate => candidate.kind === kind && (candidate.id === id || Object.values(candidate.parameters).includes(id ?? null)))
    if (!job) throw new ServiceError('ResourceNotFoundException', `There is no job ${plainText(id)}.`)
    return job
  }

  private find(service: string, action: string): [string, JobKind] | undefined {
    const family = ALIASES[service] ?? service
    if (!FAMILIES.has(family)) return undefined
    const name = ALIASES[`${service}:${action}`] ?? `${family}:${action}`
    if (Object.hasOwn(KINDS, name)) return [name, KINDS[name]!]
    return Object.entries(KINDS).find(([key, kind]) => key.startsWith(`${family}:`) && kind.describe === action)
  }
}
