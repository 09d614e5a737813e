import type { Ref } from 'vue'
import type { Place } from '../../../composables/place/place.ts'
import type { FollowedWords } from './follow-words.ts'
import { computed, onUnmounted, ref, shallowReactive } from 'vue'

/** In less room than this, in pixels, a stage shows one thing at a time. */
const ROOMY = 760

/**
 * A figure of a page, for what stands in it: its clicks are those of the words beside it.
 *
 * @param name the slide's
 * @param words the words that it follows
 * @param box the element that it fills
 */
export function readingPlace(name: string, words: FollowedWords, box: HTMLElement): Place {
  const free = shallowReactive<Record<string, unknown>>({})
  return {
    deck: '../',
    useName: () => name,
    useNear: () => words.near,
    useActive: () => words.active,
    useIsPrint: () => ref(false),
    useIsNarrow: () => useIsLow(box),
    useSteps: (_, last) => ({ step: computed(() => Math.min(last, words.click.value)), goTo: words.goTo }),
    useSynced: <T>(key: string) => ({
      value: computed(() => free[key] as T | undefined),
      set: (value: T | undefined) => void (free[key] = value),
    }),
    useZoomPane: () => undefined,
    useRoute: () => undefined,
  }
}

function useIsLow(box: HTMLElement): Ref<boolean> {
  const isLow = ref(true)
  const observer = new ResizeObserver(([entry]) => isLow.value = entry!.contentRect.height < ROOMY)
  observer.observe(box)
  onUnmounted(() => observer.disconnect())
  return isLow
}
