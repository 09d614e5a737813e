import type { Json, StateMachineDefinition } from '../../asl/index.ts'
import type { Beat } from '../views/beats.ts'
import type { Case, CaseFile } from '../cases/cases.ts'
import type { MockFile } from '../mocks/mock-file.ts'
import type { MockStandIn } from '../mocks/stand-in.ts'
import type { Action, Recording } from '../recording/types.ts'
import type { Furnish } from './furnish.ts'
import type { WorkLimits } from '../run/work.ts'
import { substitute } from '../../asl/index.ts'
import { deriveBeats, findBeats } from '../views/beats.ts'
import { machineName, substitutionsFor } from '../cases/cases.ts'
import { simulateIn } from '../run/simulate-in.ts'

/** A pattern as its folder has it, parsed. */
export interface Pattern {
  /** The main workflow; the same as `workflows.workflow`. */
  definition: StateMachineDefinition
  /** Every workflow of the folder, by the stem of its file. */
  workflows: Record<string, StateMachineDefinition>
  mocks: MockFile
  cases: CaseFile
  /** What handlers.ts puts into the simulated account. */
  furnish?: Furnish
  /** How tasks find their mocks, where these were written for other states. */
  stand?: MockStandIn
}

/** A case that has been run: the recording, and the moments to stop at. */
export interface Rehearsal {
  recording: Recording
  beats: Beat[]
  /** Indexes of the case's beats that this run does not have. */
  missing: number[]
}

/**
 * Leaves fields out of a definition.
 *
 * @param definition a state machine; it is not changed
 * @param pointers JSON pointers of what to leave out
 * @returns a copy without them
 */
export function withoutFields(definition: StateMachineDefinition, pointers: readonly string[]): StateMachineDefinition {
  if (pointers.length === 0)
    return definition
  const copy = structuredClone(definition)
  const lists = new Set<unknown[]>()
  for (const pointer of pointers) {
    const path = pointer.split('/').slice(1).map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    const last = path.pop()!
    let parent: any = copy
    for (const part of path)
      parent = parent?.[part]
    if (Array.isArray(parent))
      lists.add(parent)
    if (parent && typeof parent === 'object')
      delete parent[last]
  }
  // Entries go last, so that every pointer means the place that the file has; `filter` passes over what was deleted.
  for (const list of lists)
    list.splice(0, list.length, ...list.filter(() => true))
  return copy
}

/**
 * The definition of a pattern's workflow as a case runs it: what the case omits is left out of the workflow that it shows, and
 * placeholders have the values of cases.yaml.
 *
 * @param pattern the pattern
 * @param item one of its cases
 * @param stem the workflow; the one the case shows by default
 * @returns the definition
 */
export function definitionOf(pattern: Pick<Pattern, 'workflows' | 'cases'>, item: Case, stem = item.workflow): StateMachineDefinition {
  const definition = pattern.workflows[stem]!
  return substitute(stem === item.workflow ? withoutFields(definition, item.omit) : definition, substitutionsFor(pattern.cases, stem))
}

const STARTS_OTHERS = /"arn:[^"]*:states:[^"]*:(?:states|aws-sdk:sfn):/

/**
 * Runs a case of a pattern on the engine, as written or with somebody interfering.
 *
 * @param pattern the workflows, their mocks and their cases
 * @param item one of the cases, without `runs`
 * @param actions what is done from outside while it runs, besides the actions of the case
 * @param forkedAt how many events were written when the first action was taken: beats after that are derived, not scripted
 * @returns the recording and its beats
 */
export async function rehearse(pattern: Pattern, item: Case, actions: readonly Action[] = [], forkedAt?: number): Promise<Rehearsal> {
  const recording = await recordCase(pattern, item, { actions })
  if (forkedAt !== undefined)
    return { recording, beats: deriveBeats(recording, forkedAt), missing: [] }
  if (item.beats.length === 0)
    return { recording, beats: deriveBeats(recording), missing: [] }
  return { recording, ...findBeats(recording, item.beats) }
}

export interface RecordOptions {
  /** What is done from outside while it runs, besides the actions of the case. */
  actions?: readonly Action[]
  /** How much work the run may be; it may be any without. */
  limits?: WorkLimits
}

/**
 * Runs a case and records it. The simulated account is loaded only for a pattern that has handlers or starts state machines.
 *
 * @param pattern the workflows, their mocks and their cases
 * @param item one of the cases, without `runs`
 * @param options who interferes, and how much work it may be
 * @throws WorkLimitReached when it is more
 */
export async function recordCase(pattern: Pattern, item: Case, { actions = [], limits }: RecordOptions = {}): Promise<Recording> {
  const definition = definitionOf(pattern, item)
  const furnished = pattern.furnish || STARTS_OTHERS.test(JSON.stringify(definition)) ? await import('./furnished-world.ts') : undefined
  let gauges = {}
  const recording = await simulateIn({
    definition,
    type: item.type,
    name: machineName(pattern.cases, item.workflow),
    input: item.input as Json,
    mocks: pattern.mocks,
    ...(item.mocks === undefined ? {} : { mockCase: item.mocks }),
    ...(pattern.stand ? { stand: pattern.stand } : {}),
    callbacks: item.callbacks,
    actions: [...item.actions as Action[], ...actions],
    seed: item.seed,
    ...(item.until === undefined ? {} : { until: item.until }),
  }, furnished && ((clock) => {
    const account = furnished.furnishedWorld(pattern, item, clock)
    gauges = account.gauges
    return account.world
  }), limits)
  recording.gauges = gauges
  return recording
}
