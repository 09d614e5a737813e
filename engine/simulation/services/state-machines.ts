/**
 * Simulated Step Functions: state machines that start each other, and the API that executions are controlled by.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */

import type { Execution, Json, JsonObject, StateMachine, TaskCall, TaskTokens } from '../../asl/index.ts'
import { requiredText, ServiceError } from './service.ts'

export interface StartRequest {
  input?: Json
  name?: string
}

export class StateMachines {
  readonly executions: Execution[] = []
  private readonly machines = new Map<string, StateMachine>()
  private readonly begin: (machine: StateMachine, name: string, input: Json, ended: (execution: Execution) => void) => Execution
  private readonly tokens: TaskTokens
  private readonly waiting = new Map<Execution, ((execution: Execution) => void)[]>()

  constructor(options: { begin: StateMachines['begin'], tokens: TaskTokens }) {
    this.begin = options.begin
    this.tokens = options.tokens
  }

  add(machine: StateMachine): void {
    this.machines.set(machine.name, machine)
  }

  /**
   * StartExecution. The same name with the same input, while that execution is open, gives the same execution; otherwise a used
   * name is refused with ExecutionAlreadyExists. Express machines take any name any number of times.
   * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
   */
  start(machineName: string, { input = {}, name }: StartRequest = {}): Execution {
    const machine = this.machines.get(machineName)
    if (!machine) throw new ServiceError('StateMachineDoesNotExistException', `State Machine Does Not Exist: '${machineName}'`)
    const namesake = machine.type === 'STANDARD' && name !== undefined
      ? this.executions.find(execution => execution.machine === machine && execution.name === name)
      : undefined
    if (namesake) {
      if (namesake.status === 'RUNNING' && JSON.stringify(namesake.input) === JSON.stringify(input)) return namesake
      throw new ServiceError('ExecutionAlreadyExistsException', `Execution Already Exists: '${namesake.arn}'`)
    }
    const execution = this.begin(machine, name ?? `execution-${this.executions.length + 1}`, input, (ended) => {
      for (const callback of this.waiting.get(ended) ?? []) callback(ended)
      this.waiting.delete(ended)
    })
    this.executions.push(execution)
    return execution
  }

  /** The `states:` and `aws-sdk:sfn:` integrations. */
  readonly call = (action: string, parameters: JsonObject, call: TaskCall): Json | undefined => {
    switch (action) {
      case 'startExecution': return this.startChild(parameters, call)
      case 'startSyncExecution': return this.startSync(parameters, call)
      case 'describeExecution': return describe(this.find(parameters.ExecutionArn), false)
      case 'stopExecution': return this.stopChild(parameters)
      case 'sendTaskSuccess': return accepted(this.tokens.succeed(requiredText(parameters, 'TaskToken'), outputOf(parameters.Output)))
      case 'sendTaskFailure': return accepted(this.tokens.fail(requiredText(parameters, 'TaskToken'), text(parameters.Error), text(parameters.Cause)))
      case 'sendTaskHeartbeat': return accepted(this.tokens.heartbeat(requiredText(parameters, 'TaskToken')))
      default: throw new ServiceError('UnknownOperationException', `This simulated Step Functions has no action ${action}.`)
    }
  }

  private startChild(parameters: JsonObject, call: TaskCall): Json | undefined {
    const child = this.start(machineName(parameters), request(parameters))
    const response = { ExecutionArn: child.arn, StartDate: child.startedAt / 1000 }
    const { pattern } = call.integration
    if (pattern !== 'sync' && pattern !== 'sync:2') return response
    call.submitted(response)
    call.onAbandoned(() => void child.stop())
    this.whenEnded(child, (ended) => {
      const description = describe(ended, pattern === 'sync:2')
      if (ended.status === 'SUCCEEDED') call.succeed(description)
      else call.fail('States.TaskFailed', JSON.stringify(description))
    })
    return undefined
  }

  private startSync(parameters: JsonObject, call: TaskCall): undefined {
    const child = this.start(machineName(parameters), request(parameters))
    if (child.type !== 'EXPRESS') throw new ServiceError('StateMachineTypeNotSupportedException', 'This operation is not supported by this type of state machine')
    this.whenEnded(child, ended => void call.succeed(describe(ended, false)))
  }

  private stopChild(parameters: JsonObject): Json {
    const execution = this.find(parameters.ExecutionArn)
    execution.stop(text(parameters.Error), text(parameters.Cause))
    return { StopDate: (execution.endedAt ?? 0) / 1000 }
  }

  private whenEnded(execution: Execution, callback: (execution: Execution) => void): void {
    if (execution.status !== 'RUNNING') return callback(execution)
    this.waiting.set(execution, [...this.waiting.get(execution) ?? [], callback])
  }

  private find(arn: Json | undefined): Execution {
    const execution = this.executions.find(candidate => candidate.arn === arn)
    if (!execution) throw new ServiceError('ExecutionDoesNotExistException', `Execution Does Not Exist: '${String(arn)}'`)
    return execution
  }
}

function machineName(parameters: JsonObject): string {
  const arn = requiredText(parameters, 'StateMachineArn')
  return arn.slice(arn.lastIndexOf(':') + 1)
}

function request(parameters: JsonObject): StartRequest {
  const { Input: input, Name: name } = parameters
  return { input: typeof input === 'string' ? outputOf(input) : input ?? {}, ...(typeof name === 'string' ? { name } : {}) }
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

/** As DescribeExecution answers; with `parsed`, input and output are JSON values instead of text. */
function describe(execution: Execution, parsed: boolean): JsonObject {
  const json = (value: Json): Json => parsed ? value : JSON.stringify(value)
  return {
    ExecutionArn: execution.arn,
    Input: json(execution.input),
    InputDetails: { Included: true },
    Name: execution.name,
    ...(execution.output === undefined ? {} : { Output: json(execution.output), OutputDetails: { Included: true } }),
    ...(execution.error === undefined ? {} : { Error: execution.error }),
    ...(execution.cause === undefined ? {} : { Cause: execution.cause }),
    StartDate: execution.startedAt,
    StateMachineArn: execution.machineArn,
    Status: execution.status,
    ...(execution.endedAt === undefined ? {} : { StopDate: execution.endedAt }),
  }
}
