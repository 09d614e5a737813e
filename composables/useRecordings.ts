import type { Ref, ShallowRef } from 'vue'
import type { Recording } from '../engine/simulation/recording/types.ts'
import { onServerPrefetch, shallowRef, watch } from 'vue'
import { usePlace } from './place/place.ts'
import { playedCaseOf } from './played-cases.ts'
import { usePatternModule } from './usePatternModule.ts'

/**
 * The runs of some cases of a pattern, made once the slide is near.
 *
 * @param slug the pattern
 * @param names its cases, with one execution each
 * @returns the recordings in the order of the names, empty until all are there; and what is wrong, for the slide to show
 */
export function useRecordings(slug: string, names: readonly string[]): { runs: ShallowRef<{ title: string, recording: Recording }[]>, failure: Ref<string> } {
  const { failure, load, complain } = usePatternModule(slug)
  const near = usePlace().useNear()
  const runs = shallowRef<{ title: string, recording: Recording }[]>([])

  async function prepare(isNear: boolean) {
    if (!isNear || runs.value.length > 0)
      return
    try {
      const ready = await load()
      if (!ready)
        return
      runs.value = await Promise.all(names.map(async (name) => {
        const item = ready.pattern.cases.cases.find(one => one.name === name)
        if (!item)
          throw new Error(`pattern “${slug}” has no case “${name}”`)
        return { title: item.title, recording: (await playedCaseOf(ready.pattern, item)).recording }
      }))
    }
    catch (error) {
      complain(error)
    }
  }
  watch(near, prepare, { immediate: true })
  // A page of read/ is rendered once, with the runs in it.
  onServerPrefetch(() => prepare(true))
  return { runs, failure }
}
