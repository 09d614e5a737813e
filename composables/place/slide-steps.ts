import type { Steps } from './place.ts'
import { useNav, useSlideContext } from '@slidev/client'
import { computed, onUnmounted } from 'vue'

/** Clicks of a slide, which Slidev counts: the clicker, the presenter view, deep links and the export all know of them. See useSteps. */
export function useSlideSteps(id: string, last: number, paper: () => number): Steps {
  const { $clicksContext } = useSlideContext()
  const { isPrintMode, isPrintWithClicks } = useNav()

  const clicks = $clicksContext.calculateSince('+1', Math.max(1, last))
  $clicksContext.register(id, clicks)
  onUnmounted(() => $clicksContext.unregister(id))

  return {
    step: computed(() => isPrintMode.value && !isPrintWithClicks.value
      ? paper()
      : Math.min(last, Math.max(0, clicks ? clicks.currentOffset.value + 1 : 0))),
    goTo(step) {
      if (clicks)
        $clicksContext.current = clicks.start - 1 + step
    },
  }
}
