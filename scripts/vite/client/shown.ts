const LOOK_EVERY_MS = 100

/**
 * Whether the view that the address asks for is complete: the slide has come, and what runs on it has run. Views without a slide
 * of their own (overview, notes) are complete once they stand.
 */
export function isShown(): boolean {
  const app = document.getElementById('app')
  if (!app?.firstElementChild)
    return false
  const show = document.getElementById('slideshow')
  if (!show)
    return document.readyState === 'complete'
  const slide = [...show.querySelectorAll<HTMLElement>('.slidev-page')].find(one => one.offsetParent !== null)
  return !!slide?.firstElementChild
    && !slide.querySelector('.slidev-slide-loading')
    && [...slide.querySelectorAll('.live')].every(live => live.querySelector('.live-ready'))
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
