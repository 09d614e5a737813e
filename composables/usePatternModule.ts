import type { StateMachineDefinition } from '../engine/asl/index.ts'
import type { SetUp } from '../engine/simulation/play/set-up.ts'
import type { Pattern } from '../engine/simulation/play/pattern.ts'
import type { PatternModule } from '../scripts/vite/content/patterns.ts'
import type { ShallowRef } from 'vue'
import { loadPattern, patterns } from 'virtual:patterns'
import { ref, shallowRef } from 'vue'
import { usePlace } from './place/place.ts'
import { addMistakes, mistakeInstead } from './useMistakes.ts'

export interface LoadedPattern {
  /** What the slide shows: text, drawings, cases. */
  module: PatternModule
  /** What the engine runs. */
  pattern: Pattern
}

/**
 * The module of a pattern: fetched once, when it is asked for the first time.
 *
 * @param slug the pattern
 * @param misfits what is wrong with the way the slide uses it, one sentence each
 * @returns `load`, which resolves to the module or, where something is wrong, to undefined; and `failure`, what is wrong, a line each,
 * as `file:line:column: …` where it has a place, else empty
 */
export function usePatternModule(slug: string, misfits: readonly string[] = []) {
  const route = usePlace().useRoute()
  const mistake = (route && mistakeInstead(route, slug))
    ?? misfits[0]
    ?? (patterns[slug] ? undefined : `no pattern “${slug}” in snippets/`)
  const failure = ref(mistake ?? '')
  const loaded: ShallowRef<LoadedPattern | undefined> = shallowRef()

  async function load(): Promise<LoadedPattern | undefined> {
    if (mistake || loaded.value)
      return loaded.value
    const { pattern, setUp, mistakes } = await loadPattern[slug]!()
    addMistakes(mistakes)
    if (pattern)
      loaded.value = { module: pattern, pattern: patternOf(pattern, setUp) }
    else
      failure.value = mistakes.filter(({ blocking }) => blocking).map(({ text }) => text).join('\n') || `snippets/${slug} is not in order`
    return loaded.value
  }

  /** Puts what a run throws where the audience can read it. */
  function complain(error: unknown) {
    failure.value = error instanceof Error ? error.message : String(error)
  }

  return { loaded, failure, load, complain, clear: () => failure.value = mistake ?? '' }
}

const patternsOf = new WeakMap<PatternModule, Pattern>()

/** The same object for every slide that shows the pattern: what is known of it is kept by it. */
function patternOf(module: PatternModule, setUp: SetUp | undefined): Pattern {
  const pattern = patternsOf.get(module) ?? makePattern(module, setUp)
  patternsOf.set(module, pattern)
  return pattern
}

function makePattern(module: PatternModule, setUp: SetUp | undefined): Pattern {
  const definitions = Object.fromEntries(Object.values(module.workflows).map(({ stem, definition }) => [stem, definition as StateMachineDefinition]))
  return {
    definition: definitions.workflow!,
    workflows: definitions,
    mocks: module.mocks,
    cases: module.cases,
    ...(setUp ? { setUp } : {}),
  }
}
