import type { Ref } from 'vue'
import { createApp, watch } from 'vue'
import { figures } from 'virtual:live-figures'
import { PLACE } from '../../../composables/place/place.ts'
import { followWords } from './follow-words.ts'
import { readingPlace } from './reading-place.ts'

/**
 * Runs what a figure shows, in its place: once something stands there it takes the room of the picture.
 *
 * @param figure in a section with `data-slide`; it stays as it is where that slide runs nothing
 */
export async function bringToLife(figure: HTMLElement): Promise<void> {
  const section = figure.closest<HTMLElement>('[data-slide]')
  const no = section?.dataset.slide
  const load = no === undefined ? undefined : figures[no]
  if (!section || !load)
    return
  const [{ default: live }, { default: ReadingStage }] = await Promise.all([load(), import('./ReadingStage.vue')])
  const box = Object.assign(document.createElement('div'), { className: 'is-waiting' })
  figure.append(box)
  const app = createApp(ReadingStage, { live })
  const words = followWords(section, figure)
  app.provide(PLACE, readingPlace(`slide ${no}`, words, figure))
  leadToClick(section, words.click)
  app.mount(box)
  await ready(box)
  box.classList.remove('is-waiting')
  figure.classList.add('is-alive')
}

/** Has the section's link to its slide lead to the beat that is read. */
function leadToClick(section: HTMLElement, click: Readonly<Ref<number>>): void {
  const link = section.querySelector<HTMLAnchorElement>('.to-slide a')
  if (!link)
    return
  const slide = link.href.replace(/\?.*/, '')
  watch(click, now => link.href = now > 0 ? `${slide}?clicks=${now}` : slide)
}

/** Waits for the mark that every live component bears once it shows something. */
function ready(box: HTMLElement): Promise<void> {
  return new Promise((done) => {
    const look = () => {
      if (!box.querySelector('.live-ready'))
        return
      observer.disconnect()
      done()
    }
    const observer = new MutationObserver(look)
    observer.observe(box, { childList: true, subtree: true, attributeFilter: ['class'] })
    look()
  })
}
