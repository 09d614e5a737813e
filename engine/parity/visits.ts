/** Every visit of a state in a run: what went in, what was attempted, what came out. */

import type { HistoryEvent, Json, JsonObject } from '../asl/index.ts'
import type { Recording } from '../simulation/recording/types.ts'

/** What one attempt at a state's work came to. */
export type Outcome = { result: Json } | Failure

export interface Failure {
  error: string | undefined
  cause: string | undefined
}

export interface StateVisit {
  name: string
  /** Task, Wait, Map … */
  type: string
  /** Id of the event that entered it. */
  entered: number
  enteredAt: number
  /** The concurrent branch it runs in, outermost first: `Map[3]`, `Parallel{1}`. */
  branch: readonly string[]
  input: Json
  /** All variables that it sees. */
  variables: JsonObject
  attempts: Outcome[]
  /** Indexes of attempts that a redrive began. */
  redriven: number[]
  /** What its expressions failed with, at last. */
  evaluation?: Failure
  /** Where it came to an end: by leaving, or by failing what it stands in. */
  end?: { output: Json, variables: JsonObject, caught: boolean, next: string | undefined } | Failure
}

const WORK_ENDS = /^(?:Task|LambdaFunction|Activity|MapState|ParallelState)(Succeeded|Failed|TimedOut|StartFailed|SubmitFailed|ScheduleFailed)$/

/**
 * Reads the visits of a run from its history.
 *
 * @param recording a run with its events and their branches
 * @returns them in the order of entering; one that was still open, or given up from outside, has no end
 */
export function visitsOf({ events, branches }: Recording): StateVisit[] {
  return new Reader(events, branches).read()
}

class Reader {
  private readonly events: readonly HistoryEvent[]
  private readonly branches: Recording['branches']
  private readonly visits: StateVisit[] = []
  /** By branch: the state that it is in, and its variables. */
  private readonly open = new Map<string, StateVisit>()
  private readonly variables = new Map<string, JsonObject>([['', {}]])
  /** The visit that was left last, until it is known where it leads. */
  private readonly left = new Map<string, StateVisit>()
  /** Visits whose last attempt has come to an end. */
  private readonly pending = new Set<StateVisit>()
  /** By visit of a Map or Parallel: the output of each of its branches so far. */
  private readonly outputs = new Map<StateVisit, Map<string, Json>>()

  constructor(events: readonly HistoryEvent[], branches: Recording['branches']) {
    this.events = events
    this.branches = branches
  }

  read(): StateVisit[] {
    for (const event of this.events) {
      const branch = this.branches[event.id] ?? []
      if (event.stateEnteredEventDetails) this.enter(event, branch)
      else if (event.type === 'ExecutionRedriven') this.redrive()
      else if (event.stateExitedEventDetails) this.leave(event, branch)
      else this.follow(event, branch)
    }
    if (this.events.at(-1)?.type.endsWith('Failed')) this.endFailures()
    return this.visits
  }

  private enter({ id, type, timestamp, stateEnteredEventDetails }: HistoryEvent, branch: readonly string[]): void {
    const key = branch.join('/')
    const { name, input = '{}' } = stateEnteredEventDetails!
    const before = this.left.get(key)
    if (before?.end && 'output' in before.end) before.end.next = name
    this.left.delete(key)
    const visit: StateVisit = { name, type: type.slice(0, -'StateEntered'.length), entered: id, enteredAt: timestamp, branch, input: JSON.parse(input) as Json, variables: this.seenFrom(branch), attempts: [], redriven: [] }
    if (visit.type === 'Map' || visit.type === 'Parallel') this.forgetBranchesOf(key)
    this.visits.push(visit)
    this.open.set(key, visit)
  }

  private leave({ stateExitedEventDetails, previousEventId }: HistoryEvent, branch: readonly string[]): void {
    const key = branch.join('/')
    const visit = this.open.get(key)
    if (!visit) return
    const { output = '{}', assignedVariables = {} } = stateExitedEventDetails!
    const variables = { ...visit.variables, ...Object.fromEntries(Object.entries(assignedVariables).map(([name, text]) => [name, JSON.parse(text) as Json])) }
    const value = JSON.parse(output) as Json
    visit.end = { output: value, variables, caught: /(?:Failed|TimedOut)$/.test(this.events[previousEventId - 1]?.type ?? ''), next: undefined }
    this.variables.set(key, variables)
    this.left.set(key, visit)
    this.open.delete(key)
    const around = this.around(branch)
    if (around) (this.outputs.get(around) ?? this.outputs.set(around, new Map()).get(around)!).set(branch.at(-1)!, value)
  }

  private follow(event: HistoryEvent, branch: readonly string[]): void {
    const visit = this.open.get(branch.join('/'))
    if (!visit) return
    const [, how] = WORK_ENDS.exec(event.type) ?? []
    if (how === 'Succeeded') visit.attempts.push({ result: /^(?:MapState|ParallelState)/.test(event.type) ? this.resultsOf(visit) : JSON.parse(textOf(event, 'output') ?? 'null') as Json })
    else if (how) visit.attempts.push(failureOf(event))
    if (how) this.pending.add(visit)
    else if (event.type.endsWith('Scheduled')) this.pending.delete(visit)
    else if (event.type === 'EvaluationFailed') visit.end = visit.evaluation = failureOf(event)
    else if (event.type.endsWith('StateAborted') || event.type === 'MapIterationAborted') this.open.delete(branch.join('/'))
    else if (event.type === 'ExecutionFailed' && visit.type === 'Fail') visit.end = failureOf(event)
  }

  private redrive(): void {
    for (const visit of this.open.values()) {
      delete visit.end
      visit.redriven.push(visit.attempts.length)
    }
  }

  /** What failed for good has no event of its own: no attempt follows, and it is not left. */
  private endFailures(): void {
    for (const visit of this.open.values()) {
      const last = visit.attempts.at(-1)
      if (!visit.end && last && 'error' in last && this.pending.has(visit)) visit.end = last
    }
  }

  private resultsOf(visit: StateVisit): Json {
    const outputs = [...this.outputs.get(visit) ?? []]
    return outputs.sort(([a], [b]) => indexIn(a) - indexIn(b)).map(([, output]) => output)
  }

  /** The variables of a branch, which begins with those around it. */
  private seenFrom(branch: readonly string[]): JsonObject {
    for (let depth = branch.length; ; depth--) {
      const variables = this.variables.get(branch.slice(0, depth).join('/'))
      if (variables) return variables
    }
  }

  private forgetBranchesOf(key: string): void {
    for (const other of this.variables.keys()) if (other !== key && other.startsWith(key === '' ? '' : `${key}/`)) this.variables.delete(other)
  }

  private around(branch: readonly string[]): StateVisit | undefined {
    return branch.length === 0 ? undefined : this.open.get(branch.slice(0, -1).join('/'))
  }
}

function indexIn(branch: string): number {
  return Number(/\d+/.exec(branch)?.[0])
}

function failureOf(event: HistoryEvent): Failure {
  return { error: textOf(event, 'error') ?? (event.type.endsWith('TimedOut') ? 'States.Timeout' : undefined), cause: textOf(event, 'cause') }
}

function textOf(event: HistoryEvent, member: 'output' | 'error' | 'cause'): string | undefined {
  const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as Record<string, string> | undefined
  return details?.[member]
}
