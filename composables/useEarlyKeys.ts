import { useNav } from '@slidev/client'
import { onMounted, onUnmounted } from 'vue'

/** How often to look whether a slide stands, and how often at most. */
const LOOK_MS = 50
const LOOKS = 600

let taken = false

/**
 * Goes where the keys lead that were pressed before the deck could follow them, one after the other: a slide's own beats are known only
 * once it stands.
 */
export function useEarlyKeys(): void {
  if (taken)
    return
  taken = true
  const keys = (window as { earlyKeys?: () => string[] }).earlyKeys?.() ?? []
  if (keys.length === 0)
    return
  const { next, prev, nextSlide, prevSlide } = useNav()
  const lead: Record<string, () => unknown> = { ArrowUp: () => prevSlide(), ArrowDown: () => nextSlide(), ArrowLeft: prev, PageUp: prev }
  let gone = false
  onUnmounted(() => gone = true)
  onMounted(async () => {
    for (const key of keys) {
      for (let looks = 0; !stands() && looks < LOOKS; looks++)
        await new Promise(look => setTimeout(look, LOOK_MS))
      if (gone)
        return
      await (lead[key] ?? next)()
    }
  })
}

/** Whether the slide that is shown has come, and nothing moves. */
function stands(): boolean {
  const shown = [...document.querySelectorAll<HTMLElement>('#slideshow > .slidev-page')].filter(slide => slide.offsetParent !== null)
  return shown.length === 1 && !!shown[0]!.querySelector(':scope > :not(.slidev-slide-loading)') && !/-(?:enter|leave)-active/.test(shown[0]!.className)
}
