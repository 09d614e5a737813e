/**
 * Simulated Step Functions: state machines that start each other, and the API that executions are controlled by.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */

import { executionNameProblem, plainText } from '../../../asl/index.ts'
import type { Execution, ExecutionCore, Json, JsonObject, StateMachine, TaskCall, TaskTokens } from '../../../asl/index.ts'
import { describeExecution, listExecutions, redriveExecution } from './executions.ts'
import { requiredText, ServiceError } from './service.ts'

/** For so long the name of a closed execution stays taken: 90 days. */
const NAME_TAKEN_MS = 90 * 86_400_000

/** What comes before the name in an ARN, or around it in a substitution of the definition: `${Orders}` is the ARN of Orders. */
const AROUND_NAME = /^arn:[^:]*:states:[^:]*:[^:]*:stateMachine:|^\$\{|\}$/g

/** An alias points at up to two versions. */
const MAX_ROUTES = 2

export interface StartRequest {
  input?: Json
  name?: string
  /** ARN of the execution that starts it. */
  startedBy?: string
  /** Nobody waits for its end: an Express execution that StartExecution starts. */
  asynchronous?: boolean
}

/** How an execution came to be. */
export interface Origin {
  /** The number of the version that it is pinned to. */
  version?: string
  alias?: string
  /** ARN of the execution that started it. */
  startedBy?: string
}

/** Percent of the starts by number of the version. */
export type Routing = Record<string, number>

/** What is started: a machine, and how it was found. */
interface Target {
  machine: StateMachine
  version?: string
  alias?: string
}

interface StateMachinesOptions {
  begin: (machine: StateMachine, name: string, input: Json, ended: (execution: ExecutionCore) => void, asynchronous: boolean) => Execution
  tokens: TaskTokens
  /** Draws which version an alias starts. */
  random: () => number
  /** Virtual milliseconds since the epoch. */
  now: () => number
}

export class StateMachines {
  readonly executions: Execution[] = []
  readonly origins = new Map<Execution, Origin>()
  /** So many answers of StartExecution get lost on their way back: what was asked for is done, and nobody hears of it. */
  answersToLose = 0
  /** Told when an alias starts to send another share of the starts to a version. */
  onAliasUpdated: ((alias: string, version: string, percent: number) => void) | undefined
  private readonly machines = new Map<string, StateMachine>()
  private readonly versions = new Map<string, StateMachine[]>()
  private readonly aliases = new Map<string, Routing>()
  private readonly begin: StateMachinesOptions['begin']
  private readonly tokens: TaskTokens
  private readonly random: () => number
  private readonly now: () => number
  private readonly named = new Map<StateMachine, Map<string, Execution>>()
  private readonly byArn = new Map<string, Execution>()
  private readonly waiting = new Map<ExecutionCore, ((execution: ExecutionCore) => void)[]>()

  constructor(options: StateMachinesOptions) {
    this.begin = options.begin
    this.tokens = options.tokens
    this.random = options.random
    this.now = options.now
  }

  /** Adds a machine, or a new revision of one: who starts it by its plain name gets the latest. */
  add(machine: StateMachine): void {
    this.machines.set(machine.name, machine)
  }

  /**
   * PublishStateMachineVersion: keeps a revision under the next number, from 1.
   * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-version.html
   *
   * @returns the number of the version
   */
  publish(machine: StateMachine): string {
    const versions = this.versions.get(machine.name) ?? []
    this.versions.set(machine.name, versions)
    return String(versions.push(machine))
  }

  /**
   * UpdateStateMachineAlias: sends starts to one or two versions, in percent that add up to 100. Executions that run stay with
   * theirs. Throws ServiceError for what the service refuses.
   * https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachineAlias.html
   */
  updateAlias(machineName: string, alias: string, routing: Routing): void {
    const routes = Object.entries(routing)
    const known = this.versions.get(machineName)?.length ?? 0
    if (routes.length < 1 || routes.length > MAX_ROUTES || routes.reduce((sum, [, percent]) => sum + percent, 0) !== 100 || routes.some(([version]) => !(Number(version) <= known))) {
      throw new ServiceError('ValidationException', `An alias points at one or two published versions with weights that add up to 100; ${machineName}:${alias} got ${JSON.stringify(routing)} and has ${known} versions.`)
    }
    const key = `${machineName}:${alias}`
    const before = this.aliases.get(key) ?? {}
    this.aliases.set(key, { ...routing })
    for (const version of new Set([...Object.keys(before), ...Object.keys(routing)])) this.onAliasUpdated?.(alias, version, routing[version] ?? 0)
  }

  /**
   * StartExecution, by name (`Orders`, `Orders:1`, `Orders:live`), ARN or machine. The same name with the same input, while that
   * execution is open, gives the same execution; otherwise a used name is refused with ExecutionAlreadyExists until 90 days after the end. Express machines
   * take any name any number of times. Throws ServiceError.
   * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
   */
  start(target: string | StateMachine, { input = {}, name, startedBy, asynchronous = false }: StartRequest = {}): Execution {
    if (name !== undefined && executionNameProblem(name) !== undefined) throw new ServiceError('InvalidNameException', `Invalid Name: '${name}'`)
    const { machine, ...origin } = typeof target === 'string' ? this.find(target) : { machine: target }
    const registered = this.machines.get(machine.name)
    const owner = registered && registered.type === machine.type ? registered : machine
    const namesake = machine.type === 'STANDARD' && name !== undefined ? this.named.get(owner)?.get(name) : undefined
    if (namesake && !(namesake.endedAt !== undefined && this.now() - namesake.endedAt >= NAME_TAKEN_MS)) {
      if (namesake.status === 'RUNNING' && JSON.stringify(namesake.input) === JSON.stringify(input)) return namesake
      throw new ServiceError('ExecutionAlreadyExistsException', `Execution Already Exists: '${namesake.arn}'`)
    }
    const execution = this.begin(machine, name ?? `execution-${this.executions.length + 1}`, input, (ended) => {
      for (const callback of this.waiting.get(ended) ?? []) callback(ended)
      this.waiting.delete(ended)
    }, asynchronous)
    this.executions.push(execution)
    this.origins.set(execution, { ...origin, ...(startedBy === undefined ? {} : { startedBy }) })
    this.byArn.set(execution.arn, execution)
    if (!this.named.has(owner)) this.named.set(owner, new Map())
    this.named.get(owner)!.set(execution.name, execution)
    return execution
  }

  private find(target: string): Target {
    const [name = '', qualifier] = target.replace(AROUND_NAME, '').split(':')
    const machine = this.machines.get(name)
    const missing = (): never => {
      throw new ServiceError('StateMachineDoesNotExistException', `State Machine Does Not Exist: '${target}'`)
    }
    if (qualifier === undefined) return machine ? { machine } : missing()
    const routing = this.aliases.get(`${name}:${qualifier}`)
    const version = routing ? this.draw(routing) : qualifier
    const published = this.versions.get(name)?.[Number(version) - 1]
    return published ? { machine: published, version, ...(routing ? { alias: qualifier } : {}) } : missing()
  }

  private draw(routing: Routing): string {
    let rest = this.random() * 100
    const routes = Object.entries(routing)
    return (routes.find(([, percent]) => (rest -= percent) < 0) ?? routes.at(-1)!)[0]
  }

  /** The `states:` and `aws-sdk:sfn:` integrations. */
  readonly call = (action: string, parameters: JsonObject, call: TaskCall): Json | undefined => {
    switch (action) {
      case 'startExecution': return this.startChild(parameters, call)
      case 'startSyncExecution': return this.startSync(parameters, call)
      case 'describeExecution': return describeExecution(this.execution(parameters.ExecutionArn), { isoDates: true })
      case 'listExecutions': return listExecutions(this.executionsOf(requiredText(parameters, 'StateMachineArn')), parameters, this.now())
      case 'redriveExecution': return redriveExecution(this.execution(parameters.ExecutionArn))
      case 'stopExecution': return this.stopChild(parameters)
      case 'sendTaskSuccess': return accepted(this.tokens.succeed(requiredText(parameters, 'TaskToken'), outputOf(parameters.Output)))
      case 'sendTaskFailure': return accepted(this.tokens.fail(requiredText(parameters, 'TaskToken'), text(parameters.Error), text(parameters.Cause)))
      case 'sendTaskHeartbeat': return accepted(this.tokens.heartbeat(requiredText(parameters, 'TaskToken')))
      default: throw new ServiceError('UnknownOperationException', `This simulated Step Functions has no action ${action}.`)
    }
  }

  private startChild(parameters: JsonObject, call: TaskCall): Json | undefined {
    const child = this.start(requiredText(parameters, 'StateMachineArn'), { ...request(parameters, call), asynchronous: true })
    const response = { ExecutionArn: child.arn, StartDate: child.startedAt / 1000 }
    const { pattern } = call.integration
    if (this.answersToLose > 0) return void this.answersToLose--
    if (pattern !== 'sync' && pattern !== 'sync:2') return response
    call.submitted(response)
    call.onAbandoned(() => void child.stop())
    this.whenEnded(child, (ended) => {
      const description = describeExecution(ended, { parsed: pattern === 'sync:2' })
      if (ended.status === 'SUCCEEDED') call.succeed(description)
      else call.fail('States.TaskFailed', JSON.stringify(description))
    })
    return undefined
  }

  private startSync(parameters: JsonObject, call: TaskCall): undefined {
    const child = this.start(requiredText(parameters, 'StateMachineArn'), request(parameters, call))
    if (child.type !== 'EXPRESS') throw new ServiceError('StateMachineTypeNotSupportedException', 'This operation is not supported by this type of state machine')
    this.whenEnded(child, ended => void call.succeed({ ...describeExecution(ended), BillingDetails: billedFor(ended) }))
  }

  private stopChild(parameters: JsonObject): Json {
    const execution = this.execution(parameters.ExecutionArn)
    execution.stop(text(parameters.Error), text(parameters.Cause))
    return { StopDate: (execution.endedAt ?? 0) / 1000 }
  }

  private whenEnded(execution: Execution, callback: (execution: ExecutionCore) => void): void {
    if (execution.status !== 'RUNNING') return callback(execution)
    this.waiting.set(execution, [...this.waiting.get(execution) ?? [], callback])
  }

  /** The executions of a Standard machine, or those of one of its versions or aliases, in the order of starting. */
  private executionsOf(target: string): Execution[] {
    const [name = '', qualifier] = target.replace(AROUND_NAME, '').split(':')
    const machine = this.machines.get(name)
    if (!machine) throw new ServiceError('StateMachineDoesNotExistException', `State Machine Does Not Exist: '${target}'`)
    if (machine.type === 'EXPRESS') throw new ServiceError('StateMachineTypeNotSupportedException', 'This operation is not supported by this type of state machine')
    return this.executions.filter((execution) => {
      const { version, alias } = this.origins.get(execution)!
      return execution.machine.name === name && (qualifier === undefined || qualifier === version || qualifier === alias)
    })
  }

  private execution(arn: Json | undefined): Execution {
    const execution = typeof arn === 'string' ? this.byArn.get(arn) : undefined
    if (!execution) throw new ServiceError('ExecutionDoesNotExistException', `Execution Does Not Exist: '${plainText(arn)}'`)
    return execution
  }
}

function request(parameters: JsonObject, call: TaskCall): StartRequest {
  const { Input: input, Name: name } = parameters
  return { input: typeof input === 'string' ? outputOf(input) : input ?? {}, startedBy: call.executionArn, ...(typeof name === 'string' ? { name } : {}) }
}

/** Text that is JSON stands for its value. */
function outputOf(value: Json | undefined): Json {
  if (typeof value !== 'string') return value ?? {}
  try {
    return JSON.parse(value) as Json
  }
  catch {
    return value
  }
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function accepted(refusal: { exception: string, message: string } | undefined): Json {
  if (refusal) throw new ServiceError(`${refusal.exception}Exception`, refusal.message)
  return {}
}

/** What an Express execution is billed for: time in steps of 100 ms, memory in steps of 64 MB, of which it takes the first. */
function billedFor({ startedAt, endedAt = startedAt }: ExecutionCore): JsonObject {
  return { BilledDurationInMilliseconds: Math.max(100, Math.ceil((endedAt - startedAt) / 100) * 100), BilledMemoryUsedInMB: 64 }
}
