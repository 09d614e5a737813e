import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import { useTalk } from './useTalk.ts'

/** Whether the audience sees nothing, in every window that is joined to the talk; a window without one goes black alone. */
export function useBlackScreen(): { black: ComputedRef<boolean>, toggle: () => void, lift: () => boolean } {
  const { state, change } = useTalk()
  return {
    black: computed(() => state.black),
    toggle: () => change({ black: !state.black }),
    /** Brings the picture back; false where it was there. */
    lift() {
      const wasBlack = state.black
      if (wasBlack)
        change({ black: false })
      return wasBlack
    },
  }
}
