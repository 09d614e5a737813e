/** An account in a region: state machines, activities and executions, on a clock that somebody else drives. */

import type { Clock, Limits, TaskCall, TaskHandler, TaskRefusal, TaskRequest } from '../../asl/index.ts'
import type { Service } from '../../simulation/account/services/service.ts'
import { ACCOUNT, REGION } from '../../asl/index.ts'
import type { MockFile } from '../../simulation/mocks/mock-file.ts'
import { seededRandom, World } from '../../simulation/index.ts'
import { Answerers, type TaskAnswer } from './answerers.ts'
import type { Activity, Answers, ExecutionWatch, Machine } from './entities.ts'
import { ExecutionStore } from './execution-store.ts'
import { Outside } from './outside.ts'
import { uuid } from './uuid.ts'

export interface AccountOptions {
  clock: Clock
  /** Twelve digits. */
  id?: string
  region?: string
  /** Of all randomness: names, retries with jitter, routing. */
  seed?: number
  limits?: Partial<Limits>
  /** Cases that executions of a `<state machine ARN>#<case>` run with. */
  mocks?: () => MockFile | undefined
  /** Told that there is something to do. */
  wake?: () => void
  /** Told of each event of an execution, and when it has ended. */
  changed?: (executionArn: string) => void
  /** How long GetActivityTask waits for a task, in milliseconds of the wall clock. */
  pollMilliseconds?: number
  /** So many executions that have ended are kept. */
  keep?: number
  /** Asked for tasks before the simulated services are. */
  outsideTasks?: OutsideTasks
  /** Asked after those for what nobody has set up a simulated service for. Step Functions itself is always the account's own. */
  endpointTasks?: OutsideTasks
  /** Told of executions as they come and go. */
  watch?: ExecutionWatch
  /** Told of every answer to a task, and who gave it. */
  answered?: (answer: TaskAnswer) => void
}

/**
 * Answers tasks from outside, or hands them on.
 *
 * @param away says that a call goes out, and to whom: until what it gives is called, or nobody waits any more, a fast clock stands by the wall's. The answer is given
 *   in what is handed to that
 * @param otherwise the simulated services
 */
export type OutsideTasks = (call: TaskCall, away: (call: TaskCall, by: string) => (answer: () => void) => void, otherwise: TaskHandler) => void

/** Boto3 gives up on an answer after 60 seconds. */
const POLL = 59_000

const KEPT = 20_000

/** Names of the service that the account itself is. */
const OWN: ReadonlySet<string> = new Set(['states', 'sfn'])

export class Account {
  readonly id: string
  readonly region: string
  readonly clock: Clock
  readonly world: World
  readonly random: () => number
  readonly limits: Partial<Limits>
  readonly machines = new Map<string, Machine>()
  readonly activities = new Map<string, Activity>()
  readonly executions: ExecutionStore
  /** What somebody outside may still be at work on. */
  readonly outside = new Outside()
  /** Who was asked for its tasks. */
  readonly answerers: Answerers
  readonly pollMilliseconds: number
  readonly wake: () => void
  readonly changed: (executionArn: string) => void
  readonly watch: ExecutionWatch
  /** What answers the tasks of machines that have nothing of their own. */
  readonly answers: Answers
  private readonly outsideTasks: OutsideTasks | undefined
  private readonly endpointTasks: OutsideTasks | undefined
  private readonly mocks: () => MockFile | undefined
  private readonly seed: number
  private states: Service | undefined

  constructor({ clock, id = ACCOUNT, region = REGION, seed = 1, limits = {}, mocks = () => undefined, wake = () => {}, changed = () => {}, pollMilliseconds = POLL, keep = KEPT, watch = {}, outsideTasks, endpointTasks, answered = () => {} }: AccountOptions) {
    this.clock = clock
    this.id = id
    this.region = region
    this.seed = seed
    this.random = seededRandom(seed)
    this.limits = limits
    this.mocks = mocks
    this.wake = wake
    this.changed = changed
    this.watch = watch
    this.outsideTasks = outsideTasks
    this.answerers = new Answerers(answered)
    this.endpointTasks = endpointTasks
    this.pollMilliseconds = pollMilliseconds
    this.world = new World({ clock, seed })
    this.answers = this.answersOf(this.world)
    this.executions = new ExecutionStore(() => clock.now, keep)
  }

  /** Region and account, as they stand in an ARN. */
  get place(): string {
    return `${this.region}:${this.id}`
  }

  arn(type: string, name: string): string {
    return `arn:aws:states:${this.place}:${type}:${name}`
  }

  uuid(): string {
    return uuid(this.random)
  }

  /** Activities wait for a worker, simulated services answer the rest. */
  answersOf(world: World): Answers {
    return {
      tasks: call => this.answer(call, world),
      refuseTask: this.refuseTask,
      objects: world.s3,
      emit: event => world.events.emit(event),
    }
  }

  /** Simulated services beside those of the account, with executions, tokens and the clock in common. */
  newWorld(): World {
    const world = new World({ clock: this.clock, seed: this.seed, tokens: this.world.tokens })
    if (this.states) for (const service of OWN) world.serve(service, this.states)
    return world
  }

  /** What answers the `states:` and `aws-sdk:sfn:` integrations. */
  serveStates(states: Service): void {
    this.states = states
    for (const service of OWN) this.world.serve(service, states)
  }

  private answer(call: TaskCall, world: World): void {
    const activity = call.integration.kind === 'activity' ? this.activities.get(call.integration.arn) : undefined
    const simulated: TaskHandler = (call) => {
      this.answerers.ask(call, { kind: 'simulated account' })
      world.tasks(call)
    }
    if (activity) {
      this.answerers.ask(call, { kind: 'activity', name: activity.name })
      activity.queue.add(call)
    }
    else if (this.outsideTasks) this.outsideTasks(call, this.away('function'), call => this.answerBehind(call, world, simulated))
    else this.answerBehind(call, world, simulated)
  }

  /** What a world was set up with is there on purpose; the account's own is empty. */
  private answerBehind(call: TaskCall, world: World, simulated: TaskHandler): void {
    const { integration } = call
    const isSetUp = world === this.world ? OWN.has(integration.service) : world.serves(integration)
    if (this.endpointTasks && !isSetUp) this.endpointTasks(call, this.away('endpoint'), simulated)
    else simulated(call)
  }

  private readonly away = (kind: 'function' | 'endpoint') => (call: TaskCall, by: string): (answer: () => void) => void => {
    this.answerers.ask(call, { kind, name: by })
    this.outside.call(call)
    call.onAbandoned(() => this.outside.back(call))
    return (answer) => {
      this.outside.back(call)
      // First the clock comes up to the present moment, which is the answer's.
      this.wake()
      this.clock.enqueue(answer)
      this.wake()
    }
  }

  /** An activity that does not exist is not even scheduled. */
  private readonly refuseTask = ({ integration }: TaskRequest): TaskRefusal | undefined => {
    if (integration.kind !== 'activity' || this.activities.has(integration.arn)) return undefined
    return { error: 'States.Runtime', cause: `The activity ${integration.arn} does not exist.`, explained: true }
  }

  get mockFile(): MockFile | undefined {
    return this.mocks()
  }

  /** Whether `#` in a state machine's ARN is followed by a case. */
  get hasCases(): boolean {
    return this.mockFile !== undefined || [...this.machines.values()].some(({ cases }) => cases !== undefined)
  }
}
