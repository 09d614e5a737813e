import type { TalkState } from '../../talk/record.ts'
import { MOST_CLICKS } from '../../talk/address.ts'

/** What the remote knows of the slide that is shown. */
export interface ShownSlide {
  /** From 1. */
  slide: number
  clicks: number
  /** Its last click. */
  total: number
  /** The deck's last slide. */
  last: number
}

/** Where a step on leads; undefined at the end of the talk. */
export function stepOn({ slide, clicks, total, last }: ShownSlide): Pick<TalkState, 'slide' | 'clicks'> | undefined {
  if (clicks < total)
    return { slide, clicks: clicks + 1 }
  return slide < last ? { slide: slide + 1, clicks: 0 } : undefined
}

/** Where a step back leads: before a slide's first click stands the last of the slide before. Undefined at the start of the talk. */
export function stepBack({ slide, clicks, total }: ShownSlide): Pick<TalkState, 'slide' | 'clicks'> | undefined {
  if (clicks > 0)
    return { slide, clicks: Math.min(clicks, total) - 1 }
  return slide > 1 ? { slide: slide - 1, clicks: MOST_CLICKS } : undefined
}
