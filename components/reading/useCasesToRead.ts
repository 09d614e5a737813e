import type { ShallowRef } from 'vue'
import type { LoadedPattern } from '../../composables/usePatternModule.ts'
import type { Case } from '../../engine/simulation/cases/cases.ts'
import { onServerPrefetch, shallowRef } from 'vue'
import { paperCase, selectCases } from '../../composables/case-selection.ts'
import { usePatternModule } from '../../composables/usePatternModule.ts'
import { formatSpan } from '../live/panes/time-scale.ts'

/**
 * Gets ready, before a page is rendered, what it shows of a pattern's cases.
 *
 * @param slug the pattern
 * @param options which cases
 * @param options.cases the slide's selection
 * @param options.many those that start many executions, or those with one
 * @param prepare makes what is shown of the cases, and of the one that stands for all of them where only one can be shown
 * @returns what is shown, once it is there
 */
export function useCasesToRead<T>(slug: string, { cases, many }: { cases?: string | undefined, many: boolean }, prepare: (ready: LoadedPattern, cases: Case[], paper: Case) => Promise<T>): ShallowRef<T | undefined> {
  const { load } = usePatternModule(slug)
  const shown = shallowRef<T>()
  onServerPrefetch(async () => {
    const ready = await load()
    if (!ready)
      throw new Error(`no pattern “${slug}” in snippets/`)
    const { papers, cases: all } = ready.module.cases
    const chosen = selectCases(all, cases).filter(item => many === (item.runs !== undefined))
    shown.value = await prepare(ready, chosen, paperCase(papers, chosen)!)
  })
  return shown
}

/** A moment of virtual time as a reader counts: `12 s`, `5 min`, `2.5 h`; `0` where a run begins. */
export function readTime(seconds: number): string {
  return seconds === 0 ? '0' : formatSpan(seconds)
}
