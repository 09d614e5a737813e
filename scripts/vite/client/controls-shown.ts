import type { Ref } from 'vue'
import { useEventListener, useMediaQuery, useTimeoutFn } from '@vueuse/core'
import { computed } from 'vue'

/** How far from the lower edge somebody looks for the controls, in pixels. */
const REACH = 96
const STAY_MS = 2500

/**
 * When the row of controls is to be seen. With a mouse: while it moves near the lower edge. With fingers: always where the slide leaves
 * room for it, else for a while after a tap near the lower edge. Focus and hovering are the style sheet's.
 *
 * @param upright gives whether the window leaves room below the slide
 * @param editing gives whether Slidev's editor is open
 * @returns `persist`, whether the row stands in room of its own for good; and `shown`
 */
export function useControlsShown(upright: () => boolean, editing: () => boolean): { persist: Readonly<Ref<boolean>>, shown: Readonly<Ref<boolean>> } {
  const mouse = useMediaQuery('(hover: hover) and (pointer: fine)')
  const persist = computed(() => editing() || (upright() && !mouse.value))
  const { isPending: sought, start } = useTimeoutFn(() => {}, STAY_MS, { immediate: false })

  const seek = ({ clientY, pointerType }: PointerEvent, type: string) => {
    if (pointerType === type && clientY > innerHeight - REACH)
      start()
  }
  useEventListener('pointermove', event => seek(event, 'mouse'), { passive: true })
  // Only once the finger is up: the tap that shows the row must not press what it shows.
  useEventListener('click', event => seek(event as PointerEvent, 'touch'), { passive: true })

  return { persist, shown: computed(() => persist.value || sought.value) }
}
