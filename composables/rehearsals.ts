import type { Case } from '../engine/simulation/cases/cases.ts'
import type { Rehearsal } from '../engine/simulation/rehearsal/rehearse.ts'
import type { Pattern } from '../engine/simulation/rehearsal/pattern.ts'
import type { WorldRehearsal } from '../engine/simulation/rehearsal/rehearse-world.ts'

const single = new WeakMap<Pattern, Map<Case, Promise<Rehearsal>>>()
const many = new WeakMap<Pattern, Map<Case, Promise<WorldRehearsal>>>()

/**
 * A case as its script has it, run once: whoever asks again, on another slide or on another printed page, gets the same recording.
 *
 * @param pattern a pattern as usePatternModule gives it
 * @param item one of its cases, with one execution
 */
export function rehearsalOf(pattern: Pattern, item: Case): Promise<Rehearsal> {
  return once(single, pattern, item, async () => (await import('../engine/simulation/rehearsal/rehearse.ts')).rehearse(pattern, item))
}

/**
 * The same for a case of many executions; for print, where nothing else waits for the page. A printed deck with its clicks has a page
 * a beat, and each of them shows the same world.
 */
export function worldRehearsalOf(pattern: Pattern, item: Case): Promise<WorldRehearsal> {
  return once(many, pattern, item, async () => (await import('../engine/simulation/rehearsal/rehearse-world.ts')).rehearseWorld(pattern, item))
}

function once<T>(kept: WeakMap<Pattern, Map<Case, Promise<T>>>, pattern: Pattern, item: Case, run: () => Promise<T>): Promise<T> {
  const cases = kept.get(pattern) ?? new Map<Case, Promise<T>>()
  kept.set(pattern, cases)
  const result = cases.get(item) ?? run()
  cases.set(item, result)
  return result
}
