// The script of the pages of read/. Every figure that runs something stands there as it ends; one that comes near the screen is brought to
// life. What that takes is fetched then: a page without such figures, or one that is read no further, asks for nothing.

/** How far ahead of the screen, in parts of its height: far enough to be ready when the figure comes, at a reader's pace. */
const AHEAD = '120% 0px'

/** The module that brings figures to life; the build writes its address here. */
const MODULE = '__BRING_TO_LIFE__'

type BringToLife = typeof import('./alive/bring-to-life.ts')

const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting)
      continue
    near.unobserve(target)
    // Out of reach, the figure stays as it is.
    import(/* @vite-ignore */ MODULE).then(({ bringToLife }: BringToLife) => bringToLife(target as HTMLElement), () => {})
  }
}, { rootMargin: AHEAD })
for (const figure of document.querySelectorAll('figure.live'))
  near.observe(figure)
