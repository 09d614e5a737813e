import type { SlideRoute } from '@slidev/types'
import type { Ref } from 'vue'
import { onScopeDispose, watchEffect } from 'vue'
import { shown } from './shown.ts'

/** So few slides at once that one that is opened meanwhile gets most of the line. */
const AT_ONCE = 3

/**
 * Fetches the slides: the one that is shown, and nothing else until it is complete; then the others, those next to it first.
 *
 * @param slides all slides of the deck
 * @param current the one that is shown
 * @param preload fetches one and keeps it ready
 */
export function useFetchAhead(slides: Ref<SlideRoute[]>, current: Ref<SlideRoute>, preload: (route: SlideRoute) => Promise<unknown> | undefined): void {
  let over = false
  onScopeDispose(() => over = true)
  watchEffect(() => void preload(current.value))

  const distance = ({ no }: SlideRoute) => Math.abs(no - current.value.no - 0.1)
  const fetchOthers = async () => {
    for (;;) {
      await shown()
      const missing = slides.value.filter(({ meta }) => !meta.__preloaded && meta.preload !== false)
      if (over || missing.length === 0)
        return
      await Promise.all(missing.toSorted((one, other) => distance(one) - distance(other)).slice(0, AT_ONCE).map(preload))
    }
  }
  void fetchOthers()
}
