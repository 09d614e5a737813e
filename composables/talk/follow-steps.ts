import type { useNav } from '@slidev/client'
import { watch } from 'vue'
import { enterChapter, startClock } from '../../talk/clock.ts'
import { isSamePlace } from '../../talk/window.ts'
import { useTalk } from '../useTalk.ts'
import { talkIsAt } from './this-window.ts'

/**
 * What a step does beside going on: it brings the picture back, the first one forward starts the clock, and the clock hears of a new
 * chapter. The window in which the step is made does all of it in one change; the others only follow.
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
    if (talk.membership.value !== 'joined')
      return
    const forward = to.slide > from.slide || (to.slide === from.slide && to.clicks > from.clicks)
    const started = state.clock.status === 'stopped' && forward ? startClock(state.clock, talk.now()) : state.clock
    const clock = enterChapter(started, chapterOf(to.slide), talk.now())
    if (clock !== state.clock)
      talk.change({ clock })
  }, { flush: 'sync' })

  function chapterOf(slide: number): number {
    return nav().slides.value.filter(({ no, meta }) => no <= slide && meta.slide.frontmatter.layout === 'chapter').length
  }
}
