import type { Json, StateMachineDefinition } from '../asl/index.ts'
import type { Beat } from './beats.ts'
import type { Case, CaseFile } from './cases.ts'
import type { MockFile } from './mock-file.ts'
import type { Action, Recording } from './types.ts'
import { deriveBeats, findBeats } from './beats.ts'
import { simulate } from './simulate.ts'

/** A pattern as its folder has it, parsed. */
export interface Pattern {
  definition: StateMachineDefinition
  mocks: MockFile
  cases: CaseFile
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
  for (const pointer of pointers) {
    const path = pointer.split('/').slice(1).map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    const last = path.pop()!
    let parent: any = copy
    for (const part of path)
      parent = parent?.[part]
    if (parent && typeof parent === 'object')
      delete parent[last]
  }
  return copy
}

/**
 * Runs a case of a pattern on the engine, as written or with somebody interfering.
 *
 * @param pattern the workflow, its mocks and its cases
 * @param item one of the cases
 * @param actions what is done from outside while it runs
 * @param forkedAt how many events were written when the first action was taken: beats after that are derived, not scripted
 * @returns the recording and its beats
 */
export async function rehearse(pattern: Pattern, item: Case, actions: readonly Action[] = [], forkedAt?: number): Promise<Rehearsal> {
  const recording = await simulate({
    definition: withoutFields(pattern.definition, item.omit),
    type: item.type,
    name: pattern.cases.machine,
    input: item.input as Json,
    mocks: pattern.mocks,
    ...(item.mocks === undefined ? {} : { mockCase: item.mocks }),
    callbacks: item.callbacks,
    actions: [...actions],
    seed: item.seed,
  })
  if (forkedAt !== undefined)
    return { recording, beats: deriveBeats(recording, forkedAt), missing: [] }
  if (item.beats.length === 0)
    return { recording, beats: deriveBeats(recording), missing: [] }
  return { recording, ...findBeats(recording, item.beats) }
}
