import type { ComputedRef } from 'vue'
import { useNav, useSlideContext } from '@slidev/client'
import { computed, onUnmounted } from 'vue'

/**
 * A number of clicks of the slide that a component takes for itself, so that the clicker, the presenter view, deep links and the export
 * all know of them.
 *
 * @param id who takes them, unique on the slide
 * @param last the last step; step 0 stands before the first click
 * @param paper the step that is printed when the clicks are not
 * @returns the step the slide stands at, and a way to go to one
 */
export function useSteps(id: string, last: number, paper: () => number): { step: ComputedRef<number>, goTo: (step: number) => void } {
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
