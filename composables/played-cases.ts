import type { Case } from '../engine/simulation/cases/cases.ts'
import type { PlayedCase } from '../engine/simulation/play/play-case.ts'
import type { Pattern } from '../engine/simulation/play/pattern.ts'
import type { PlayedWorld } from '../engine/simulation/play/play-world.ts'

const single = new WeakMap<Pattern, Map<Case, Promise<PlayedCase>>>()
const many = new WeakMap<Pattern, Map<Case, Promise<PlayedWorld>>>()

/**
 * A case as its script has it, run once: whoever asks again, on another slide or on another printed page, gets the same recording.
 *
 * @param pattern a pattern as usePatternModule gives it
 * @param item one of its cases, with one execution
 */
export function playedCaseOf(pattern: Pattern, item: Case): Promise<PlayedCase> {
  return once(single, pattern, item, async () => (await import('../engine/simulation/play/play-case.ts')).playCase(pattern, item))
}

/**
 * The same for a case of many executions; for print, where nothing else waits for the page. A printed deck with its clicks has a page
 * a beat, and each of them shows the same world.
 */
export function playedWorldOf(pattern: Pattern, item: Case): Promise<PlayedWorld> {
  return once(many, pattern, item, async () => (await import('../engine/simulation/play/play-world.ts')).playWorld(pattern, item))
}

function once<T>(kept: WeakMap<Pattern, Map<Case, Promise<T>>>, pattern: Pattern, item: Case, run: () => Promise<T>): Promise<T> {
  const cases = kept.get(pattern) ?? new Map<Case, Promise<T>>()
  kept.set(pattern, cases)
  const result = cases.get(item) ?? run()
  cases.set(item, result)
  return result
}
