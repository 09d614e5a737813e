/**
 * A small simulated account: services, state machines and any number of executions on one virtual clock. A thundering herd, a
 * semaphore or a canary is several executions in one world.
 */

import { Clock, ROLE, startExecution, TaskTokens } from '../../asl/index.ts'
import type { Execution, ExecutionObserver, Json, JsonObject, Limits, StateMachine, TaskCall, TaskHandler, TaskIntegration } from '../../asl/index.ts'
import { seededRandom } from './random.ts'
import { AgentCore } from './services/agentcore.ts'
import { DynamoDB } from './services/dynamodb.ts'
import { HttpPartners } from './services/http.ts'
import { Jobs } from './services/jobs.ts'
import { Lambda } from './services/lambda.ts'
import { EventBridge, failedEntries, SNS } from './services/messages.ts'
import { S3 } from './services/s3.ts'
import { s3Actions } from './services/s3-actions.ts'
import { errorCause, errorName, type Service, ServiceError } from './services/service.ts'
import { SQS } from './services/sqs.ts'
import { type StartRequest, StateMachines } from './services/state-machines.ts'
import { statusChange } from './services/status-change.ts'

/** Routing by aliases draws from numbers of its own, so that it moves nothing else. */
const ROUTING_SEED = 0x5EED

export interface WorldOptions {
  /** Default: a clock of its own, standing at `start`. */
  clock?: Clock
  /** Virtual start, ISO 8601. */
  start?: string
  seed?: number
  limits?: Partial<Limits>
  observer?: ExecutionObserver
  /** Where several worlds share their executions; its own by default. */
  tokens?: TaskTokens
  /** Asked for every execution that is about to start: who answers its tasks (`tasks` are the services), and who is told of it. */
  hooksFor?: (machine: StateMachine, tasks: TaskHandler) => ExecutionHooks
}

/** What goes with one execution. */
export interface ExecutionHooks {
  tasks: TaskHandler
  observer: ExecutionObserver
  /** Called with the execution before it does anything. */
  attach: (execution: Execution) => void
}

export class World {
  readonly clock: Clock
  readonly tokens: TaskTokens
  readonly random: () => number
  readonly dynamodb = new DynamoDB(() => this.clock.now)
  readonly s3: S3
  readonly sqs: SQS
  readonly sns: SNS
  readonly events: EventBridge
  readonly lambda: Lambda
  readonly jobs: Jobs
  readonly agents: AgentCore
  readonly http: HttpPartners
  readonly stateMachines: StateMachines
  /** ARNs of roles whose trust policy does not name us: a task with such a role in Credentials fails. */
  readonly untrusting = new Set<string>()
  private readonly services: Map<string, Service>

  constructor({ clock, start, seed = 1, limits, observer, tokens = new TaskTokens(), hooksFor }: WorldOptions = {}) {
    this.tokens = tokens
    this.clock = clock ?? new Clock(start === undefined ? undefined : Date.parse(start))
    this.random = seededRandom(seed)
    const now = () => this.clock.now
    this.s3 = new S3({ now })
    this.sqs = new SQS(now)
    this.sns = new SNS(now)
    this.events = new EventBridge(now)
    this.lambda = new Lambda(this.clock)
    this.jobs = new Jobs(this.clock)
    this.agents = new AgentCore(this.clock)
    this.http = new HttpPartners(this.clock)
    let expressStarts = 0
    this.stateMachines = new StateMachines({
      tokens: this.tokens,
      random: seededRandom(seed ^ ROUTING_SEED),
      now,
      begin: (machine, name, input, ended, asynchronous) => {
        const hooks = hooksFor?.(machine, this.tasks)
        const told = { ...observer, ...hooks?.observer }
        const execution = startExecution(machine, {
          clock: this.clock,
          input,
          name,
          ...(machine.type === 'EXPRESS' ? { expressId: String(++expressStarts), asynchronous } : {}),
          tasks: hooks?.tasks ?? this.tasks,
          random: this.random,
          tokens: this.tokens,
          objects: this.s3,
          ...(limits ? { limits } : {}),
          observer: {
            ...told,
            ended: (execution) => {
              told.ended?.(execution)
              ended(execution)
              if (execution.type === 'STANDARD') this.events.emit(statusChange(execution))
            },
          },
        })
        hooks?.attach(execution)
        return execution
      },
    })
    this.services = new Map<string, Service>([
      ['dynamodb', this.dynamodb.call],
      ['s3', s3Actions(this.s3)],
      ['sqs', this.sqs.call],
      ['sns', this.sns.call],
      ['events', this.events.call],
      ['eventbridge', this.events.call],
      ['lambda', this.lambda.call],
      ['states', this.stateMachines.call],
      ['sfn', this.stateMachines.call],
      ['http', this.http.invoke],
      ['apigateway', this.http.apiGateway],
      ['bedrockagentcore', this.agents.call],
    ])
  }

  /** Adds a state machine and gives it back. */
  add(machine: StateMachine): StateMachine {
    this.stateMachines.add(machine)
    return machine
  }

  /** Starts an execution; it runs when the clock runs. Throws ServiceError as StartExecution refuses. */
  start(machine: StateMachine | string, request?: StartRequest): Execution {
    if (typeof machine !== 'string') this.add(machine)
    return this.stateMachines.start(machine, request)
  }

  /** Adds a service, or takes the place of one: `world.serve('ses', action => ({ MessageId: '1' }))`. */
  serve(service: string, answer: Service): void {
    this.services.set(service, answer)
  }

  /** Whether there is a simulated service of that name, functions and jobs among them. */
  serves({ kind, service, action }: TaskIntegration): boolean {
    return kind !== 'task' || this.services.has(service) || this.jobs.knows(service, action)
  }

  /** Answers tasks from the simulated services. */
  readonly tasks: TaskHandler = (call) => {
    try {
      const answer = this.dispatch(call)
      if (answer !== undefined) this.deliver(call, answer)
    }
    catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown
      call.fail(errorName(call.integration, thrown.code), errorCause(call.integration, thrown))
    }
  }

  private dispatch(call: TaskCall): Json | undefined {
    const { kind, service, action, arn } = call.integration
    if (call.roleArn !== undefined && this.untrusting.has(call.roleArn)) {
      return void call.fail('States.TaskFailed', `The role ${ROLE} is not authorized to assume the task state's role, ${call.roleArn}.`)
    }
    if (kind === 'lambda') return void this.lambda.invoke(arn, call.parameters, call)
    if (kind === 'activity') return undefined
    const parameters = typeof call.parameters === 'object' && call.parameters !== null && !Array.isArray(call.parameters) ? call.parameters as JsonObject : {}
    if (this.jobs.knows(service, action)) return this.jobs.call(service, action, parameters, call)
    const handler = this.services.get(service)
    if (!handler) return void call.crash(`There is no simulated service '${service}' (${arn}).`)
    return handler(action, parameters, call)
  }

  private deliver(call: TaskCall, answer: Json): void {
    if (call.integration.pattern === 'waitForTaskToken') return void call.submitted(answer)
    if (failedEntries(call.integration, answer)) call.fail('EventBridge.FailedEntry', JSON.stringify(answer))
    else call.succeed(answer)
  }
}
