import type { Ref } from 'vue'
import type { Zoomable } from './place/place.ts'
import { useSlideContext } from '@slidev/client'
import { computed, ref, watch, watchEffect } from 'vue'
import { useTalk } from './useTalk.ts'
import { useZoom } from './useZoom.ts'

/** What a person scrolls with. */
const BY_HAND = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/**
 * Lets a part of a slide fill it. Scrolled by hand, it is scrolled in every window; the next click scrolls it where the click leads.
 *
 * @param kind what it is
 * @param box its element, which styles/zoom.css makes fill the slide; what scrolls is the element itself or the first in it that takes the focus
 * @returns `zoomed`, whether it fills the slide; `toggle`, which makes it do so, or not any more
 */
export function useZoomPane(kind: 'code' | 'drawing', box: Ref<HTMLElement | null | undefined>): Zoomable {
  const { $page, $renderContext } = useSlideContext()
  const { zoom, fill, scrollTo } = useZoom()
  const { state } = useTalk()
  const name = ref<string>(kind)
  /** On a slide without code, whoever asks for it from afar means the drawing. */
  const isOnly = ref(false)

  const isPicture = () => !['slide', 'presenter'].includes($renderContext.value)
  const zoomed = computed(() => zoom.value?.slide === $page.value && !isPicture()
    && (zoom.value.pane === name.value || (isOnly.value && zoom.value.pane === 'code')))

  watch(box, (element) => {
    const panes = (of: string) => [...element?.closest('.sheet')?.querySelectorAll<HTMLElement>(`[data-pane="${of}"]`) ?? []]
    if (!element)
      return
    element.dataset.pane = kind
    const place = panes(kind).indexOf(element)
    name.value = place > 0 ? `${kind}-${place + 1}` : kind
    isOnly.value = kind === 'drawing' && panes('code').length === 0
    if (!isPicture())
      element.dataset.zoom = name.value
  }, { flush: 'post', immediate: true })

  let byHand = false
  watch(box, (element, _, onCleanup) => {
    if (!element)
      return
    const start = () => {
      byHand = true
    }
    const scrolled = ({ target }: Event) => {
      if (zoomed.value && byHand)
        scrollTo((target as HTMLElement).scrollTop)
    }
    BY_HAND.forEach(sign => element.addEventListener(sign, start, { passive: true }))
    element.addEventListener('scroll', scrolled, true)
    onCleanup(() => {
      BY_HAND.forEach(sign => element.removeEventListener(sign, start))
      element.removeEventListener('scroll', scrolled, true)
    })
  }, { flush: 'post', immediate: true })

  // A step scrolls by itself.
  watch([() => state.clicks, zoomed], () => {
    byHand = false
  }, { flush: 'sync' })
  const asked = computed(() => zoomed.value && zoom.value?.scrolled?.clicks === state.clicks ? zoom.value.scrolled.top : undefined)
  watchEffect((onCleanup) => {
    const top = asked.value
    if (top === undefined || byHand)
      return
    // Once the pane has its new size, and has gone by itself where the click leads.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => scrollerIn(box.value)?.scrollTo({ top }))
    })
    onCleanup(() => cancelAnimationFrame(frame))
  }, { flush: 'post' })

  return { zoomed, toggle: () => fill(zoomed.value ? undefined : name.value) }
}

function scrollerIn(box: HTMLElement | null | undefined): HTMLElement | null | undefined {
  return box?.matches('[tabindex="0"]') ? box : box?.querySelector<HTMLElement>('[tabindex="0"]:not([role="button"])')
}
