import type { ComputedRef } from 'vue'
import type { Zoom } from '../talk/zoom.ts'
import { computed } from 'vue'
import { zooming, zoomOf } from '../talk/zoom.ts'
import { talkWindow } from './talk/this-window.ts'
import { useTalk } from './useTalk.ts'

export interface Zooming {
  /** What fills the slide that is shown. */
  zoom: ComputedRef<Zoom | undefined>
  /** Makes a pane fill the slide, in every window that is joined to the talk; without one, nothing does. */
  fill: (pane?: string) => void
  /** Says where somebody has scrolled what fills the slide, in px of the slide's canvas. */
  scrollTo: (top: number) => void
}

/** What fills the slide that is shown: the same in all windows of the talk. */
export function useZoom(): Zooming {
  const { state, change } = useTalk()
  const zoom = computed(() => zoomOf(state))
  return {
    zoom,
    fill: pane => change(zooming(talkWindow.state, pane === undefined ? undefined : { slide: talkWindow.state.slide, pane })),
    scrollTo(top) {
      if (zoom.value)
        change(zooming(talkWindow.state, { ...zoom.value, scrolled: { clicks: talkWindow.state.clicks, top } }))
    },
  }
}
