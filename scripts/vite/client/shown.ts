const LOOK_EVERY_MS = 100

/** The slide that is shown, or those of a transition; none on views without one. */
const slidesInView = () => [...document.querySelectorAll<HTMLElement>('#slideshow > .slidev-page')].filter(one => one.offsetParent !== null)

/** Whether the deck has not started yet, or the slide that is shown has not arrived. */
export function isLoading(): boolean {
  return !document.getElementById('app')?.firstElementChild
    || slidesInView().some(slide => !slide.firstElementChild || slide.querySelector('.slidev-slide-loading'))
}

/**
 * Whether the view that the address asks for is complete: the slide has come, and what runs on it has run. Views without a slide
 * of their own (overview, notes) are complete once they stand.
 */
export function isShown(): boolean {
  return !isLoading()
    && (document.getElementById('slideshow') ? slidesInView().length > 0 : document.readyState === 'complete')
    && slidesInView().every(slide => [...slide.querySelectorAll('.live')].every(live => live.querySelector('.live-ready')))
}

/** Resolves when the view is complete and the browser has nothing better to do; looks now and then, so that waiting costs next to nothing. */
export function shown(): Promise<void> {
  return new Promise((done) => {
    const look = () => {
      if (!isShown())
        setTimeout(look, LOOK_EVERY_MS)
      else if (typeof requestIdleCallback === 'function')
        requestIdleCallback(() => done())
      else
        setTimeout(done, LOOK_EVERY_MS)
    }
    look()
  })
}
