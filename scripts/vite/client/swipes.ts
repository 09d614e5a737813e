import type { Ref } from 'vue'
import type { Swipe } from './swipe.ts'
import { useNav } from '@slidev/client'
import { useDrawings } from '@slidev/client/composables/useDrawings.ts'
import { useEventListener } from '@vueuse/core'
import { isLoading } from './shown.ts'
import { swipeOf } from './swipe.ts'

const BUTTONS = 'a, button, input, select, textarea, nav, [role=button]'

/**
 * Swipes: left and right a beat, up and down a slide, wherever the finger comes down, buttons excepted. A finger over something that can be
 * scrolled its way scrolls that instead. Slidev counts pointers, which the browser takes away over everything that scrolls.
 *
 * @param root the view that is swiped
 */
export function useSwipeControls(root: Ref<HTMLElement | undefined>): void {
  const { next, prev, nextSlide, prevSlide } = useNav()
  const { isDrawing } = useDrawings()
  const steps: Record<Swipe, () => Promise<void>> = { left: next, right: prev, up: () => nextSlide(), down: () => prevSlide() }

  let from: { x: number, y: number, scrolls: Set<Swipe>, selected: string } | undefined
  useEventListener(root, 'touchstart', ({ touches, target }: TouchEvent) => {
    const [touch] = touches
    const element = target as Element
    from = touch && touches.length === 1 && !isDrawing.value && !isLoading() && !element.closest(BUTTONS)
      ? { x: touch.clientX, y: touch.clientY, scrolls: scrollsOf(element), selected: selectedText() }
      : undefined
  }, { passive: true })
  useEventListener(root, 'touchend', ({ changedTouches: [touch] }: TouchEvent) => {
    const swipe = from && touch && swipeOf(touch.clientX - from.x, touch.clientY - from.y)
    if (swipe && !from!.scrolls.has(swipe) && from!.selected === selectedText())
      void steps[swipe]()
    from = undefined
  }, { passive: true })
}

const selectedText = () => getSelection()?.toString() ?? ''

/** The ways a finger on this element would scroll it, or something around it. */
function scrollsOf(element: Element | null): Set<Swipe> {
  const ways = new Set<Swipe>()
  for (let box = element; box && box !== document.body; box = box.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(box)
    const add = (way: Swipe, room: number) => room > 1 && ways.add(way)
    if (/auto|scroll/.test(overflowX)) {
      add('left', box.scrollWidth - box.clientWidth - box.scrollLeft)
      add('right', box.scrollLeft)
    }
    if (/auto|scroll/.test(overflowY)) {
      add('up', box.scrollHeight - box.clientHeight - box.scrollTop)
      add('down', box.scrollTop)
    }
  }
  return ways
}
