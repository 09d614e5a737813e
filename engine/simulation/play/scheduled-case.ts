import type { Execution, ExecutionObserver, Json, StateMachine, TaskHandler } from '../../asl/index.ts'
import type { Case, RunScript, WorldAction } from '../cases/cases.ts'
import type { Gauges } from '../recording/gauges.ts'
import type { Pattern } from './pattern.ts'
import type { Action } from '../mocks/scripts.ts'
import type { WorldStart } from '../recording/world-recording.ts'
import type { ExecutionHooks, World } from '../account/world.ts'
import type { WorkWatch } from '../run/work.ts'
import { Clock, isObject, prepare, StartRefused } from '../../asl/index.ts'
import { takeAction, cancelScript } from '../run/actions.ts'
import { machineName } from '../cases/cases.ts'
import { setUpWorld, routeAlias, versionsOf } from './set-up-world.ts'
import { Journal } from '../recording/journal.ts'
import { MockCases } from '../mocks/mock-cases.ts'
import { mockTasks } from '../mocks/mock-tasks.ts'
import { definitionOf } from './pattern.ts'
import { ServiceError } from '../account/services/service.ts'
import { DEFAULT_START } from '../run/simulate-in.ts'

/** What is kept of an execution beside the execution itself. */
export interface TrackedExecution {
  execution: Execution
  journal: Journal
  mocks: MockCases
  workflow: string
  /** Number of the run in the case, from 1. */
  run?: number
}

/** One case of many executions, about to run: everything stands on the clock. */
export class ScheduledCase {
  readonly clock = new Clock(Date.parse(DEFAULT_START))
  readonly origin = this.clock.now
  readonly world: World
  readonly gauges: Gauges
  readonly tracked = new Map<Execution, TrackedExecution>()
  readonly starts: WorldStart[] = []
  private readonly watch: WorkWatch
  private readonly pattern: Pattern
  private readonly item: Case
  private readonly actions: readonly WorldAction[]
  private readonly byRun = new Map<number, TrackedExecution>()
  private readonly stems = new Map<StateMachine, string>()
  /** The run that is being started right now. */
  private starting: { run: number, script: RunScript } | undefined

  constructor(pattern: Pattern, item: Case, watch: WorkWatch, actions: readonly WorldAction[] = []) {
    this.pattern = pattern
    this.item = item
    this.actions = [...item.actions, ...actions]
    this.watch = watch
    const { world, gauges } = setUpWorld(pattern, item, this.clock, { hooksFor: (machine, tasks) => this.hooksFor(machine, tasks) })
    this.world = world
    this.gauges = gauges
    let run = 0
    for (const script of item.runs ?? []) {
      for (let index = 0; index < script.count; index++) {
        const number = ++run
        this.clock.at(this.origin + (script.at + index * script.every) * 1000, () => this.start(number, script))
      }
    }
    for (const action of this.actions) this.clock.at(this.origin + action.at * 1000, () => this.act(action))
  }

  /** Virtual seconds since the world began. */
  get elapsed(): number {
    return (this.clock.now - this.origin) / 1000
  }

  private hooksFor(machine: StateMachine, services: TaskHandler): ExecutionHooks {
    const { clock, pattern, item } = this
    const { run, script } = this.starting ?? {}
    this.starting = undefined
    const mockCase = script?.mocks ?? item.mocks
    const known = pattern.mocks.StateMachines[machine.name]?.TestCases ?? {}
    const later = this.actions.flatMap(action => action.type === 'RedriveExecution' && action.mockCase !== undefined && action.mockCase in known ? [action.mockCase] : [])
    const mocks = new MockCases(pattern.mocks, machine.name, mockCase !== undefined && mockCase in known ? mockCase : undefined, later)
    const journal = new Journal(clock)
    const observer: ExecutionObserver = {
      ...journal.observer,
      // What the children of a Map Run call is counted, not written down one by one.
      taskCalled: (attempt) => {
        if (attempt.execution.within.length === 0) journal.observer.taskCalled?.(attempt)
      },
    }
    return {
      tasks: mockTasks({ mocks, callbacks: item.callbacks, clock, journal, otherwise: services, mockResolver: pattern.mockResolver }),
      observer: this.watch.observing(observer),
      attach: (execution) => {
        journal.attach(execution)
        const entry = { execution, journal, mocks, workflow: this.stemOf(machine), ...(run === undefined ? {} : { run }) }
        this.tracked.set(execution, entry)
        if (run === undefined) return
        this.byRun.set(run, entry)
        for (const action of this.actions) if ('run' in action && action.run === run) cancelScript(action as Action, journal)
      },
    }
  }

  private stemOf(machine: StateMachine): string {
    return this.stems.get(machine) ?? Object.keys(this.pattern.workflows).find(stem => machineName(this.pattern.cases, stem) === machine.name) ?? machine.name
  }

  private start(run: number, script: RunScript): void {
    const name = script.name?.replaceAll('{n}', String(run))
    const input = numbered(script.input ?? this.item.input, run)
    const at = this.elapsed
    this.starting = { run, script }
    try {
      const before = this.world.stateMachines.executions.length
      const execution = this.world.stateMachines.start(this.targetOf(script), { input, ...(name === undefined ? {} : { name }) })
      const outcome = this.world.stateMachines.executions.length > before ? 'started' : 'same'
      this.starts.push({ at, run, name: execution.name, input, outcome, execution: this.world.stateMachines.executions.indexOf(execution) })
    }
    catch (thrown) {
      if (!(thrown instanceof ServiceError || thrown instanceof StartRefused)) throw thrown
      const exception = (thrown instanceof ServiceError ? thrown.code : thrown.exception).replace(/Exception$/, '')
      this.starts.push({ at, run, name: name ?? '', input, outcome: 'refused', exception, message: thrown.message })
    }
    finally {
      this.starting = undefined
    }
  }

  /** A machine to start: by name, through an alias, or of the type that the run asks for. */
  private targetOf({ workflow, alias, type }: RunScript): string | StateMachine {
    const name = machineName(this.pattern.cases, workflow)
    if (alias !== undefined) return `${name}:${alias}`
    const usual = workflow === this.item.workflow ? this.item.type : this.pattern.cases.types[workflow] ?? 'STANDARD'
    if (type === undefined || type === usual) return name
    const known = [...this.stems].find(([machine, stem]) => stem === workflow && machine.type === type)
    if (known) return known[0]
    const machine = prepare(definitionOf(this.pattern, this.item, workflow), { name, type })
    this.stems.set(machine, workflow)
    return machine
  }

  private act(action: WorldAction): void {
    if (action.type === 'UpdateStateMachineAlias') return routeAlias(this.world, this.item, this.pattern.cases.machine, action.alias, action.weights)
    const entry = this.byRun.get(action.run ?? 1)
    if (!entry) return
    if (action.type === 'UpdateMapRun') return entry.execution.mapRuns.at(-1)?.setMaxConcurrency(action.maxConcurrency)
    takeAction(action, entry)
  }

  /** The workflow of an execution: that of its version, where it is pinned to one. */
  workflowOf(entry: TrackedExecution): string {
    const version = this.world.stateMachines.origins.get(entry.execution)?.version
    return version === undefined ? entry.workflow : versionsOf(this.item)[Number(version) - 1] ?? entry.workflow
  }
}

/** Puts the number of a run into an input: for `{n}` in texts, and as a number where a text is nothing else. */
function numbered(value: Json, run: number): Json {
  if (typeof value === 'string') return value === '{n}' ? run : value.replaceAll('{n}', String(run))
  if (Array.isArray(value)) return value.map(entry => numbered(entry, run))
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, numbered(entry!, run)]))
  return value
}
