import type { Json, TaskHandler } from '../../asl/index.ts'
import type { Beat } from '../views/beats.ts'
import type { Case } from '../cases/cases.ts'
import type { Action } from '../mocks/scripts.ts'
import type { Recording } from '../recording/types.ts'
import type { Pattern } from './pattern.ts'
import type { SimulationRequest } from '../run/request.ts'
import { deriveBeats, findBeats } from '../views/beats.ts'
import { machineName } from '../cases/cases.ts'
import { simulateIn } from '../run/simulate-in.ts'
import { PAGE_LIMITS, type WorkLimits } from '../run/work.ts'
import { definitionOf } from './pattern.ts'

/** A case that has been run: the recording, and the moments to stop at. */
export interface PlayedCase {
  recording: Recording
  beats: Beat[]
  /** Indexes of the case's beats that this run does not have. */
  missing: number[]
}

const STARTS_OTHERS = /"arn:[^"]*:states:[^"]*:(?:states|aws-sdk:sfn):/

/**
 * Runs a case of a pattern on the engine, as written or with somebody interfering: as a page shows it, and within what a page bears.
 *
 * @param pattern the workflows, their mocks and their cases
 * @param item one of the cases, without `runs`
 * @param actions what is done from outside while it runs, besides the actions of the case
 * @param forkedAt how many events were written when the first action was taken: beats after that are derived, not scripted
 * @returns the recording and its beats
 * @throws WorkLimitReached when it is more work than a page bears
 */
export async function playCase(pattern: Pattern, item: Case, actions: readonly Action[] = [], forkedAt?: number): Promise<PlayedCase> {
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
  /** How much work the run may be; what a page bears by default. */
  limits?: WorkLimits
  /** Told again and again while work is done. */
  onWork?: () => void
  /** Name of the execution, and when it starts, ISO 8601; see SimulationRequest. */
  executionName?: string
  start?: string
  /** Asked for what no mock and nothing simulated answers. */
  tasks?: TaskHandler
}

/**
 * Runs a case and records it. The simulated account is loaded only for a pattern that has handlers or starts state machines.
 *
 * @param pattern the workflows, their mocks and their cases
 * @param item one of the cases, without `runs`
 * @param options who interferes, and how much work it may be
 * @throws WorkLimitReached when it is more
 */
export async function recordCase(pattern: Pattern, item: Case, { actions = [], limits = PAGE_LIMITS, onWork, ...others }: RecordOptions = {}): Promise<Recording> {
  const definition = definitionOf(pattern, item)
  const accounts = pattern.setUp || STARTS_OTHERS.test(JSON.stringify(definition)) ? await import('./set-up-world.ts') : undefined
  let gauges = {}
  const recording = await simulateIn({
    ...scriptOf(pattern, item),
    definition,
    ...others,
    actions: [...item.actions as Action[], ...actions],
    ...(item.until === undefined ? {} : { until: item.until }),
  }, accounts && ((clock) => {
    const account = accounts.setUpWorld(pattern, item, clock)
    gauges = account.gauges
    return account.world
  }), limits, onWork)
  recording.gauges = gauges
  return recording
}

/** What a case has around its execution, as cases.yaml and mocks.json say it. */
export function scriptOf(pattern: Pattern, item: Case): Omit<SimulationRequest, 'definition'> {
  return {
    type: item.type,
    name: machineName(pattern.cases, item.workflow),
    input: item.input as Json,
    mocks: pattern.mocks,
    ...(item.mocks === undefined ? {} : { mockCase: item.mocks }),
    ...(pattern.mockResolver ? { mockResolver: pattern.mockResolver } : {}),
    callbacks: item.callbacks,
    actions: item.actions as Action[],
    seed: item.seed,
  }
}
