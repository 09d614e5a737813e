import { seededRandom } from '../../../../engine/simulation/account/random.ts'
import { advance } from './clock.ts'
import { CuttingClient } from './cutting-client.ts'
import { ACTIVITY, executionArn, machineArn, MACHINES, type MachineName } from './machines.ts'

/** An execution that was asked for. `startDate`: as it was answered; without it the line was cut, and nobody knows. */
export interface Started {
  machine: MachineName
  name: string
  startDate?: number
}

/** What the clients know when they have done. */
export interface Ledger {
  operations: number
  cut: number
  started: Started[]
  /** Executions whose stop was answered. */
  stopped: Set<string>
  /** Answers that were accepted, by token. */
  accepted: Map<string, number>
  /** Workers that were given an activity's task and were gone before they answered, by the task's token. */
  lost: Map<string, string>
  /** Tasks that were given out, each to one worker. */
  given: { token: string, worker: string }[]
}

const STARTS = 0.35
const STOPS = 0.06
const APPROVES = 0.2
const PACKS = 0.3
const TICKS = 0.05

/** A share of the workers that take a task and are never heard of again. */
const LOST = 0.25

const CUTS = 0.15

export function newLedger(): Ledger {
  return { operations: 0, cut: 0, started: [], stopped: new Set(), accepted: new Map(), lost: new Map(), given: [] }
}

/** What executions are started with; a name is taken by another input. */
export const INPUT = '{"of":1}'

/**
 * Clients that start, stop, answer and take tasks, all at a time. `goesOn` is asked before each step of a client: how many it has done.
 */
export async function letLoose(port: number, ledger: Ledger, { clients, prefix, goesOn, input = () => INPUT }: { clients: number, prefix: string, goesOn: (steps: number) => boolean, input?: () => string }): Promise<void> {
  await Promise.all(Array.from({ length: clients }, async (_, index) => {
    const one = new LoadClient(port, ledger, { name: `${prefix}-${index}`, seed: index + 1, input })
    for (let step = 0; goesOn(step); step++) await one.step()
    one.close()
  }))
}

class LoadClient {
  private readonly port: number
  private readonly ledger: Ledger
  private readonly name: string
  private readonly input: () => string
  private readonly random: () => number
  private readonly client: CuttingClient
  private readonly own: Started[] = []
  private count = 0

  constructor(port: number, ledger: Ledger, { name, seed, input }: { name: string, seed: number, input: () => string }) {
    this.port = port
    this.ledger = ledger
    this.name = name
    this.input = input
    this.random = seededRandom(seed)
    this.client = new CuttingClient(port, this.random, CUTS)
  }

  step(): Promise<void> {
    const roll = this.random()
    if (roll < STARTS || this.own.length === 0) return this.start()
    if (roll < STARTS + STOPS) return this.stop()
    if (roll < STARTS + STOPS + APPROVES) return this.approve()
    if (roll < STARTS + STOPS + APPROVES + PACKS) return this.pack()
    if (roll < STARTS + STOPS + APPROVES + PACKS + TICKS) return advance(this.port, '5s')
    return this.look()
  }

  close(): void {
    this.client.close()
  }

  private async start(): Promise<void> {
    const machine = this.pick(MACHINES)
    const started: Started = { machine, name: `${this.name}-${++this.count}` }
    const answer = await this.ask('StartExecution', { stateMachineArn: machineArn(machine), name: started.name, input: this.input() })
    if (answer) started.startDate = answer.startDate
    this.own.push(started)
    this.ledger.started.push(started)
  }

  private async stop(): Promise<void> {
    const { machine, name, startDate } = this.pick(this.own)
    if (startDate === undefined) return
    const arn = executionArn(machine, name)
    if (await this.ask('StopExecution', { executionArn: arn })) this.ledger.stopped.add(arn)
  }

  /** Brings back a token of its own, which stands in the history. */
  private async approve(): Promise<void> {
    const waiting = this.own.filter(({ machine, startDate }) => machine === 'approvals' && startDate !== undefined)
    if (waiting.length === 0) return this.start()
    const { machine, name } = this.pick(waiting)
    const history = await this.ask('GetExecutionHistory', { executionArn: executionArn(machine, name) })
    const details = history?.events.find((event: any) => event.type === 'TaskScheduled')?.taskScheduledEventDetails
    if (details) await this.bringBack((JSON.parse(details.parameters) as { Payload: { token: string } }).Payload.token)
  }

  /** Takes a task of the activity as a worker of a new name, and may be gone before it has answered. */
  private async pack(): Promise<void> {
    const worker = `${this.name}-${++this.count}`
    const task = await this.ask('GetActivityTask', { activityArn: ACTIVITY, workerName: worker })
    if (!task?.taskToken) return
    this.ledger.given.push({ token: task.taskToken, worker })
    if (this.random() < LOST) return void this.ledger.lost.set(task.taskToken, worker)
    if (this.random() < 0.3) await this.ask('SendTaskHeartbeat', { taskToken: task.taskToken }, ['TaskTimedOut'])
    await this.bringBack(task.taskToken)
  }

  private async look(): Promise<void> {
    const { machine, name, startDate } = this.pick(this.own)
    if (startDate !== undefined) await this.ask('DescribeExecution', { executionArn: executionArn(machine, name) })
  }

  private async bringBack(taskToken: string): Promise<void> {
    if (await this.ask('SendTaskSuccess', { taskToken, output: '"done"' }, ['TaskTimedOut'])) this.ledger.accepted.set(taskToken, (this.ledger.accepted.get(taskToken) ?? 0) + 1)
  }

  /** The answer; undefined where the line was cut, or where it is one of the refusals that are to be expected. */
  private async ask(operation: string, members: object, refusals: readonly string[] = []): Promise<any> {
    this.ledger.operations++
    const told = await this.client.call(operation, members)
    if (!told.answered) return void this.ledger.cut++
    if (told.status === 200) return told.json
    if (refusals.some(name => told.json.__type.endsWith(`#${name}`))) return undefined
    throw new Error(`${operation} ${JSON.stringify(members)}: ${JSON.stringify(told.json)}`)
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.random() * items.length)]!
  }
}
