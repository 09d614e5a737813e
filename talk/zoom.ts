import type { TalkState } from './record.ts'

/** What of a slide fills it. It lasts until somebody goes to another slide. */
export interface Zoom {
  /** The slide, from 1. */
  slide: number
  /** `code` or `drawing`; where a slide has several of a kind, the second is `code-2`. */
  pane: string
  /** Where somebody has scrolled it, in px of the slide's canvas, and the click at which that holds. */
  scrolled?: { clicks: number, top: number }
}

const KEY = 'zoom'
const PANE = /^(?:code|drawing)(?:-[2-9])?$/
const MOST_PX = 1_000_000

/**
 * The pane that an address asks for.
 *
 * @param raw what the address has after `zoom=`; may be missing, anything, or there twice
 * @returns undefined for what is none
 */
export function paneOf(raw: unknown): string | undefined {
  const asked: unknown = Array.isArray(raw) ? raw[0] : raw
  return typeof asked === 'string' && PANE.test(asked) ? asked : undefined
}

/** What fills the slide that is shown; undefined where nothing does, or what another window says of it is not sound. */
export function zoomOf({ slide, free }: Pick<TalkState, 'slide' | 'free'>): Zoom | undefined {
  const text = free[KEY]
  const zoom: unknown = text ? JSON.parse(text) : undefined
  return isZoom(zoom) && zoom.slide === slide ? zoom : undefined
}

/** The change after which this fills its slide; without it, nothing does. */
export function zooming({ free }: Pick<TalkState, 'free'>, zoom?: Zoom): Pick<TalkState, 'free'> {
  const { [KEY]: _, ...others } = free
  return { free: zoom ? { ...others, [KEY]: JSON.stringify(zoom) } : others }
}

function isZoom(value: unknown): value is Zoom {
  if (typeof value !== 'object' || value === null)
    return false
  const { slide, pane, scrolled } = value as Record<string, unknown>
  return Number.isSafeInteger(slide) && typeof pane === 'string' && PANE.test(pane) && (scrolled === undefined || isScrolled(scrolled))
}

function isScrolled(value: unknown): boolean {
  if (typeof value !== 'object' || value === null)
    return false
  const { clicks, top } = value as Record<string, unknown>
  return Number.isSafeInteger(clicks) && Number.isFinite(top) && (top as number) >= 0 && (top as number) <= MOST_PX
}
