import type { ComputedRef } from 'vue'
import { useIsSlideActive, useNav, useSlideContext } from '@slidev/client'
import { computed, onUnmounted, ref, watch } from 'vue'

/** A slide that is left has faded by then, and the next one stands. */
const LEFT_MS = 1000

/**
 * A number of clicks of the slide that a component takes for itself, so that the clicker, the presenter view, deep links and the export
 * all know of them. A slide that is left stays as it is for a moment: Slidev has it at its last click at once, which would be shown while it
 * goes, and keep the page from showing the next one.
 *
 * @param id who takes them, unique on the slide
 * @param last the last step; step 0 stands before the first click
 * @param paper the step that is printed when the clicks are not
 * @returns the step the slide stands at, and a way to go to one
 */
export function useSteps(id: string, last: number, paper: () => number): { step: ComputedRef<number>, goTo: (step: number) => void } {
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
