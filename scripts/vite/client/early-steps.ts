import { isLoading } from './shown.ts'
import { swipeOf } from './swipe.ts'

const STEPS = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', ' ']
const KEY_OF = { left: 'ArrowRight', right: 'ArrowLeft', up: 'ArrowDown', down: 'ArrowUp' }
const LOOK_EVERY_MS = 50
/** More than somebody means who waits. */
const MOST = 20

// Runs in the head, before anything else.
keepEarlySteps()

/**
 * Nobody presses or swipes in vain while the deck, or the slide that they are on, has not arrived: such steps are kept and done one by
 * one, each on a slide that is there. Slidev would not hear of them, or leave out the slide whose clicks it does not know yet.
 */
function keepEarlySteps(): void {
  const kept: string[] = []
  let passing = false

  const keep = (key: string) => {
    if (kept.length < MOST && kept.push(key) === 1)
      setTimeout(goOn, LOOK_EVERY_MS)
  }
  const goOn = () => {
    if (!isLoading()) {
      const key = kept.shift()!
      passing = true
      for (const type of ['keydown', 'keyup'])
        document.body.dispatchEvent(new KeyboardEvent(type, { key, code: key === ' ' ? 'Space' : key, bubbles: true }))
      passing = false
    }
    if (kept.length > 0)
      setTimeout(goOn, LOOK_EVERY_MS)
  }

  addEventListener('keydown', (event) => {
    const { key, ctrlKey, altKey, metaKey, target } = event
    const writes = (target as Element).matches?.('input, textarea, select, [contenteditable]')
    if (passing || writes || ctrlKey || altKey || metaKey || !STEPS.includes(key) || !(kept.length > 0 || isLoading()))
      return
    event.preventDefault()
    event.stopImmediatePropagation()
    keep(key)
  }, true)

  let from: Touch | undefined
  addEventListener('touchstart', ({ touches }) => {
    from = touches.length === 1 && isLoading() ? touches[0] : undefined
  }, { passive: true, capture: true })
  addEventListener('touchend', ({ changedTouches: [to] }) => {
    const swipe = from && to && swipeOf(to.clientX - from.clientX, to.clientY - from.clientY)
    if (swipe)
      keep(KEY_OF[swipe])
  }, { passive: true, capture: true })
}
