/** What stands in for `@slidev/client` where the slides become the pages of `read/`: no router, no window, every slide as it ends. */
import type { ComputedRef, Ref } from 'vue'
import { computed, inject, ref } from 'vue'

export { useSlideContext } from '@slidev/client/context.ts'

/** A slide as components look for it in the deck's list. */
export interface ListedSlide {
  no: number
  meta: { slide: { title: string, frontmatter: Record<string, unknown> } }
}

/** Under this name the renderer hands down the list of all slides. */
export const LISTED = 'reading: slides'

/** What components ask of Slidev's navigation. A page is read like paper: whole, and nothing on it can be clicked through. */
export function useNav(): { slides: Ref<ListedSlide[]>, total: ComputedRef<number>, currentSlideNo: Ref<number>, isPrintMode: Ref<boolean>, isPrintWithClicks: Ref<boolean>, go: () => void } {
  const slides = ref(inject<ListedSlide[]>(LISTED, []))
  return {
    slides,
    total: computed(() => slides.value.length),
    currentSlideNo: ref(0),
    isPrintMode: ref(true),
    isPrintWithClicks: ref(false),
    go: () => {},
  }
}

export function useIsSlideActive(): Ref<boolean> {
  return ref(true)
}

/** Under this name: where each slide stands in `read/`, by its place in the deck. */
export const PLACES = 'reading: places'

/** Under this name: the machines whose text a page has already, and the slide where it stands. */
export const SHOWN = 'reading: shown'
