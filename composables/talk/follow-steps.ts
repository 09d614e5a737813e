import type { useNav } from '@slidev/client'
import { watch } from 'vue'
import { isSamePlace } from '../../talk/window.ts'
import { zooming } from '../../talk/zoom.ts'
import { useTalk } from '../useTalk.ts'
import { talkIsAt } from './this-window.ts'

/**
 * What a step does beside going on: it brings the picture back, leaves what filled the slide before, the first one forward starts the clock, and the clock hears of a new
 * chapter. The window in which the step is made does it; the others only follow.
 *
 * @param nav gives Slidev's navigation
 */
export function followSteps(nav: () => Pick<ReturnType<typeof useNav>, 'slides'>): void {
  const talk = useTalk()
  const { state } = talk

  watch(() => ({ slide: state.slide, clicks: state.clicks }), (to, from) => {
    const isOwnStep = talk.membership.value !== 'joined' || (talkIsAt.value && !isSamePlace(to, talkIsAt.value))
    if (isSamePlace(to, from) || !isOwnStep)
      return
    if (state.black)
      talk.change({ black: false })
    if (to.slide !== from.slide && state.free.zoom)
      talk.change(zooming(state))
    if (talk.membership.value !== 'joined')
      return
    void keepTime(to.slide, to.slide > from.slide || (to.slide === from.slide && to.clicks > from.clicks))
  }, { flush: 'sync' })

  /** Needed in a talk only: readers do without it. Fetched at the first step, the clock would be written over a step made elsewhere meanwhile. */
  const clockwork = () => import('../../talk/clock.ts')
  watch(talk.membership, membership => membership === 'joined' && void clockwork(), { immediate: true })

  async function keepTime(slide: number, forward: boolean): Promise<void> {
    const now = talk.now()
    const { enterChapter, startClock } = await clockwork()
    const started = state.clock.status === 'stopped' && forward ? startClock(state.clock, now) : state.clock
    const clock = enterChapter(started, chapterOf(slide), now)
    if (clock !== state.clock)
      talk.change({ clock })
  }

  function chapterOf(slide: number): number {
    return nav().slides.value.filter(({ no, meta }) => no <= slide && meta.slide.frontmatter.layout === 'chapter').length
  }
}
