import type { Steps } from './place.ts'
import { useIsSlideActive, useNav, useSlideContext } from '@slidev/client'
import { computed, onUnmounted, ref, watch } from 'vue'

/** A slide that is left has faded by then, and the next one stands. */
const LEFT_MS = 1000

/**
 * Clicks of a slide, which Slidev counts: the clicker, the presenter view, deep links and the export all know of them. A slide that is left
 * stays as it is for a moment: Slidev has it at its last click at once, which would be shown while it goes, and keep the page from showing the
 * next one. See useSteps.
 */
export function useSlideSteps(id: string, last: number, paper: () => number): Steps {
  const { $clicksContext, $renderContext } = useSlideContext()
  const { isPrintMode, isPrintWithClicks } = useNav()

  const clicks = $clicksContext.calculateSince('+1', Math.max(1, last))
  $clicksContext.register(id, clicks)
  onUnmounted(() => $clicksContext.unregister(id))

  const asked = computed(() => Math.min(last, Math.max(0, clicks ? clicks.currentOffset.value + 1 : 0)))
  const isActive = useIsSlideActive()
  const isShow = computed(() => ['slide', 'presenter'].includes($renderContext.value) && !isPrintMode.value)
  const kept = ref(asked.value)
  watch(asked, (step, _, onCleanup) => {
    if (isActive.value || !isShow.value) {
      kept.value = step
      return
    }
    const timer = setTimeout(() => kept.value = step, LEFT_MS)
    onCleanup(() => clearTimeout(timer))
  }, { flush: 'sync' })

  return {
    step: computed(() => {
      if (isPrintMode.value && !isPrintWithClicks.value)
        return paper()
      return isShow.value && !isActive.value ? kept.value : asked.value
    }),
    goTo(step) {
      if (clicks)
        $clicksContext.current = clicks.start - 1 + step
    },
  }
}
