import type { Zooming } from './useZoom.ts'
import { useZoom } from './useZoom.ts'

/**
 * One press makes a part of the slide fill it, the next goes back.
 *
 * @returns `press`, with the kind that is wanted; where the slide has none of it, the other is meant. What fills the slide already gives way
 * to the drawing that is asked for
 */
export function useZoomKey(): Pick<Zooming, 'zoom' | 'fill'> & { press: (kind: 'code' | 'drawing') => void } {
  const { zoom, fill } = useZoom()
  return {
    zoom,
    fill,
    press(kind) {
      const panes = shownPanes()
      const wanted = panes.find(pane => pane.startsWith(kind))
      const shows = zoom.value && panes.includes(zoom.value.pane)
      if (shows)
        fill(kind === 'drawing' && wanted && wanted !== zoom.value!.pane ? wanted : undefined)
      else if (panes.length > 0)
        fill(wanted ?? panes[0])
    },
  }
}

/** What can fill the slide that is shown, in its order. */
function shownPanes(): string[] {
  const page = [...document.querySelectorAll<HTMLElement>('#slideshow > .slidev-page')].find(one => one.offsetParent !== null)
  return [...page?.querySelectorAll<HTMLElement>('[data-zoom]') ?? []].map(({ dataset }) => dataset.zoom!)
}
