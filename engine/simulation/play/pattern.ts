import type { StateMachineDefinition } from '../../asl/index.ts'
import type { Case, CaseFile } from '../cases/cases.ts'
import type { MockFile } from '../mocks/mock-file.ts'
import type { MockResolver } from '../mocks/mock-resolver.ts'
import type { SetUp } from './set-up.ts'
import { substitute } from '../../asl/index.ts'
import { substitutionsFor } from '../cases/cases.ts'

/** A pattern as its folder has it, parsed. */
export interface Pattern {
  /** The main workflow; the same as `workflows.workflow`. */
  definition: StateMachineDefinition
  /** Every workflow of the folder, by the stem of its file. */
  workflows: Record<string, StateMachineDefinition>
  mocks: MockFile
  cases: CaseFile
  /** What handlers.ts puts into the simulated account. */
  setUp?: SetUp
  /** How tasks find their mocks, where these were written for other states. */
  mockResolver?: MockResolver
}

/**
 * The pattern with another definition in the place of one of its machines.
 *
 * @param pattern it is not changed
 * @param stem which machine
 * @param definition what takes its place
 */
export function withMachine(pattern: Omit<Pattern, 'definition'>, stem: string, definition: StateMachineDefinition): Pattern {
  const workflows = { ...pattern.workflows, [stem]: definition }
  return { ...pattern, workflows, definition: workflows.workflow ?? definition }
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
