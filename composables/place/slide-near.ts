import type { Ref } from 'vue'
import { useNav, useSlideContext } from '@slidev/client'
import { onUnmounted, ref, watch } from 'vue'

/** Long enough for the slide that was just opened to be painted first, short enough for a talk. */
const PATIENCE_MS = 1500

/**
 * Whether this slide is shown, printed, or next to the one that is shown. A neighbour becomes near only once the
 * page has nothing better to do, so that getting it ready never delays the slide that is being opened.
 *
 * @returns a ref that follows the talk
 */
export function useSlideNear(): Readonly<Ref<boolean>> {
  const { currentSlideNo, isPrintMode } = useNav()
  const { $page } = useSlideContext()
  const near = ref(false)
  let stopWaiting = () => {}

  watch(() => isPrintMode.value ? 0 : Math.abs(currentSlideNo.value - $page.value), (distance) => {
    stopWaiting()
    if (distance !== 1)
      near.value = distance === 0
    else if (!near.value)
      stopWaiting = whenIdle(() => near.value = true)
  }, { immediate: true })
  onUnmounted(() => stopWaiting())
  return near
}

function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(work, { timeout: PATIENCE_MS })
    return () => cancelIdleCallback(handle)
  }
  const handle = setTimeout(work, PATIENCE_MS / 5)
  return () => clearTimeout(handle)
}
