import type { Router } from 'vue-router'
import { watch } from 'vue'
import { paneOf, zooming, zoomOf } from '../../talk/zoom.ts'
import { useTalk } from '../useTalk.ts'

/**
 * Keeps what fills the slide in the address: `#/saga?clicks=5&zoom=code`. An address that a person opens, types or goes back to says what
 * is to fill it; where the talk is joined on opening, the talk says so. Comes after followRouter, which tells the talk of the slide.
 *
 * @param router the deck's
 */
export function followZoom(router: Router): void {
  const { state, change, membership } = useTalk()
  let isFirst = true
  let isAsked = true
  router.options.history.listen(() => {
    isAsked = true
  })

  router.afterEach((to, _, failure) => {
    const takesIt = isAsked && !(isFirst && membership.value === 'joined')
    isAsked = false
    if (failure || !hasSlide(to.name))
      return
    isFirst = false
    const pane = paneOf(to.query.zoom)
    if (takesIt && pane !== zoomOf(state)?.pane)
      change(zooming(state, pane === undefined ? undefined : { slide: state.slide, pane }))
    writeSoon()
  })
  watch(() => zoomOf(state)?.pane, writeSoon)

  /** After a step that is on its way: a second change of the address would stop it. */
  function writeSoon(): void {
    setTimeout(() => {
      const { name, path, query, hash } = router.currentRoute.value
      const pane = zoomOf(state)?.pane
      if (hasSlide(name) && (query.zoom ?? undefined) !== pane)
        void router.replace({ path, query: { ...query, zoom: pane }, hash })
    })
  }
}

const hasSlide = (view: unknown) => view === 'play' || view === 'presenter'
