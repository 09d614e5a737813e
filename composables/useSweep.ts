import type { Ref } from 'vue'
import { onUnmounted, readonly, ref, watch } from 'vue'

/** Where a world stands: a case, one of its beats, and the beat's virtual time in seconds. */
export interface Stand {
  caseName: string
  beat: number
  at: number
}

const SWEEP_MS = 900

/**
 * Virtual time that runs up to the beat that was clicked, instead of jumping there: a second of watching many executions go their way.
 * Going back, jumping and choosing a case stand still at once.
 *
 * @param target where the talk stands; undefined while nothing is shown
 * @param still whether nothing may move: in print, on a slide that is not shown
 * @returns `at`, the virtual time to show, in seconds; and `settled`, whether it has arrived
 */
export function useSweep(target: () => Stand | undefined, still: () => boolean): { at: Readonly<Ref<number>>, settled: Readonly<Ref<boolean>> } {
  const at = ref(0)
  const settled = ref(false)
  let frame = 0

  function stop(moment: number) {
    cancelAnimationFrame(frame)
    at.value = moment
    settled.value = true
  }

  watch(target, (to, from) => {
    cancelAnimationFrame(frame)
    settled.value = false
    if (!to)
      return
    const forward = !!from && from.caseName === to.caseName && to.beat === from.beat + 1 && to.at > from.at
    if (!forward || still() || document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches)
      return stop(to.at)
    const begin = at.value
    let began: number | undefined
    const move = (now: number) => {
      began ??= now
      const part = Math.min(1, (now - began) / SWEEP_MS)
      if (part === 1)
        return stop(to.at)
      at.value = begin + (to.at - begin) * part * (2 - part)
      frame = requestAnimationFrame(move)
    }
    frame = requestAnimationFrame(move)
  }, { immediate: true, flush: 'sync' })
  // A slide that is left while time runs is found where the click put it.
  watch(still, (now) => {
    const to = target()
    if (now && to && !settled.value)
      stop(to.at)
  })
  onUnmounted(() => cancelAnimationFrame(frame))

  return { at: readonly(at), settled: readonly(settled) }
}
