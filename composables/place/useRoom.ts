import type { ComputedRef, Ref } from 'vue'
import { computed, onMounted, onUnmounted, shallowRef } from 'vue'
import { usePlace } from './place.ts'

export interface Room {
  /** Whether it is a slide's. */
  fixed: boolean
  /** In the units that a drawing counts in: those of a slide's canvas, or pixels where the room is what it happens to be. */
  width: ComputedRef<number>
  height: ComputedRef<number>
  /** The element itself, once it is there. */
  box: Readonly<Ref<HTMLElement | null>>
}

/**
 * The room of a chart. A slide has a canvas of fixed size, and is scaled as a whole; on a page a chart is drawn anew for the room it has, so
 * that its letters keep their size on the smallest screen.
 *
 * @param width of the chart on a slide
 * @param height likewise
 * @param found the template's ref of what the chart fills; of several that are alike the first counts
 */
export function useRoom(width: number, height: number, found: Readonly<Ref<unknown>>): Room {
  const box = computed(() => ([found.value ?? []].flat()[0] ?? null) as HTMLElement | null)
  if (usePlace().deck === '' || typeof ResizeObserver === 'undefined')
    return { fixed: true, width: computed(() => width), height: computed(() => height), box }
  const size = shallowRef({ width, height })
  const observer = new ResizeObserver(([entry]) => {
    const { width, height } = entry!.contentRect
    if (width > 0 && height > 0)
      size.value = { width, height }
  })
  onMounted(() => box.value && observer.observe(box.value))
  onUnmounted(() => observer.disconnect())
  return { fixed: false, width: computed(() => size.value.width), height: computed(() => size.value.height), box }
}

/** How many marks an axis has room for, so that their labels do not touch: `most` at the width of a slide's chart. */
export function marksFor(width: number, most: number): number {
  return Math.max(2, Math.min(most, Math.floor(width / 84)))
}
